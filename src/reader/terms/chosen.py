"""What the person says of key terms for a library: it wins over what is found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reader.model.article import Article
from reader.model.term import Term, TermKind
from reader.terms.naming import places
from reader.terms.passages import passages_of
from reader.terms.words import key_of
from reader.typed import NamedTuple


class Chosen(NamedTuple):
    """Terms as they were written; all forms that `words.key_of` folds into one are one term."""

    pinned: tuple[str, ...] = ()
    """The person's own list: highlighted in every article that says them."""
    hidden: tuple[str, ...] = ()
    """Never highlighted."""
    joined: Mapping[str, str] = MappingProxyType({})
    """From a term to the term that it is another name of."""

    def pin(self, text: str, *, on: bool = False) -> "Chosen":
        """With `text` on the person's own list; off it again if it is there, unless it is to be `on`."""
        return self._replace(pinned=_toggled(self.pinned, text, on), hidden=_without(self.hidden, text))

    def hide(self, text: str, *, on: bool = False) -> "Chosen":
        """With `text` hidden; shown again if it is hidden, unless it is to be `on`."""
        return self._replace(hidden=_toggled(self.hidden, text, on), pinned=_without(self.pinned, text))

    def join(self, text: str, to: str) -> "Chosen":
        """With `text` as another name of `to`; joined to itself it stands alone again."""
        kept = {name: other for name, other in self.joined.items() if key(name) != key(text)}
        alone = key(text) == key(to) or key(self.shown(to)) == key(text)
        return self._replace(joined=kept if alone else kept | {text: to})

    def forget(self, text: str) -> "Chosen":
        """With nothing said of `text` any more: neither pinned nor hidden, and no other name of anything."""
        kept = {name: other for name, other in self.joined.items() if key(name) != key(text)}
        return Chosen(_without(self.pinned, text), _without(self.hidden, text), kept)

    def shown(self, text: str) -> str:
        """The term under which `text` is shown; a ring of names ends where it began."""
        names = {key(name): other for name, other in self.joined.items()}
        seen: set[str] = set()
        while (at := key(text)) in names and at not in seen:
            seen.add(at)
            text = names[at]
        return text

    def names(self, text: str) -> tuple[str, ...]:
        """`text`, and every other name of the same thing."""
        thing = key(self.shown(text))
        every = dict.fromkeys((text, *self.joined, *self.joined.values()))
        return tuple(name for name in every if key(self.shown(name)) == thing)


def key(text: str) -> str:
    """The same for all forms of one term."""
    return key_of(text.split())


def chosen_terms(article: Article, found: Sequence[Term], chosen: Chosen) -> tuple[Term, ...]:
    """The terms of an article as the person wants them: the own list first, then what was found, without overlap."""
    if chosen == Chosen():
        return tuple(found)
    hidden = {key(text) for text in chosen.hidden}
    groups: dict[str, list[Term]] = {}
    for term in (*_own(article, chosen, max((t.score for t in found), default=0.0)), *found):
        groups.setdefault(key(chosen.shown(term.text)), []).append(term)
    wanted = {key(chosen.shown(term)) for term in (*chosen.pinned, *(term.text for term in found))} - hidden
    merged = (_merged(group, chosen) for name, group in groups.items() if name in wanted)
    return tuple(apart(term for term in merged if key(term.text) not in hidden))


def unhidden(names: Iterable[Term], chosen: Chosen) -> Iterator[Term]:
    """Those of `names` that the person has not hidden, under this or another name."""
    hidden = {key(text) for text in chosen.hidden}
    return (name for name in names if not hidden & {key(name.text), key(chosen.shown(name.text))})


def _own(article: Article, chosen: Chosen, score: float) -> list[Term]:
    """The terms of the person's list that the article says, and the names that are joined to any term."""
    texts = dict.fromkeys((*chosen.pinned, *chosen.joined))
    found = places(article.text, passages_of(article), [[text] for text in texts], ())
    return [
        Term(text, TermKind.THING, score, (text,), tuple(spans))
        for text, spans in zip(texts, found, strict=True)
        if spans
    ]


def _merged(group: Sequence[Term], chosen: Chosen) -> Term:
    """One term for all names of a thing, of the kind that one of them was found to have."""
    kind = next((term.kind for term in group if term.kind is not TermKind.THING), TermKind.THING)
    name = chosen.shown(group[0].text)
    text = next((term.text for term in group if key(term.text) == key(name)), name)
    forms = dict.fromkeys((text, *(form for term in group for form in term.forms)))
    spans = sorted({span for term in group for span in term.spans})
    otherwise = dict.fromkeys(form for term in group for form in term.otherwise)
    return Term(text, kind, max(term.score for term in group), tuple(forms), tuple(spans), tuple(otherwise))


def apart(terms: Iterable[Term], others: Iterable[Term] = ()) -> Iterator[Term]:
    """Each place for the first term that has it, and none that one of `others` has; a term without any is left out."""
    taken = [span for term in others for span in term.spans]
    for term in terms:
        spans = [span for span in term.spans if not any(span.overlaps(other) for other in taken)]
        spans = [span for i, span in enumerate(spans) if not i or span.start >= spans[i - 1].end]
        if spans:
            taken += spans
            yield term._replace(spans=tuple(spans))


def _toggled(texts: tuple[str, ...], text: str, on: bool) -> tuple[str, ...]:
    left = _without(texts, text)
    if len(left) < len(texts):
        return texts if on else left
    return (*texts, text)


def _without(texts: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(other for other in texts if key(other) != key(text))
