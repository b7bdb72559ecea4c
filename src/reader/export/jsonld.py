"""Annotations as the W3C exchanges them: one AnnotationCollection in JSON-LD (https://www.w3.org/TR/annotation-model/).

Each annotation has its own `@context`, so that it stays whole when it is taken out. `state` names the version of the
article that the selectors were made on; the texts of these versions stand once each under `snapshots`, and what tags
stand for under `codebook`: keys of ours that other readers skip. The same annotations give the same bytes.
"""

import json
import re
from collections.abc import Container, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote as percent_encoded

from reader.model import identifiers
from reader.model.annotation import Annotation, Motivation, Target, TextualBody
from reader.model.digest import ArticleDigest, Digest
from reader.model.tag_tree import lineage
from reader.text.safety import clean, clean_line

Node = dict[str, object]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_WEB = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?", re.ASCII)


def collection(digest: Digest) -> str:
    """All annotations of `digest` as JSON text, articles and notes in their order."""
    described = {tag.lower() for tag in digest.codes}
    items = [item for article in digest.articles for item in _items(article, described)]
    library = next((article.source.partition("/")[0] for article in digest.articles), "")
    id = identifiers.collection_uri(library)
    whole: Node = {
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": clean_line(library) or "reader",
        "total": len(items),
    }
    first: Node = {
        "@context": CONTEXT,
        "id": f"{id}/1",
        "type": "AnnotationPage",
        "partOf": {key: whole[key] for key in ("id", "type", "label", "total")},
        "startIndex": 0,
        "items": items,
    }
    if items:
        whole |= {"first": first, "last": first["id"], "snapshots": dict(sorted(_snapshots(digest).items()))}
    if digest.codes:
        whole["codebook"] = [_concept(tag, said, digest.codes) for tag, said in digest.codes.items()]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def is_collection(text: str) -> bool:
    """Whether `text` begins as `collection` does: a file to write anew."""
    beginning = json.dumps({"@context": CONTEXT, "id": identifiers.collection_uri("")}, indent=1)
    return text.startswith(beginning.removesuffix('"\n}'))


def _items(digest: ArticleDigest, described: Container[str]) -> Iterator[Node]:
    for placed in digest.notes:
        annotation = placed.annotation
        item: Node = {
            "@context": CONTEXT,
            "id": identifiers.annotation_uri(annotation.id),
            "type": "Annotation",
            "motivation": annotation.motivation.value,
            "created": _instant(annotation.created),
            "modified": _instant(annotation.modified),
        }
        if annotation.by:
            item["creator"] = {"type": "Person", "name": clean_line(annotation.by)}
        if annotation.every_body:
            item["body"] = [node for body in annotation.every_body for node in _bodies(body, described)]
        yield item | {"target": _target(annotation, digest)}


def _concept(tag: str, said: str, codes: Mapping[str, str]) -> Node:
    """What a tag stands for, as SKOS has it (https://www.w3.org/TR/skos-reference/)."""
    concept: Node = {
        "id": identifiers.tag_uri(tag),
        "type": "skos:Concept",
        "skos:prefLabel": clean_line(tag),
        "skos:definition": clean(said),
    }
    above = [other for other in lineage(tag)[-2::-1] if other.lower() in {known.lower() for known in codes}]
    return concept | ({"skos:broader": identifiers.tag_uri(above[0])} if above else {})


def _bodies(body: TextualBody, described: Container[str]) -> Iterator[Node]:
    """A note or a tag; a tag that is described also as the concept that the codebook has."""
    yield {
        "type": "TextualBody",
        "value": clean(body.value),
        "format": "text/plain",
        "purpose": body.purpose.value,
    }
    if body.purpose is Motivation.TAGGING and body.value.lower() in described:
        source = identifiers.tag_uri(body.value)
        yield {"type": "SpecificResource", "source": source, "purpose": body.purpose.value}


def _target(annotation: Annotation, digest: ArticleDigest) -> Node:
    target = annotation.target
    node: Node = {"type": "SpecificResource", "source": identifiers.article_uri(digest.source)}
    if web := web_address(digest.article.source):
        node["via"] = web
    if selectors := _selectors(target):
        node["selector"] = selectors
    if target.snapshot:
        node["state"] = {
            "type": "TimeState",
            "sourceDate": _instant(annotation.created),
            "cached": identifiers.snapshot_uri(target.snapshot),
        }
    return node


def _selectors(target: Target) -> list[Node]:
    selectors: list[Node] = []
    if target.position:
        selectors.append({"type": "TextPositionSelector", "start": target.position.start, "end": target.position.end})
    if target.quote:
        quote = target.quote
        words = {"exact": clean(quote.exact), "prefix": clean(quote.prefix), "suffix": clean(quote.suffix)}
        selectors.append({"type": "TextQuoteSelector", **words})
    return selectors


def _snapshots(digest: Digest) -> dict[str, str]:
    """The text of every version that a selector was made on, by its URI, as far as it is at hand."""
    texts: dict[str, str] = {}
    for article in digest.articles:
        known: Mapping[str, str] = {**article.snapshots, article.article.hash: article.article.text}
        for placed in article.notes:
            hash = placed.annotation.target.snapshot
            if hash in known:
                texts[identifiers.snapshot_uri(hash)] = clean(known[hash])
    return texts


def web_address(source: str) -> str:
    """`source` as a URI if it is an address on the web; else empty."""
    return percent_encoded(source, safe="%/?#:@!$&'()*+,;=~-._") if _WEB.fullmatch(source) else ""


def _instant(at: datetime) -> str:
    """As RFC 3339 writes an instant, in UTC: `2026-11-21T20:14:02Z`."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
