"""The objects that `--json` prints: their keys are a contract, to which keys may be added and none renamed."""

from collections.abc import Iterable

from reader.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.annotation import Placed
    from reader.model.article import Article
    from reader.model.finding import Finding
    from reader.model.hit import Hit
    from reader.model.listing import Listing
    from reader.model.term import Term
    from reader.store.merging import Joined
    from reader.text.span import Span
    from reader.workspace.vocabulary import LibraryTerm

Record = dict[str, object]


def of_listing(row: "Listing") -> Record:
    """An article as `list` gives it."""
    return {
        "id": row.id,
        "date": row.date.isoformat() if row.date else None,
        "dateline": row.dateline,
        "headline": row.headline,
        "words": row.words,
        "notes": row.notes,
        "read": row.read,
        "starred": row.starred,
    }


def of_article(article: "Article") -> Record:
    """An article as `show` gives it: the text that all offsets count, and its blocks."""
    return {
        "id": article.id,
        "date": article.date.isoformat() if article.date else None,
        "dateline": article.dateline,
        "headline": article.headline,
        "text": article.text,
        "blocks": [{"kind": b.kind, "start": b.span.start, "end": b.span.end} for b in article.blocks],
    }


def of_term(term: "Term", articles: int, highlighted: "Iterable[Span]") -> Record:
    """A key term of one article; `articles` is how many hold it, `highlighted` those of its places that are marked."""
    return {
        "term": term.text,
        "variants": list(term.variants),
        "score": term.score,
        "spans": [[span.start, span.end] for span in term.spans],
        "articles": articles,
        "kind": term.kind,
        "highlighted": [[span.start, span.end] for span in highlighted],
    }


def of_library_term(term: "LibraryTerm") -> Record:
    """A key term of all articles."""
    return {
        "term": term.text,
        "variants": list(term.variants),
        "score": term.score,
        "articles": term.articles,
    }


def of_hit(hit: "Hit") -> Record:
    """What a search found."""
    return {
        "article": hit.article,
        "where": hit.where,
        "start": hit.span.start if hit.span is not None else None,
        "end": hit.span.end if hit.span is not None else None,
        "snippet": hit.snippet,
        "annotation": hit.annotation or None,
    }


def of_note(article: "Article", placed: "Placed") -> Record:
    """An annotation and its place; null offsets for an orphan and for a note on the whole article."""
    annotation, span, quote = placed.annotation, placed.span, placed.annotation.target.quote
    return {
        "id": annotation.id,
        "article": article.id,
        "state": placed.anchor.state,
        "start": span.start if span is not None else None,
        "end": span.end if span is not None else None,
        "exact": quote.exact if quote else None,
        "prefix": quote.prefix if quote else None,
        "suffix": quote.suffix if quote else None,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "by": annotation.by,
        "created": _instant(annotation.created),
        "modified": _instant(annotation.modified),
        "conflict": annotation.conflict,
        "rivals": [{"tags": list(other.tags), "note": other.note} for other in annotation.versions[1:]],
    }


def of_finding(finding: "Finding") -> Record:
    """What a check found."""
    return {"kind": finding.kind, "path": finding.path, "reason": finding.reason}


def of_joined(joined: "Joined") -> Record:
    """What a merge brought in with one article."""
    return {
        "article": joined.source,
        "added": joined.added,
        "changed": joined.changed,
        "removed": joined.removed,
        "conflicts": joined.conflicts,
    }


def _instant(at: "datetime") -> str:
    """An instant in UTC as RFC 3339 writes it: `2026-11-21T20:14:02Z`."""
    return at.isoformat().replace("+00:00", "Z")
