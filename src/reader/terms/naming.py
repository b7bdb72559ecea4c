"""Which form of a term is shown, and where all its forms stand in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.model.term import TermKind
from reader.terms.passages import Passage
from reader.text.span import Span

if TYPE_CHECKING:  # places are looked for also where nothing is weighed
    from reader.terms.picking import Pick


def shown(pick: "Pick", forms: Sequence[str]) -> str:
    """The fullest form of a person, else the most frequent one of `forms`, which are sorted so."""
    full = [form for form in forms if len(form.split()) <= 4] if pick.concept.kind is TermKind.PERSON else []
    return max(full, key=lambda form: len(form.split()), default=forms[0])


def places(
    text: str, passages: Sequence[Passage], variants: Sequence[Sequence[str]], names: Iterable[str]
) -> list[list[Span]]:
    """For each term its places in text order: longest form first, none over another, none inside one of `names`."""
    owners: dict[str, int] = {}
    for number, forms in enumerate(variants):
        for form in forms:
            owners.setdefault(form, number)
    finder = _Finder(owners, names)
    found: list[list[Span]] = [[] for _ in variants]
    for passage in passages if owners else ():
        for number, span in finder.within(text, passage):
            found[number].append(span)
    return found


class _Finder:
    """Two expressions: as written for running text, in any case for headings."""

    def __init__(self, owners: dict[str, int], names: Iterable[str]) -> None:
        self.owners = owners
        self.lower = {form.lower(): form for form in reversed(owners)}
        guards = {name for name in names if name not in owners and any(_holds(name, form) for form in owners)}
        longest_first = sorted(owners.keys() | guards, key=lambda form: (-len(form), form))
        alternatives = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
        self.exact = re.compile(rf"(?<![\w-])(?:{alternatives})(?!-?\w)")
        self.any_case = re.compile(self.exact.pattern, re.IGNORECASE)

    def within(self, text: str, passage: Passage) -> Iterator[tuple[int, Span]]:
        """The places in one passage, each with its term's number; a heading is never one place as a whole."""
        expression = self.any_case if passage.heading else self.exact
        for match in expression.finditer(text, passage.start, passage.end):
            said = " ".join(match.group().split())
            form = said if said in self.owners else self._in_heading(said)
            whole = passage.heading and match.group() == text[passage.start : passage.end].strip()
            if form in self.owners and not whole:
                yield self.owners[form], Span(match.start(), match.end())

    def _in_heading(self, said: str) -> str:
        """The form that a heading writes otherwise: `UN Sanctions`, but no `us` for `US` and no `bush` for `Bush`."""
        form = self.lower.get(said.lower(), "")
        return form if form and not form.isupper() and (said[0].isupper() or form[0].islower()) else ""


def _holds(name: str, form: str) -> bool:
    return f" {form} " in f" {name} "
