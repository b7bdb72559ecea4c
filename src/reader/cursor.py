"""Where one reads in an article, and the passage that is taken from there.

A cursor always has a passage: the sentence being read, or what was selected by
keyboard or mouse. Every command acts on that passage.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from reader.model.article import Article, Block, BlockKind
from reader.text.segments import sentences, words
from reader.text.span import Span


class Unit(StrEnum):
    """By what one moves."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Mode(StrEnum):
    """How the passage comes about."""

    READING = "reading"
    """The sentence being read, or what was taken with shift or the mouse."""
    VISUAL = "visual"
    """Every movement takes the passage's moving end along."""
    VISUAL_SENTENCES = "visual sentences"
    """The same, by whole sentences."""


@dataclass(frozen=True)
class Units:
    """The words, sentences and paragraphs of what is shown of an article, in text order."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Headings count as paragraphs."""
        return tuple(block.span for block in self.blocks)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """A heading is one sentence."""
        return tuple(sentence for block in self.blocks for sentence in self._sentences(block))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """A sentence without letters or digits counts as one word, so that every sentence has one."""
        return tuple(word for s in self.sentences for word in words(self.text, s) or [s])

    def of(self, unit: Unit) -> tuple[Span, ...]:
        """All units of one size."""
        if unit is Unit.WORD:  # found only where one asks for them: that takes longer than all else about a text
            return self.words
        return self.sentences if unit is Unit.SENTENCE else self.paragraphs

    def at(self, unit: Unit, offset: int) -> int:
        """Index of the unit at `offset`, else of the last one before it, else 0."""
        return max(0, bisect_right(self.of(unit), offset, key=lambda span: span.start) - 1)

    def word_from(self, offset: int) -> int:
        """Index of the word at `offset`, else of the first one behind it, else of the last."""
        return min(bisect_right(self.words, offset, key=lambda span: span.end), len(self.words) - 1)

    def _sentences(self, block: Block) -> list[Span]:
        if block.kind is BlockKind.HEADING:
            return [block.span]
        return sentences(self.text, block.span)


def units_of(article: Article, *, boilerplate: bool = False) -> Units:
    """The units of an article's body, with boilerplate only where it is shown."""
    shown = [b for b in article.blocks if boilerplate or b.kind is not BlockKind.BOILERPLATE]
    return Units(article.text, tuple(b for b in shown if b.kind is not BlockKind.HEADER))


