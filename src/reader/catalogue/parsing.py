"""From what was typed to a query."""

import re
from collections.abc import Callable, Iterable, Iterator

from reader.catalogue.query import EVERYTHING, All, Either, Field, Has, Is, Node, Not, QueryError, Tagged, Words
from reader.text.safety import clean_line
from reader.typed import NamedTuple

_LONGEST = 1000
"""Characters; more is no question but a text that was pasted."""
_DEEPEST = 20
"""Parentheses and minus signs inside each other."""
_MOST = 100
"""Things that are asked for at once: what SQLite can take is several times as much."""

_TOKEN = (
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=[^\s)])"
    r'|(?:(?P<key>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<end>"?)|(?P<bare>[^\s()"]*)))'
)
_WORD = r"[^\W_]+"
_KEYS = ("tag", "term", "note", "date", "noted", "is", "has")


class _Token(NamedTuple):
    at: int
    sign: str = ""
    """`(`, `)`, `-` or `OR`; empty for what is asked for."""
    key: str = ""
    value: str = ""
    quoted: bool = False
    last: bool = False
    """Whether nothing follows, not even a blank: it may still grow."""


def parse_query(typed: str, *, typing: bool = False) -> Node:
    """The query that `typed` stands for.

    While one is `typing`, the last word stands for all that begin with it, and what is not complete yet asks for
    nothing. Raises QueryError, and nothing else.
    """
    if len(typed) > _LONGEST:
        raise QueryError(f"A query has at most {_LONGEST} characters.", _LONGEST)
    line = clean_line(typed)
    tokens = _plain_tokens(line) if _is_plain(line) else _tokens(line, typing)
    parser = _Parser(list(tokens), typing)
    node = parser.either(0)
    if parser.token:
        raise QueryError("There is a “)” too many.", parser.token.at)
    return node or EVERYTHING


def with_names(node: Node, names: Callable[[str], Iterable[str]]) -> Node:
    """`node` with each term that is asked for under all of its `names`, itself among them."""
    match node:
        case Words(words, Field.TERM, False):
            named = (tuple(re.findall(_WORD, name)) for name in names(" ".join(words)))
            every = tuple(dict.fromkeys((words, *filter(None, named))))
            return Either(tuple(Words(one, Field.TERM) for one in every)) if len(every) > 1 else node
        case Not(inner):
            return Not(with_names(inner, names))
        case All(nodes):
            return All(tuple(with_names(inner, names) for inner in nodes))
        case Either(nodes):
            return Either(tuple(with_names(inner, names) for inner in nodes))
        case _:
            return node


def _is_plain(typed: str) -> bool:
    """Whether there is nothing but words: to compile expressions for more takes longer than to answer."""
    return typed.replace(" ", "").isalnum()


def _plain_tokens(typed: str) -> Iterator[_Token]:
    at = 0
    for word in typed.split(" "):
        end = at + len(word)
        if word:
            yield _Token(at, "OR") if word == "OR" else _Token(at, value=word, last=end == len(typed))
        at = end + 1


def _tokens(typed: str, typing: bool) -> Iterator[_Token]:
    at, token = 0, re.compile(_TOKEN)
    while match := token.match(typed, at):
        if match.end() == at:
            return
        at, last = match.end(), match.end() == len(typed)
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if sign := match["open"] or match["close"] or match["minus"]:
            yield _Token(start, sign)
        elif match["phrase"] is not None:
            if not match["end"] and not typing:
                raise QueryError(f"The quote that begins at character {start + 1} has no end.", start)
            yield _Token(start, "", match["key"] or "", match["phrase"], True, last and not match["end"])
        elif match["bare"] == "OR" and not match["key"]:
            yield _Token(start, "OR")
        elif match["key"] or match["bare"]:
            yield _Token(start, "", match["key"] or "", match["bare"], last=last)


