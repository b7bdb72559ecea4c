"""The only colours."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.settings import Problem, Settings, nearest

EVENING = Theme(
    name="evening",
    dark=True,
    primary="#d9a05b",
    secondary="#8fb7c4",
    accent="#d9a05b",
    warning="#d9a05b",
    error="#e07a6a",
    success="#9ab87a",
    foreground="#d6d1c4",
    background="#191815",
    surface="#1f1e1a",
    panel="#26241f",
    variables={
        "faint": "#938d7e",
        "rule": "#3a372f",
        "term": "#9cc4d0",
        "name": "#b9cbca",
        "focus-background": "#24221d",
        "note-background": "#40391f",
        "current-background": "#53491f",
        "match-background": "#3c4a3a",
        "here-background": "#9ab87a",
        "here": "#191815",
        "passage-background": "#d9a05b",
        "passage": "#191815",
        "label-background": "#33474e",
        "label": "#f3efe4",
    },
)

MORNING = Theme(
    name="morning",
    dark=False,
    primary="#9a2f1f",
    secondary="#205a73",
    accent="#9a2f1f",
    warning="#8a5a00",
    error="#a3261b",
    success="#3c6b2c",
    foreground="#282622",
    background="#faf8f2",
    surface="#f4f1e8",
    panel="#ebe7db",
    variables={
        "faint": "#6d675b",
        "rule": "#d5cfbf",
        "term": "#205a73",
        "name": "#24425a",
        "focus-background": "#f1ede1",
        "note-background": "#f6e8ac",
        "current-background": "#efd36a",
        "match-background": "#d8e6cc",
        "here-background": "#3c6b2c",
        "here": "#ffffff",
        "passage-background": "#9a2f1f",
        "passage": "#ffffff",
        "label-background": "#205a73",
        "label": "#ffffff",
    },
)

OWN = (EVENING, MORNING)
THEMES = (*(theme.name for theme in OWN), *BUILTIN_THEMES)
"""The names of all that there are."""
TAG_LOOKS = tuple(f"tag-{number}" for number in range(8))
"""The names of the colours of tags: as many as are told apart at a glance."""


def unknown_theme(settings: Settings) -> Iterator[Problem]:
    """What is wrong with the theme that the settings name: nothing, or that there is none of that name."""
    if settings.theme and settings.theme not in THEMES:
        reason = f"there is no theme “{settings.theme}”{nearest(settings.theme, THEMES)}"
        yield Problem(settings.lines.get("theme", 0), reason)


def mark_variables(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The colours of text and marks that a theme does not name: mixed from its own, each legible wherever it stands."""
    if theme.ansi:
        return dict.fromkeys(_NAMES, "ansi_default") | {"key": theme.accent or "ansi_default"}
    given = {name: Color.parse(variables[name]) for name in _OF_THEME}
    background, ink, accent, success = (given[name] for name in ("background", "foreground", "accent", "success"))
    panels = [background, given["surface"], given["panel"]]
    grounds = {
        "focus-background": background.blend(ink, 0.05),
        "note-background": background.blend(accent, 0.22),
        "current-background": background.blend(accent, 0.42),
        "match-background": background.blend(success, 0.28),
        "here-background": success,
        "passage-background": accent,
        "label-background": ink,
    }
    grounds |= {name: Color.parse(theme.variables[name]) for name in grounds if name in theme.variables}
    marked = [background, *(grounds[f"{name}-background"] for name in ("focus", "note", "current", "match"))]
    texts = {
        "ink": legible(ink, marked + panels),
        "faint": legible(ink.blend(background, 0.35), [*panels, grounds["focus-background"]]),
        "aside": legible(ink.blend(background, 0.25), marked),
        "term": legible(given["primary" if theme.dark else "secondary"].blend(ink, 0.35), marked + panels),
        "name": legible(given["primary" if theme.dark else "secondary"].blend(ink, 0.7), marked + panels),
        "key": legible(accent, marked + panels),
        "caution": legible(given["warning"], marked + panels),
        "trouble": legible(given["error"], panels),
        "here": legible(background, [grounds["here-background"]]),
        "passage": legible(background, [grounds["passage-background"]]),
        "label": legible(background, [grounds["label-background"]]),
    }
    texts |= {name: legible(colour, marked + panels) for name, colour in zip(TAG_LOOKS, _hues(theme.dark), strict=True)}
    mixed = {**grounds, **texts, "rule": ink.blend(background, 0.8)}
    return {name: colour.hex for name, colour in mixed.items()}


_OF_THEME = (
    "background", "foreground", "surface", "panel", "accent", "success", "primary", "secondary", "warning", "error",
)  # fmt: skip
_NAMES = (
    *(f"{name}-background" for name in ("focus", "note", "current", "match", "here", "passage", "label")),
    "ink", "faint", "aside", "term", "name", "key", "caution", "trouble", "here", "passage", "label", "rule",
    *TAG_LOOKS,
)  # fmt: skip

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3 (level AA), for text of usual size."""


def tag_look(tag: str) -> str:
    """The colour of a tag, one of `TAG_LOOKS`: that of its top level, the same whatever other tags there are."""
    top = tag.partition("/")[0].lower()
    return TAG_LOOKS[crc32(top.encode("utf-8", "replace")) % len(TAG_LOOKS)]


def tag_looks() -> dict[str, str]:
    """How tags look: for each of `TAG_LOOKS` its colour, which has the same name."""
    return {look: f"${look}" for look in TAG_LOOKS}


def _hues(dark: bool) -> list[Color]:
    """Muted colours from all around the wheel, light or dark as letters are: each theme makes them legible."""
    saturation, lightness = (0.45, 0.72) if dark else (0.55, 0.32)
    return [Color.from_hsl(number / len(TAG_LOOKS), saturation, lightness) for number in range(len(TAG_LOOKS))]


def legible(colour: Color, grounds: Sequence[Color]) -> Color:
    """The colour nearest to `colour`, on its way to black or to white, that has enough contrast on all `grounds`.

    Where neither way gets there, the one that gets nearest.
    """
    behind = [_luminance(ground) for ground in grounds]
    best, most = colour, 0.0
    for step in range(21):
        for end in (WHITE, BLACK):
            tried = colour.blend(end, step / 20)
            least = min(_ratio(_luminance(tried), ground) for ground in behind)
            if least >= LEAST_CONTRAST:
                return tried
            if least > most:
                best, most = tried, least
    return best


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    return _ratio(_luminance(one), _luminance(other))


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@lru_cache(maxsize=256)
def _luminance(colour: Color) -> float:
    """Relative luminance in sRGB, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
