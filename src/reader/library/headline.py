"""What an article is called where the file does not say."""

from collections.abc import Sequence

from reader.model.article import Block, BlockKind
from reader.text.safety import visible_name
from reader.text.span import Span

LONGEST_TITLE = 200
"""Characters of a title that the file gives itself."""
_LONGEST_LEDE = 90
_LOOK_AT = 2000
"""How much of the lede is looked at for its first sentence."""


def shortened(line: str, longest: int) -> str:
    """`line`, or its beginning up to a word's end and `…`, at most `longest` characters long."""
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return line[: cut if cut > 0 else longest - 1].rstrip(" ,;:.!?–—-\"'“‘(") + "…"


def shown(text: str, span: Span, hidden: Sequence[Span] = ()) -> str:
    """The visible characters of `span` on one line."""
    pieces, at = [], span.start
    for mark in hidden:
        if span.covers(mark):
            pieces.append(text[at : mark.start])
            at = mark.end
    pieces.append(text[at : span.end])
    return " ".join("".join(pieces).split())


def headline(text: str, blocks: Sequence[Block], hidden: Sequence[Span], id: str) -> str:
    """The first level 1 heading, else the beginning of the first paragraph, else the file's name."""
    title = next((b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    if title and (name := shown(text, title.span, hidden)):
        return shortened(name, LONGEST_TITLE)
    lede = next((b.span for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
    if lede and (name := _first_sentence(text, lede, hidden)):
        return shortened(name, _LONGEST_LEDE)
    return visible_name(id.rpartition("/")[2]).rpartition(".")[0] or visible_name(id)


def _first_sentence(text: str, lede: Span, hidden: Sequence[Span]) -> str:
    begin = Span(lede.start, min(lede.end, lede.start + _LOOK_AT))
    near = [mark for mark in hidden if mark.start < begin.end]
    line = shown(text, begin, near)[: 2 * _LONGEST_LEDE]  # a sentence that ends behind that is cut anyway
    seen = line[: _LONGEST_LEDE + 1]
    if seen.isascii() and not any(stop in seen for stop in ".!?"):
        return line
    from reader.text.segments import sentences  # most ledes are cut before a sentence may end

    first = next(iter(sentences(line, Span(0, len(line)))), None)
    return first.of(line).removesuffix(".") if first else ""
