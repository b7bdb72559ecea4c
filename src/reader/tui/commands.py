"""Every command, declared once: keys, footer, palette, help and the README's table are drawn from it."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import BindingType


class Place(StrEnum):
    """Who carries a command out."""

    PANE = "pane"
    """Whichever pane has the focus: list, article, notes, terms."""
    ARTICLE = "article"
    VISUAL = "visual"
    """The article, in visual mode only."""
    NOTES = "notes"
    """The list of all notes, before what any pane does."""
    SCREEN = "screen"


class Spot(StrEnum):
    """Where a person is."""

    ARTICLE = "article"
    LIST = "list"
    """The list, and the panes beside the article."""
    NOTES = "notes"
    """All notes of the library."""


class Command(NamedTuple):
    """Something a person can do with a key."""

    id: str
    """Stays the same for ever: a person's own keys name it."""
    keys: tuple[str, ...]
    """As Textual names them, or as single characters."""
    action: str
    label: str
    """Two or three words: the palette's name for it."""
    place: Place = Place.SCREEN
    article: str = ""
    """What it does in the article; empty where it does nothing there."""
    list: str = ""
    """What it does in the list and the panes; empty where it does nothing there."""
    hint: str = ""
    """The word in the footer; empty to leave it out."""
    notes: str = ""
    """What it does among all notes; empty where it does nothing there."""

    def does(self, spot: Spot) -> str:
        """What it does where a person is; empty where it does nothing."""
        said = {Spot.ARTICLE: self.article, Spot.LIST: self.list, Spot.NOTES: self.notes}[spot]
        return self.article if said == "same" else said

    @property
    def shown_keys(self) -> str:
        """The keys as a person knows them."""
        return " ".join(key_name(key) for key in self.keys)


