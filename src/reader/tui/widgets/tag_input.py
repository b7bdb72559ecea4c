"""A line for tags, completed from those in use."""

import re

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.model.codes import Codes
from reader.text.safety import clean_line

_MOST_OFFERED = 6


class TagInput(Widget):
    """Takes tags with commas or blanks between them; a tag with a blank in it is written in quotes."""

    DEFAULT_CSS = """
    TagInput { height: auto; }
    TagInput > .tags--offered { height: 1; padding: 0 1; }
    TagInput > .tags--said { height: auto; max-height: 2; padding: 0 1; color: $faint; text-style: italic; }
    TagInput > .tags--chosen { color: $key; text-style: bold underline; }
    TagInput > .tags--other { color: $faint; }
    """
    COMPONENT_CLASSES = {"tags--chosen", "tags--other"}

    class Typed(Message):
        """The line is another one."""

    class Submitted(Message):
        """The tags are to be saved."""

        def __init__(self, tags: tuple[str, ...]) -> None:
            super().__init__()
            self.tags = tags

    def __init__(self, line: str, known: tuple[str, ...], codes: Codes | None = None) -> None:
        """The line as it stands, all tags, the likeliest first, and what they stand for."""
        super().__init__()
        self._first = line
        self._known = known
        self._codes = codes or Codes()
        self._offered: list[str] = []
        self._choice = 0

    @property
    def line(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def compose(self) -> ComposeResult:
        """The line, and below it the tags that fit."""
        yield Input(self._first, placeholder="sanctions, un/resolutions", select_on_focus=False)
        yield Static("", classes="tags--offered", markup=False)
        if self._codes.described:
            yield Static("", classes="tags--said", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self._offer()
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Tab takes the chosen tag; up and down choose another."""
        if event.key not in ("tab", "up", "down") or not self._offered:
            return
        event.stop()
        event.prevent_default()
        if event.key == "tab":
            self._complete(self._offered[self._choice])
        else:
            self._choice = (self._choice + (1 if event.key == "down" else -1)) % len(self._offered)
            self._show_offered()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer()
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(read_tags(event.value)))

    def _offer(self) -> None:
        typed = self.query_one(Input).value
        given, begun = set(read_tags(typed[: _last_start(typed)])), _last(typed)
        fitting = [tag for tag in self._known if tag not in given and tag != begun and _fits(tag, begun)]
        self._offered, self._choice = fitting[:_MOST_OFFERED], 0
        self._show_offered()

    def _show_offered(self) -> None:
        chosen, other = self.get_visual_style("tags--chosen"), self.get_visual_style("tags--other")
        parts = [
            Content.styled(f"#{tag}", chosen if index == self._choice else other)
            for index, tag in enumerate(self._offered)
        ]
        self.query_one(".tags--offered", Static).update(Content("  ").join(parts))
        for line in self.query(".tags--said").results(Static):
            said = self._codes.of(self._offered[self._choice]) if self._offered else ""
            line.update(Content(clean_line(" ".join(said.split()))))

    def _complete(self, tag: str) -> None:
        line = self.query_one(Input)
        line.value = line.value[: _last_start(line.value)] + write_tags((tag,)) + " "
        line.cursor_position = len(line.value)


_TAG = re.compile(r'"([^"]*)"?|([^\s,]+)')


def read_tags(typed: str) -> tuple[str, ...]:
    """The tags in a typed line, each once, without `#`."""
    found = ((match[1] or match[2] or "").lstrip("#").strip() for match in _TAG.finditer(typed))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def write_tags(tags: tuple[str, ...]) -> str:
    """Tags as a person would type them; `read_tags` reads them back."""
    return ", ".join(f'"{tag}"' if re.search(r"[\s,]", tag) else tag for tag in tags)


def _last_start(typed: str) -> int:
    """Where the tag begins that is being typed."""
    found = list(_TAG.finditer(typed))
    unfinished = found and found[-1].end() == len(typed) and not found[-1][0].endswith('"')
    return found[-1].start() if unfinished else len(typed)


def _last(typed: str) -> str:
    return typed[_last_start(typed) :].lstrip('#"')


def _fits(tag: str, begun: str) -> bool:
    """Whether a tag, or the rest of it behind a slash, begins so: `un/oil/price` by `oil` and by `oil/p`."""
    return f"/{begun}".lower() in f"/{tag}".lower()
