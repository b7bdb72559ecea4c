"""How an article words each of its key terms: in forms that are marked, and otherwise."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.terms.gazetteer import common_words
from reader.terms.picking import Pick
from reader.terms.reading import Reading
from reader.terms.variants import is_broad
from reader.terms.words import key_of


class Wording(NamedTuple):
    """No phrase is another term's."""

    forms: list[str]
    """What is looked for and marked: the form to show, then the others, most frequent first."""
    otherwise: list[str]
    """Longer phrases around them, most frequent first; of a broad word the word itself, since its phrases are marked."""


def wordings(reading: Reading, picks: Sequence[Pick]) -> Iterator[Wording]:
    """One for each of `picks`, best first; without forms where all that it says is said by better ones."""
    forms = [reading.forms(pick.members) for pick in picks]
    taken = {_key(form) for said in forms for form in said}
    for pick, said in zip(picks, forms, strict=True):
        broad = is_broad(pick.concept)
        around = [p for p in reading.phrases(pick.members, telling=broad) if _key(p) not in taken]
        taken.update(map(_key, around))
        if broad:
            alone = [form for form in said if _key(form) in common_words().broad]
            yield Wording([*(form for form in said if form not in alone), *around], alone)
        else:
            yield Wording(said, around)


def _key(form: str) -> str:
    return key_of(form.split())
