"""The page with labels over its words: while they are there, keys name words."""

from collections import defaultdict
from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.model.mark import Mark, MarkKind
from reader.text.span import Span
from reader.tui.widgets.article_page import ABOVE, ArticlePage
from reader.typeset.labels import Label, Labels, label_words


class LabelledPage(ArticlePage):
    """Paints labels over the first cells of words, never moving them, and takes every key until two are chosen."""

    LOOKS = {
        **ArticlePage.LOOKS,
        "label": "bold $label on $label-background",
        "label-rest": "underline $label on $label-background",
    }
    PLAIN_LOOKS = {
        **ArticlePage.PLAIN_LOOKS,
        "label": "bold reverse $label on $label-background",
        "label-rest": "underline reverse $label on $label-background",
    }

    class LabelsChanged(Message):
        """Labels came, went, or one was typed."""

        def __init__(self, labels: Labels | None, wrong: str = "") -> None:
            super().__init__()
            self.labels = labels
            """None where they went."""
            self.wrong = wrong
            """The key that no label goes on with."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.labels: Labels | None = None
        self._laid: dict[int, list[Label]] = {}

    @property
    def takes_keys(self) -> bool:
        """Letters name words while there are labels."""
        return self.labels is not None

    def show_labels(self, words: Sequence[Span], focus: int, wanted: int) -> None:
        """Label the words in sight; keys name words from now on, until `wanted` are chosen."""
        rows = range(self.top - ABOVE, self.top - ABOVE + self.size.height)
        inside = range(max(0, rows.start), max(0, min(rows.stop, len(self.page.lines))))
        labels = label_words(self.page, inside, words, focus, wanted)
        if labels.all:
            self._lay(labels)

    def leave_labels(self, wrong: str = "") -> None:
        """Take the labels away."""
        if self.labels:
            self.mark("first", ())
            self._lay(None, wrong)

    def words_chosen(self, words: tuple[Span, ...]) -> None:
        """What is done with the words whose labels were typed."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """A letter of a label; anything else takes the labels away."""
        if self.labels is None:
            return
        event.stop()
        event.prevent_default()
        after = None if event.key == "escape" else self.labels.type(event.character or "")
        if after is None:
            self.leave_labels("" if event.key == "escape" else event.key)
        elif after.complete:
            self.leave_labels()
            self.words_chosen(after.chosen)
        else:
            self.mark("first", [Mark(word, MarkKind.PASSAGE) for word in after.chosen])
            self._lay(after)

    def on_blur(self, event: events.Blur) -> None:
        """Keys go elsewhere."""
        super().on_blur(event)
        self.leave_labels()

    def scroll_to_line(self, top: int) -> None:
        """As for every pane; labels are of the words that were in sight."""
        before = self.top
        super().scroll_to_line(top)
        if self.top != before:
            self.leave_labels()

    def segments(self, line: int) -> Sequence[Segment]:
        """The line, with its labels over it: as wide as without them."""
        below, labels = super().segments(line), self._laid.get(line - ABOVE)
        return self._covered(below, labels) if labels else below

    def _covered(self, below: Sequence[Segment], labels: Sequence[Label]) -> Sequence[Segment]:
        strip, done = Strip(below), 0
        parts: list[Segment] = []
        first, rest = self.look("label"), self.look("label-rest")
        for index, label in enumerate(labels):
            at = self.text_column + label.column
            room = labels[index + 1].column - label.column if index + 1 < len(labels) else len(label.letters)
            letters = label.letters[:room]
            parts += [*strip.crop(done, at), Segment(letters[0], first), Segment(letters[1:], rest)]
            done = at + len(letters)
        return [*parts, *strip.crop(done, max(done, strip.cell_length))]

    def _lay(self, labels: Labels | None, wrong: str = "") -> None:
        self.labels = labels
        laid: defaultdict[int, list[Label]] = defaultdict(list)
        for label in labels.possible if labels else ():
            laid[label.row].append(label)
        changed = {row + ABOVE for row in (*self._laid, *laid)}
        self._laid = laid
        self.repaint(changed)
        self.post_message(self.LabelsChanged(labels, wrong))