COMMANDS: tuple[Command, ...] = (
    Command("next", ("j", "down"), "step(1)", "Next", Place.PANE, "next sentence", "next article", "read on",
            notes="next note"),
    Command("previous", ("k", "up"), "step(-1)", "Previous", Place.PANE, "previous sentence", "previous article",
            notes="previous note"),
    Command("group-next", ("}",), "group(1)", "Next paragraph or day", Place.PANE, "next paragraph",
            "next day, or period of the timeline", notes="next day"),
    Command("group-previous", ("{",), "group(-1)", "Previous paragraph or day", Place.PANE,
            "previous paragraph", "previous day, or period of the timeline", notes="previous day"),
    Command("page-down", ("space", "pagedown"), "page(1)", "Page down", Place.PANE,
            "a page on; at the end: the next unread article", "a page on", notes="a page on, by PgDn"),
    Command("page-up", ("b", "pageup"), "page(-1)", "Page up", Place.PANE, "a page back", "a page back",
            notes="a page back"),
    Command("half-down", ("ctrl+d",), "page(1, 2)", "Half a page down", Place.PANE, "half a page on", "half a page on",
            notes="half a page on"),
    Command("half-up", ("ctrl+u",), "page(-1, 2)", "Half a page up", Place.PANE, "half a page back",
            "half a page back", notes="half a page back"),
    Command("top", ("g", "home"), "edge(-1)", "Top", Place.PANE, "top", "top", notes="same"),
    Command("bottom", ("G", "end"), "edge(1)", "Bottom", Place.PANE, "bottom", "bottom", notes="same"),
    Command("enter", ("enter",), "enter", "Open", Place.PANE,
            "open the note or the term under the cursor", "read it: the focus goes to the article",
            notes="open the article at the passage"),
    Command("take-sentence", ("shift+down",), "grow('sentence', 1)", "Take the next sentence in", Place.ARTICLE,
            "take the next sentence in; on an annotation: make it end later"),
    Command("give-sentence", ("shift+up",), "grow('sentence', -1)", "Give a sentence back", Place.ARTICLE,
            "give the last sentence back; on an annotation: make it end earlier"),
    Command("take-word", ("shift+right",), "grow('word', 1)", "Take a word in", Place.ARTICLE,
            "take a word in; on an annotation: make it end a word later"),
    Command("give-word", ("shift+left",), "grow('word', -1)", "Give a word back", Place.ARTICLE,
            "give a word back; on an annotation: make it end a word earlier"),
    Command("visual", ("v",), "visual", "Select (visual mode)", Place.ARTICLE,
            "visual mode: every movement selects; again to leave", hint="select"),
    Command("visual-sentences", ("V",), "visual(True)", "Select sentences", Place.ARTICLE,
            "visual mode by whole sentences"),
    Command("labels", ("f",), "labels", "Labels", Place.ARTICLE,
            "a label on every word in sight: type the first word's and the last word's; in visual mode the last one's",
            hint="labels"),
    Command("word-next", ("w", "e", "right"), "extend('word', 1)", "Word on", Place.VISUAL,
            "in visual mode: a word on"),
    Command("word-previous", ("b", "left"), "extend('word', -1)", "Word back", Place.VISUAL,
            "in visual mode: a word back"),
    Command("sentence-end", (")",), "extend('sentence', 1)", "To the sentence's end", Place.VISUAL,
            "in visual mode: to the end of the sentence"),
    Command("sentence-start", ("(",), "extend('sentence', -1)", "To the sentence's beginning", Place.VISUAL,
            "in visual mode: to its beginning"),
    Command("line-start", ("0",), "line_edge(-1)", "To the line's beginning", Place.VISUAL,
            "in visual mode: to the beginning of the line"),
    Command("line-end", ("$",), "line_edge(1)", "To the line's end", Place.VISUAL,
            "in visual mode: to the end of the line"),
    Command("swap", ("o",), "swap", "The other end", Place.VISUAL,
            "in visual mode, or on an annotation: move the other end"),
    Command("article-next", ("J",), "article(1)", "Next article", Place.SCREEN, "next article", "next article"),
    Command("article-previous", ("K",), "article(-1)", "Previous article", Place.SCREEN, "previous article",
            "previous article"),
    Command("highlight", ("h",), "highlight", "Highlight", Place.SCREEN, "highlight the passage", hint="highlight"),
    Command("tag", ("t",), "tag", "Tag", Place.SCREEN, "tag it: several tags at once, known ones are completed",
            "tag the whole article", "tag", notes="change the tags, of all marked notes at once"),
    Command("annotate", ("a",), "annotate", "Note", Place.SCREEN, "write a note on it", "note on the whole article",
            "note", notes="edit the note"),
    *(
        Command(f"favourite-{number}", (str(number),), f"favourite({number})", f"Favourite tag {number}", Place.SCREEN,
                "a favourite tag on the passage: of the settings, or of those used most; again: off it")
        for number in range(1, 10)
    ),
    Command("tags", ("#",), "tags", "Tags", Place.SCREEN,
            "all tags as a tree: what each stands for, rename or merge one, show its articles", "same"),
    Command("again", (".",), "again", "The last tags again", Place.SCREEN, "the last tags again, on this passage"),
    Command("remove", ("x",), "remove", "Remove", Place.SCREEN, "remove the annotation under the cursor",
            "in the notes: remove it", notes="remove it, or all marked notes at once"),
    Command("confirm", ("c",), "confirm", "Confirm its place", Place.SCREEN,
            "confirm a note that moved; attach one whose words are gone to the passage",
            "in the notes: confirm its place"),
    Command("undo", ("u",), "undo", "Undo", Place.SCREEN, "undo, also what was done before a restart", "same", "undo",
            notes="same"),
    Command("redo", ("ctrl+r",), "redo", "Redo", Place.SCREEN, "redo", "same", notes="same"),
    Command("copy", ("y",), "copy", "Copy", Place.SCREEN, "copy the passage; again: with its source",
            "copy headline and date"),
    Command("find", ("/",), "find", "Find", Place.SCREEN, "find in the article", "filter the list", "find",
            notes="filter the notes"),
    Command("match-next", ("n",), "match(1)", "Next match", Place.SCREEN, "next match"),
    Command("match-previous", ("N",), "match(-1)", "Previous match", Place.SCREEN, "previous match"),
    Command("term-next", ("*",), "term_next", "Next place of the term", Place.SCREEN,
            "next place of the key term under the cursor"),
    Command("term-pin", ("+",), "pin_term", "Pin a key term", Place.SCREEN,
            "make the selection or the term one of your own key terms, in every article; again: no more",
            "in the key terms: the same"),
    Command("term-hide", ("-",), "hide_term", "Hide a key term", Place.SCREEN,
            "never show the term under the cursor as key term", "in the key terms: the same"),
    Command("term-join", ("=",), "join_term", "Join two key terms", Place.SCREEN,
            "the term is another name of the one on which the key is pressed next", "in the key terms: the same"),
    Command("related", ("r",), "related", "Same story", Place.SCREEN, "another article on the same story", "same"),
    Command("note-next", (">",), "note(1)", "Next annotation", Place.SCREEN, "next annotation", "next annotation"),
    Command("note-previous", ("<",), "note(-1)", "Previous annotation", Place.SCREEN, "previous annotation",
            "previous annotation"),
    Command("read", ("m",), "toggle_read", "Read or unread", Place.SCREEN, "read / unread", "same"),
    Command("star", ("s",), "toggle_star", "Star", Place.SCREEN, "star", "same"),
    Command("terms", ("T",), "toggle_terms", "Terms or notes", Place.SCREEN, "key terms or notes on the right", "same"),
    Command("hide-right", ("]",), "toggle_right", "Right pane", Place.SCREEN, "hide or show the right pane", "same"),
    Command("hide-left", ("[",), "toggle_left", "List", Place.SCREEN, "hide or show the list", "same",
            notes="hide or show tags, states and months"),
    Command("alone", ("z",), "alone", "Text alone", Place.SCREEN, "the text alone", "same"),
    Command("terms-off", ("H",), "toggle_marks", "Key terms off or on", Place.SCREEN, "key terms off and on", "same"),
    Command("boilerplate", ("B",), "toggle_boilerplate", "Boilerplate", Place.SCREEN,
            "show what is left out as boilerplate", "same"),
    Command("all-notes", ("A",), "all_notes", "All notes", Place.SCREEN, "all notes of the library", "same",
            notes="all of them again: no filter"),
    Command("return", ("ctrl+o",), "return", "Back to all notes", Place.SCREEN,
            "back to all notes, where you left them", "same"),
    Command("mark", ("space",), "mark", "Mark a note", Place.NOTES, hint="mark",
            notes="mark it for t, x and e, and go on; again: not"),
    Command("mark-all", ("*",), "mark_all", "Mark all notes", Place.NOTES, notes="mark all that are shown, or none"),
    Command("export", ("e",), "export", "Export", Place.SCREEN, "export the notes", "same", "export",
            notes="export the marked notes, or all that are shown"),
    Command("update-feeds", ("R",), "update_feeds", "Update the feeds", Place.SCREEN,
            "bring in what is new in the feeds", "same"),
    Command("edit", ("E",), "edit_file", "Open in $EDITOR", Place.SCREEN, "open the article in $EDITOR", "same"),
    Command("switch", ("tab",), "switch(1)", "Next pane", Place.SCREEN, "next pane", "next pane", notes="same"),
    Command("switch-back", ("shift+tab",), "switch(-1)", "Previous pane", Place.SCREEN, "previous pane",
            "previous pane", notes="same"),
    Command("help", ("?",), "help", "Help", Place.SCREEN, "help, searchable", "same", "help", notes="same"),
    Command("palette", ("ctrl+p",), "app.command_palette", "Command palette", Place.SCREEN, "command palette", "same",
            notes="same"),
    Command("back", ("q", "escape"), "back", "Back, or quit", Place.SCREEN, "one level back; quit at the top",
            "same", notes="one level back"),
)  # fmt: skip