class Cursor(NamedTuple):
    """A place and a passage; every movement makes a new one. Only for units that have at least one sentence."""

    units: Units
    anchor: Span
    """The unit at which the passage began."""
    head: Span
    """The unit to which it has been taken; the passage is the hull of both."""
    mode: Mode = Mode.READING

    @property
    def passage(self) -> Span:
        """What commands act on."""
        hull = self.anchor.hull(self.head)
        if self.mode is not Mode.VISUAL_SENTENCES:
            return hull
        first, last = self._sentence_at(hull.start), self._sentence_at(max(hull.start, hull.end - 1))
        return first.hull(last)

    @property
    def sentence(self) -> Span:
        """The sentence being read: the one in which the head lies."""
        return self._sentence_at(self.head.start)

    @property
    def selecting(self) -> bool:
        """Whether the passage is anything else than the sentence being read."""
        return self.mode is not Mode.READING or self.passage != self.sentence

    def read(self, offset: int) -> "Cursor":
        """Read the sentence at `offset`; in visual mode take the passage there."""
        sentence = self._sentence_at(offset)
        return self.take(sentence) if self.mode is not Mode.READING else self._on(sentence)

    def move(self, unit: Unit, steps: int) -> "Cursor":
        """Read on (or back) by sentences or paragraphs; in visual mode extend the passage by any unit."""
        if self.mode is not Mode.READING:
            return self._extend(unit, steps)
        places = self.units.of(unit)
        index = self.units.at(unit, self.head.start)
        if unit is Unit.PARAGRAPH and steps < 0 and self.sentence.start > places[index].start:
            steps += 1
        return self._on(self._sentence_at(places[_clamp(index + steps, places)].start))

    def grow(self, unit: Unit, steps: int) -> "Cursor":
        """Take in (or give back) words or sentences at the passage's end, as shift with an arrow does."""
        if self.mode is not Mode.READING:
            return self._extend(unit, steps)
        if unit is Unit.SENTENCE:
            index = self.units.at(unit, self.head.start)
            anchor = self.anchor if self.selecting else self.sentence
            return self._replace(anchor=anchor, head=self.units.sentences[_clamp(index + steps, self.units.sentences)])
        return self._grow_by_words(steps)

    def visual(self, *, by_sentences: bool = False, whole: bool = False) -> "Cursor":
        """Enter visual mode at the first word of the sentence, or with what is selected; or change its kind.

        With `whole` the passage is kept also where it is just the sentence being read.
        """
        mode = Mode.VISUAL_SENTENCES if by_sentences else Mode.VISUAL
        if self.selecting or whole:
            return self._replace(mode=mode)
        if by_sentences:
            return self._replace(mode=mode, anchor=self.sentence, head=self.sentence)
        word = self.units.words[bisect_left(self.units.words, self.sentence.start, key=lambda span: span.start)]
        return self._replace(mode=mode, anchor=word, head=word)

    def take(self, head: Span) -> "Cursor":
        """Extend the passage to `head`."""
        return self._replace(head=head)

    def select(self, anchor: Span, head: Span | None = None) -> "Cursor":
        """Make the hull of `anchor` and `head` the passage."""
        return self._replace(anchor=anchor, head=head or anchor)

    def swap(self) -> "Cursor":
        """Let the other end of the passage be the moving one."""
        return self._replace(anchor=self.head, head=self.anchor)

    def leave(self) -> "Cursor":
        """Give the selection up and read on in the sentence where it ended."""
        return self._on(self.sentence)

    def resized(self, unit: Unit, direction: int, *, start: bool = False) -> Span:
        """The passage with its end, or its start, moved to the next place where such a unit ends, or starts.

        The same passage where nothing would be left of it, or the text is at its end.
        """
        places, (begin, end) = self.units.of(unit), (self.passage.start, self.passage.end)
        if start:
            first = self.units.word_from(begin) if unit is Unit.WORD else self.units.at(unit, begin)
            begin = places[_clamp(first + direction + (direction < 0 and begin > places[first].start), places)].start
        else:
            last = self.units.at(unit, end - 1)
            end = places[_clamp(last + direction - (direction > 0 and end < places[last].end), places)].end
        moved = begin - self.passage.start + end - self.passage.end
        return Span(begin, end) if begin < end and moved * direction > 0 else self.passage

    def _on(self, sentence: Span) -> "Cursor":
        return Cursor(self.units, sentence, sentence)

    def _sentence_at(self, offset: int) -> Span:
        return self.units.sentences[self.units.at(Unit.SENTENCE, offset)]

    def _extend(self, unit: Unit, steps: int) -> "Cursor":
        """Move the head: by words to the next one, by sentences and paragraphs to their ends or beginnings."""
        places = self.units.of(unit)
        if unit is Unit.WORD:
            index = self.units.at(unit, self.head.end - 1) if steps > 0 else self.units.word_from(self.head.start)
            target = _clamp(index + steps, places)
            return self if target == index else self.take(places[target])
        if steps > 0:
            index = self.units.at(unit, max(self.head.end - 1, 0))
            steps -= self.head.end < places[index].end
            return self.take(self._last_word(places[_clamp(index + steps, places)]))
        index = self.units.at(unit, self.head.start)
        steps += self.head.start > places[index].start
        return self.take(self._first_word(places[_clamp(index + steps, places)]))

    def _grow_by_words(self, steps: int) -> "Cursor":
        words, (start, end) = self.units.words, (self.passage.start, self.passage.end)
        first, last = self.units.word_from(start), self.units.at(Unit.WORD, end - 1)
        target = _clamp(max(last + steps, first), words)
        if steps > 0 and target == last:
            return self
        return self._replace(anchor=Span(start, max(start, words[first].end)), head=words[target])

    def _first_word(self, unit: Span) -> Span:
        word = self.units.words[bisect_left(self.units.words, unit.start, key=lambda span: span.start)]
        return Span(unit.start, max(word.end, unit.start))

    def _last_word(self, unit: Span) -> Span:
        word = self.units.words[self.units.at(Unit.WORD, unit.end - 1)]
        return Span(min(word.start, unit.end), unit.end)


def start(units: Units, offset: int = 0) -> Cursor | None:
    """A cursor on the sentence at `offset`, or None for a text without sentences."""
    if not units.sentences:
        return None
    sentence = units.sentences[units.at(Unit.SENTENCE, offset)]
    return Cursor(units, sentence, sentence)


def _clamp(index: int, places: tuple[Span, ...]) -> int:
    return max(0, min(index, len(places) - 1))
