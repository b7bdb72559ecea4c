"""An annotation's place in a text: the front door of this package."""

from reader.anchoring.alignment import align
from reader.anchoring.placing import place
from reader.anchoring.recall import recall
from reader.model.annotation import Anchor, AnchorState, Target
from reader.text.segments import snap
from reader.text.span import Span


def anchor(text: str, text_hash: str, target: Target, snapshot: str | None) -> Anchor:
    """Where `target` stands in `text`, whose hash is `text_hash`.

    `snapshot` is the text that the target was made on, if it is at hand. With
    the same hash the offsets hold; with a snapshot both versions are aligned;
    else the quote is looked for with what stood around it. Never raises: what
    cannot be found is an orphan, with the best guess as its span.
    """
    if target.position is None and target.quote is None:
        return Anchor(AnchorState.ANCHORED, None)
    if target.snapshot == text_hash and (span := _held(text, target)):
        return Anchor(AnchorState.ANCHORED, span)
    if snapshot is not None and (span := _held(snapshot, target)):
        return _whole_characters(text, place(align(snapshot, text), span))
    if target.quote is None:
        return Anchor(AnchorState.ORPHAN, None)
    return _whole_characters(text, recall(text, target.quote, target.position.start if target.position else None))


def _held(text: str, target: Target) -> Span | None:
    """The span of the target's offsets, if `text` has the quoted words there."""
    position, quote = target.position, target.quote
    if position is None or not 0 <= position.start <= position.end <= len(text):
        return None
    span = Span(position.start, position.end)
    return span if quote is None or span.of(text) == quote.exact else None


def _whole_characters(text: str, found: Anchor) -> Anchor:
    return found if found.span is None else Anchor(found.state, snap(text, found.span))
