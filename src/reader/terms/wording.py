"""How an article words each of its key terms: in forms that are marked, and otherwise."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.terms.picking import Pick
from reader.terms.reading import Reading
from reader.terms.variants import is_broad


class Wording(NamedTuple):
    """No form and no phrase is another term's."""

    forms: list[str]
    """What is looked for and marked: the form to show, then the others, most frequent first."""
    otherwise: list[str]
    """Longer phrases around them, most frequent first; of a broad word the word, and phrases with a name."""


def wordings(reading: Reading, picks: Sequence[Pick]) -> Iterator[Wording]:
    """One for each of `picks`, in their order; without forms where better ones say all that it says.

    Of a broad word the phrases are marked and the word is not; a name in a phrase is marked by itself.
    """
    said = [reading.forms(pick.members) for pick in picks]
    names = [form for pick, forms in zip(picks, said, strict=True) if pick.concept.head.is_name for form in forms]
    taken = {form for forms in said for form in forms}
    for pick, forms in zip(picks, said, strict=True):
        broad = is_broad(pick.concept)
        around = [phrase for phrase in reading.phrases(pick.members, telling=broad) if phrase not in taken]
        taken.update(around)
        if broad:
            alone = [form for form in forms if " " not in form]
            named = [phrase for phrase in around if any(f" {name} " in f" {phrase} " for name in names)]
            unmarked = {*alone, *named}
            yield Wording([form for form in (*around, *forms) if form not in unmarked], [*alone, *named])
        else:
            yield Wording(forms, around)
