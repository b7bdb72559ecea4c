"""The only colours."""

from collections.abc import Iterator

from textual.color import Color
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
        "focus-background": "#24221d",
        "note-background": "#40391f",
        "current-background": "#5c5022",
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


def unknown_theme(settings: Settings) -> Iterator[Problem]:
    """What is wrong with the theme that the settings name: nothing, or that there is none of that name."""
    known = (*(theme.name for theme in OWN), *BUILTIN_THEMES)
    if settings.theme and settings.theme not in known:
        reason = f"there is no theme “{settings.theme}”{nearest(settings.theme, known)}"
        yield Problem(settings.lines.get("theme", 0), reason)


def mark_variables(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """The colours of marks for a theme that does not name them: mixed from its own, or left to text styles."""
    if theme.ansi:
        plain = "ansi_default"
        names = ("focus", "note", "current", "match", "here", "passage", "label")
        backgrounds = {f"{name}-background": plain for name in names}
        return backgrounds | {
            "faint": plain,
            "rule": plain,
            "term": plain,
            "here": plain,
            "passage": plain,
            "label": plain,
        }
    background, foreground = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    accent, success = Color.parse(variables["accent"]), Color.parse(variables["success"])
    mixed = {
        "faint": foreground.blend(background, 0.35),
        "rule": foreground.blend(background, 0.8),
        "term": Color.parse(variables["secondary" if not theme.dark else "primary"]).blend(foreground, 0.35),
        "focus-background": background.blend(foreground, 0.05),
        "note-background": background.blend(accent, 0.22),
        "current-background": background.blend(accent, 0.42),
        "match-background": background.blend(success, 0.28),
        "here-background": success,
        "here": success.get_contrast_text(1.0),
        "passage-background": accent,
        "passage": accent.get_contrast_text(1.0),
        "label-background": foreground,
        "label": background,
    }
    return {name: colour.hex for name, colour in mixed.items()}
