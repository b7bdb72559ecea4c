"""Which characters of a Markdown paragraph are markup: links' addresses, emphasis marks, backticks.

Careful rather than complete: whatever is not surely markup is shown. One pass,
linear in the length of the text.
"""

import re
from collections.abc import Iterator

from reader.text.span import Span

_ADDRESS = (
    r"\((?=[^\s()]*(?:[/#:]|\.\w))"  # looks like an address: `[sic](he said)` is none
    r"[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+"
    r"(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+[ ]*+\)"
)
_IMAGE = rf"!\[[^\[\]]*+\]{_ADDRESS}"
_LABEL = rf"(?:[^\[\]\\!]|\\.|{_IMAGE}|!)*+"

_TOKEN = re.compile(
    r"(?P<escape>\\)(?=[!-/:-@\[-`{-~])."
    r"|(?P<code>`++)"
    rf"|(?P<open>!?\[)(?={_LABEL}\]{_ADDRESS})"
    rf"|(?P<close>\]{_ADDRESS})"
    r"|<(?=https?://[^\s<>]++>)(?P<auto>[^\s<>]++)>"
    r"|(?P<mark>(?<!\*)\*{1,3}(?!\*)|(?<!_)_{1,3}(?!_))",
    re.DOTALL,
)


def hidden_markup(text: str, span: Span) -> list[Span]:
    """The markup inside `span` that is not to be shown, in text order, without overlap."""
    hidden: list[Span] = []
    tokens = list(_TOKEN.finditer(text, span.start, span.end))
    links = 0
    marks = _Marks(text, span)
    for token in _outside_code(tokens, hidden):
        if token["escape"]:
            hidden.append(Span(token.start(), token.start() + 1))
        elif token["auto"]:
            hidden += (Span(token.start(), token.start() + 1), Span(token.end() - 1, token.end()))
        elif token["open"]:
            links += 1
            hidden.append(Span(*token.span()))
        elif token["close"] and links:
            links -= 1
            hidden.append(Span(*token.span()))
        elif token["mark"]:
            hidden += marks.met(token)
    return sorted(hidden)


def _outside_code(tokens: list[re.Match[str]], hidden: list[Span]) -> Iterator[re.Match[str]]:
    """The tokens that are not inside a code span; backticks that make one are added to `hidden`."""
    closing: dict[str, list[re.Match[str]]] = {}
    for token in reversed(tokens):
        if token["code"]:
            closing.setdefault(token["code"], []).append(token)
    code_ends = -1
    for token in tokens:
        if token.start() < code_ends:
            continue
        if not token["code"]:
            yield token
            continue
        waiting = closing[token["code"]]
        while waiting and waiting[-1].start() <= token.start():
            waiting.pop()
        if waiting:
            code_ends = waiting[-1].end()
            hidden += (Span(*token.span()), Span(*waiting[-1].span()))


class _Marks:
    """Pairs emphasis marks: an opening one before a word with the same behind a word."""

    def __init__(self, text: str, span: Span) -> None:
        self._text = text
        self._span = span
        self._open: list[re.Match[str]] = []
        self._count: dict[str, int] = {}

    def met(self, token: re.Match[str]) -> tuple[Span, ...]:
        """The pair that `token` closes, as two spans; nothing while it is alone."""
        mark = token["mark"]
        before, behind = self._neighbour(token.start() - 1), self._neighbour(token.end())
        if not before.isspace() and not behind.isalnum() and self._count.get(mark):
            return Span(*self._closed_by(mark).span()), Span(*token.span())
        if not before.isalnum() and not behind.isspace():
            self._open.append(token)
            self._count[mark] = self._count.get(mark, 0) + 1
        return ()

    def _closed_by(self, mark: str) -> re.Match[str]:
        while True:
            opening = self._open.pop()
            self._count[opening["mark"]] -= 1
            if opening["mark"] == mark:
                return opening

    def _neighbour(self, index: int) -> str:
        return self._text[index] if index in self._span else " "