class _Parser:
    """Recursive descent; each method reads what it is named after, and gives None where nothing is asked for."""

    def __init__(self, tokens: list[_Token], typing: bool) -> None:
        self._tokens = tokens
        self._next = 0
        self._typing = typing
        self._asked = 0

    @property
    def token(self) -> _Token | None:
        """The next token."""
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def either(self, depth: int) -> Node | None:
        """`a OR b`"""
        sides = [self._all(depth)]
        while self.token and self.token.sign == "OR":
            at = self._take().at
            self._check_side(at, self._tokens[self._next - 2].sign if self._next > 1 else "(")
            sides.append(self._all(depth))
        nodes = tuple(side for side in sides if side is not None)
        return Either(nodes) if len(nodes) > 1 else nodes[0] if nodes else None

    def _all(self, depth: int) -> Node | None:
        """`a b c`"""
        nodes: list[Node] = []
        while self.token and self.token.sign not in (")", "OR"):
            node = self._one(depth)
            nodes += [node] if node is not None else []
        return All(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None

    def _one(self, depth: int) -> Node | None:
        """`-a`, `(a)` or `a`"""
        token = self._take()
        if depth > _DEEPEST:
            raise QueryError("There are too many parentheses inside each other.", token.at)
        if token.sign == "-":
            node = self._one(depth + 1) if self.token and self.token.sign not in (")", "OR") else None
            return Not(node) if node is not None else None
        if token.sign == "(":
            node = self.either(depth + 1)
            if self.token:
                self._take()
            elif not self._typing:
                raise QueryError(f"The “(” at character {token.at + 1} is not closed.", token.at)
            return node
        self._asked += 1
        if self._asked > _MOST:
            raise QueryError(f"A query asks for at most {_MOST} things.", token.at)
        return _asked_for(token, self._typing and token.last)

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _check_side(self, at: int, before: str) -> None:
        """An OR has something on both sides, but for one that was typed last."""
        if before in ("(", "OR", "-") or (self.token is None and not self._typing):
            raise QueryError(f"The OR at character {at + 1} needs something on both sides.", at)
        if self.token and self.token.sign in (")", "OR"):
            raise QueryError(f"The OR at character {at + 1} needs something on both sides.", at)


def _asked_for(token: _Token, growing: bool) -> Node | None:
    key, value = token.key.lower(), " ".join(token.value.split())
    if not key:
        return _words(value, Field.ANYWHERE, growing)
    if key not in _KEYS:
        if not value:  # `Ukraine: the war`
            return _words(key, Field.ANYWHERE, False)
        raise QueryError(f"There is no “{key}:”; there are {', '.join(f'{k}:' for k in _KEYS)}.", token.at)
    if not value:
        if growing:
            return None
        raise QueryError(f"Behind “{key}:” at character {token.at + 1} something is to follow.", token.at)
    match key:
        case "tag":
            tag = value.lstrip("#").strip("/ ").lower()
            return Tagged(tag, growing) if tag else None
        case "term" | "note":
            return _words(value, Field(key), growing)
        case "date" | "noted":
            from reader.catalogue.dates import parse_dates

            days = parse_dates(value, token.at, growing)
            return days._replace(noted=key == "noted") if days else None
        case _:
            return _state(Is if key == "is" else Has, key, value.lower(), token.at, growing)


def _words(value: str, field: Field, growing: bool) -> Words | None:
    composed = _composed(value)
    words = tuple(composed.split(" ") if _is_plain(composed) else re.findall(_WORD, composed))
    growing = growing and value[-1:].isalnum()
    if not words or (growing and len(value) == 1 and value.isascii()):  # one letter says nothing yet
        return None
    return Words(words, field, growing)


def _composed(text: str) -> str:
    """`text` in normalisation form C."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _state(kind: type[Is] | type[Has], key: str, value: str, at: int, growing: bool) -> Node | None:
    names = [str(state) for state in kind]
    if value in names:
        return kind(value)
    if growing and any(name.startswith(value) for name in names):
        return None
    raise QueryError(f"“{value}” at character {at + 1} is not known: {key}: takes {', '.join(names)}.", at)
