"""Rows as a terminal is told them: of how they look only what differs from what was told before.

Textual says all of it with every stretch of text, which is three quarters of what a page sends.
"""

from collections.abc import Iterable
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

Row = tuple[int, int, Strip]
"""The column and the line at which it begins, from the top left, and what stands there."""

_NONE = Style.null()
_SGR = {
    "bold": ("1", "22"),
    "dim": ("2", "22"),
    "italic": ("3", "23"),
    "underline": ("4", "24"),
    "underline2": ("21", "24"),
    "blink": ("5", "25"),
    "blink2": ("6", "25"),
    "reverse": ("7", "27"),
    "conceal": ("8", "28"),
    "strike": ("9", "29"),
    "frame": ("51", "54"),
    "encircle": ("52", "54"),
    "overline": ("53", "55"),
}
"""How each is turned on and off (ECMA-48, 8.3.117); some are turned off together."""
_SHOWS_ON_BLANKS = ("underline", "underline2", "reverse", "strike", "frame", "encircle", "overline")


def sequence_of(rows: Iterable[Row], colors: ColorSystem) -> str:
    """What paints these rows on a terminal that paints plainly before, and does so again behind them."""
    parts, now = [], _NONE
    for x, y, strip in rows:
        parts.append(f"\x1b[{y + 1};{x + 1}H")
        for text, style, _ in strip:
            if style and style.link:
                parts += (_turned(now, _NONE, colors), style.render(text, color_system=colors))
                now = _NONE
            else:
                told, now = _told(now, style or _NONE, text.isspace(), colors)
                parts += (told, text)
    parts.append(_turned(now, _NONE, colors))
    return "".join(parts)


@lru_cache(maxsize=4096)
def _told(now: Style, wanted: Style, blank: bool, colors: ColorSystem) -> tuple[str, Style]:
    """What leads to a stretch, and how the terminal paints then: blanks need no more than the ground."""
    after = wanted
    if blank and wanted.bgcolor and not any(getattr(style, n) for style in (now, wanted) for n in _SHOWS_ON_BLANKS):
        after = now + Style(bgcolor=wanted.bgcolor)
    return _turned(now, after, colors), after


def _turned(before: Style, after: Style, colors: ColorSystem) -> str:
    """The sequence that leads from one look to another."""
    off = {end for name, (_, end) in _SGR.items() if getattr(before, name) and not getattr(after, name)}
    on = [
        begin
        for name, (begin, end) in _SGR.items()
        if getattr(after, name) and (end in off or not getattr(before, name))
    ]
    codes = [*sorted(off), *on]
    if after.color != before.color:
        codes += after.color.downgrade(colors).get_ansi_codes() if after.color else ("39",)
    if after.bgcolor != before.bgcolor:
        codes += after.bgcolor.downgrade(colors).get_ansi_codes(foreground=False) if after.bgcolor else ("49",)
    return f"\x1b[{';'.join(codes)}m" if codes else ""
