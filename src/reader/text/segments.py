"""Words, sentences and whole characters: the steps in which a reader moves through a text."""

import re
from itertools import pairwise

from reader.text.span import Span

# Words. The large expressions are kept as text and compiled, once, when first used: no start waits for them.

_KANA_AND_HAN = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Latin, Cyrillic, Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"  # Arabic, the scripts of India
    "\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
    "\u200c\u200d"  # joiners inside Persian and Indic words
)
"""What belongs to a word though `\\w` does not match it."""
_LETTER = rf"(?:[^\W_{_KANA_AND_HAN}]|[{_MARKS}])"

_INNER = r"(?:['’&\-\u2010\u2011]|(?<=\d),(?=\d)|\.(?=[\da-z]))"

_WORD = (  # U.S.-led and Ph.D., then all other words, then Japanese and Chinese by script, for want of spaces
    rf"(?:(?:[A-Z][a-z]?|[^\W\d_{_KANA_AND_HAN}])\.){{2,}}(?:[A-Z](?![^\W_]))?(?:['’\-]{_LETTER}++)*+"
    rf"|{_LETTER}++(?:{_INNER}{_LETTER}++)*+"
    "|[\u3040-\u309f]++|[\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f]++"
    "|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]++"
)


def words(text: str, within: Span) -> list[Span]:
    """The words inside `within`, with inner apostrophes, hyphens and dots, without quotes and punctuation around."""
    return [Span(*match.span()) for match in re.compile(_WORD).finditer(text, within.start, within.end)]


# Sentences

_CLOSERS = "\"'”’»›)\\]}」』）】》〉"
_OPENERS = "\"'“‘«‹„(\\[{「『（【《〈¿¡"
_DOTS = ".!?…‼⁇⁈⁉؟۔।॥։።။។\u037e"
_WIDE = "。！？｡．"

_STOP = (
    rf"(?<![{_DOTS}])(?P<dots>[{_DOTS}]++)[{_CLOSERS}*_]*+(?:\[\d{{1,3}}\])*+(?=\s++[{_OPENERS}*_]*+(?P<next>\S{{0,24}}))"
    rf"|(?<![{_WIDE}])[{_WIDE}]++(?P<wide>[{_CLOSERS}]*+)"
    r"|(?P<blank>\n[ \t]*+(?=\n))"
)
"""Where a sentence may end; `next` is how the text goes on behind the white space."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ALWAYS_WITH_NEXT = _listed(
    "mr mrs ms mx dr prof gov sen rep gen lt col maj capt sgt cpl pvt adm cmdr brig supt insp det rev fr hon pres amb"
    " atty messrs mme mlle st mt ft vs v cf viz e.g i.e approx dept sec asst assoc"
)
_WITH_NUMBER = _listed(
    "no nos p pp art vol ch fig eq para jan feb mar apr jun jul aug sep sept oct nov dec tel ext ca c"
)
_MAY_END = _listed("inc corp co ltd llc plc bros jr sr etc al est ave blvd rd ph.d m.d b.a m.a esq")

_STARTERS = _listed(
    "a about after all although amid among an and another any as at because before both but by despite during each"
    " earlier even every few for from further he her here his how however i if in indeed instead it its just last later"
    " many meanwhile more moreover most my nearly neither no nor not now of on once one only or other others our over"
    " several she since so some still such that the their then there these they this those though through thus to today"
    " under unlike until we what when where whether which while who why with without yesterday yet you your"
)
"""Words that, capitalised behind `U.S.` or `Inc.`, begin a sentence rather than go on with a name."""

_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LONGEST_ABBREVIATION = 24


def sentences(text: str, within: Span) -> list[Span]:
    """The sentences inside `within`, without white space at their ends; together they hold all the rest of it.

    Ends are told by rules made for news prose: titles, initials, `U.S.`,
    decimals, numbers, ellipses and quotes do not cut a sentence.
    """
    ends = [within.start]
    for stop in re.compile(_STOP).finditer(text, within.start, within.end):
        if _ends_sentence(text, ends[-1], stop):
            ends.append(stop.end())
    ends.append(within.end)
    return [span for start, end in pairwise(ends) if (span := _trimmed(text, start, end))]


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    if stop["blank"] is not None:
        return True
    if stop["wide"] is not None:
        return not stop["wide"] or stop.end() == stop.endpos or text[stop.end()].isspace()
    following = stop["next"]
    if not following or _goes_on(following):
        return False
    if stop["dots"] != ".":
        return True
    tail = text[max(begin, stop.start() - _LONGEST_ABBREVIATION) : stop.start()]
    return _dot_ends_sentence(tail, following, stop.start() - begin <= _LONGEST_ABBREVIATION)


def _goes_on(following: str) -> bool:
    """Whether what follows cannot begin a sentence: a small letter (but `iPhone`), a dash, a comma, a dot."""
    first = following[0]
    return (first.islower() and not following[1:2].isupper()) or first in "-–—,;:.…/&="


def _dot_ends_sentence(tail: str, following: str, from_begin: bool) -> bool:
    """Whether a single dot ends a sentence, by the word before it and the one behind."""
    pieces = tail.split()
    token = pieces[-1].lstrip("\"'“‘«‹„([{*_") if pieces and not tail[-1].isspace() else ""
    name = token.lower()
    if from_begin and len(pieces) == 1 and token.isdecimal():
        return False  # `1. First of all`: a numbered item
    if name in _ALWAYS_WITH_NEXT:
        return False
    if name in _WITH_NUMBER and following[0].isdecimal():
        return False
    if name in _MAY_END or _INITIALS.fullmatch(token):
        return _begins_sentence(following)
    return True


def _begins_sentence(following: str) -> bool:
    word = re.match(r"[^\W\d_]+", following)
    return word is not None and word.group().lower() in _STARTERS


def _trimmed(text: str, start: int, end: int) -> Span | None:
    stretch = text[start:end]
    bare = stretch.strip()
    if not bare:
        return None
    start += len(stretch) - len(stretch.lstrip())
    return Span(start, start + len(bare))


# Whole characters

_PLAIN = re.compile("[\\n\\t\x20-\x7e\xa0-\u02ff\u2010-\u2027\u2030-\u205e]")
"""Characters that never join with another of them: enough to answer for nearly all text in Latin letters."""
_WINDOW = 64
"""How many code points around an offset are looked at; more in one character is not writing."""


def snap(text: str, span: Span) -> Span:
    """`span`, widened so that it splits no grapheme cluster (UAX 29)."""
    start, _ = _cluster_at(text, span.start)
    _, end = _cluster_at(text, span.end)
    return Span(start, max(start, end))


def _cluster_at(text: str, offset: int) -> tuple[int, int]:
    """The ends of the cluster that `offset` splits; twice `offset` where it splits none."""
    if not 0 < offset < len(text) or (_PLAIN.match(text, offset - 1) and _PLAIN.match(text, offset)):
        return offset, offset
    from wcwidth import iter_graphemes  # tables of 40 ms, for the few who need them

    start = end = _safe_start(text, offset)
    for cluster in iter_graphemes(text[start : offset + _WINDOW]):
        start, end = end, end + len(cluster)
        if end >= offset:
            break
    return (offset, offset) if end == offset else (start, end)


def _safe_start(text: str, offset: int) -> int:
    """An offset close before, where a cluster surely begins; else the window's start."""
    low = max(0, offset - _WINDOW)
    for index in range(offset - 1, low, -1):
        if _PLAIN.match(text, index) and _PLAIN.match(text, index - 1):
            return index
    return low