def bindings(*places: str, spot: Spot | None = None) -> list["BindingType"]:
    """The Textual bindings of the commands that are carried out at `places`, in order; only those of a `spot`."""
    from textual.binding import Binding  # the table itself is read by the command line too, which needs no screen

    wanted = [command for place in places for command in COMMANDS if command.place == place]
    wanted = [command for command in wanted if spot is None or command.does(spot)]
    return [
        Binding(",".join(c.keys), c.action, c.label, id=c.id, show=bool(c.hint), tooltip=c.article or c.list or c.notes)
        for c in wanted
    ]


_NAMES = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "enter": "Enter", "escape": "Esc", "tab": "Tab",
}  # fmt: skip


def key_name(key: str) -> str:
    """A key as a person knows it: `shift+down` is `Shift+↓`."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    shown = [m.capitalize() if m == "shift" else m for m in modifiers]
    return "+".join([*shown, _NAMES.get(last, last.capitalize() if last == "tab" else last)])


def alike() -> Iterator[list[Command]]:
    """The commands in order, those in a row together of which the same is said: only their keys tell them apart."""
    return (list(group) for _, group in groupby(COMMANDS, lambda command: [command.does(spot) for spot in Spot]))


def key_table() -> str:
    """The keys as the README's Markdown table."""
    rows = ["| key | in the article | in the list | among all notes |", "|---|---|---|---|"]
    for group in alike():
        keys = " ".join(f"`{key_name(key)}`" for one in group for key in one.keys)
        rows.append(f"| {keys} | {' | '.join(group[0].does(spot) for spot in Spot)} |")
    return "\n".join(rows) + "\n"
