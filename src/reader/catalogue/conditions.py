"""From a query to SQL: one condition, whatever was asked."""

from functools import reduce

from reader.catalogue.query import All, Dated, Either, Field, Has, Is, Node, Not, Tagged, Words, forms_of
from reader.catalogue.schema import first_of, last_of, note_rows
from reader.typed import NamedTuple

Parameter = str | int


class Condition(NamedTuple):
    """A part of SQL and what stands for its question marks."""

    sql: str
    parameters: tuple[Parameter, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql} AND {other.sql})", self.parameters + other.parameters)

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql} OR {other.sql})", self.parameters + other.parameters)

    def within(self, sql: str) -> "Condition":
        """This condition put where `sql` has `{}`."""
        return Condition(sql.format(self.sql), self.parameters)


_TRUE = Condition("1")
_FALSE = Condition("0")
_OF_ANNOTATIONS = "rowid IN (SELECT a.rowid FROM annotation n JOIN article a ON a.path = n.path WHERE {})"


class _Scope(NamedTuple):
    """What is asked for: articles, or annotations."""

    annotations: bool

    @property
    def text(self) -> str:
        """The full-text table."""
        return "said" if self.annotations else "body"

    @property
    def article(self) -> str:
        """The column that is an article's row."""
        return "a.rowid" if self.annotations else "rowid"

    def of_annotation(self, condition: Condition) -> Condition:
        """A condition on an annotation `n`, as one of this scope."""
        return condition if self.annotations else condition.within(_OF_ANNOTATIONS)

    def is_textual(self, node: Node) -> bool:
        """Whether the full-text index alone can answer: then one expression does, and newest first stops early."""
        match node:
            case Words(field=field):
                return self.annotations or field is not Field.NOTE
            case Either(nodes):
                return all(map(self.is_textual, nodes))
            case All(nodes):
                positive = [inner for inner in nodes if not isinstance(inner, Not)]
                negative = [inner.node for inner in nodes if isinstance(inner, Not)]
                return bool(positive) and all(map(self.is_textual, [*positive, *negative]))
            case _:
                return False


def articles_query(node: Node, below: int | None = None, *, newest_first: bool = True) -> Condition:
    """The statement that gives the rows of the articles that answer, in order; `LIMIT` may follow.

    Only those `below` a row, if that is given.
    """
    order = "DESC" if newest_first else "ASC"
    scope = _Scope(annotations=False)
    textual, rest = _parted(node, scope)
    older = _TRUE if below is None else Condition("rowid < ?", (below,))
    if textual is None:
        condition = _condition(rest, scope) & older
        return condition.within(f"SELECT rowid FROM article WHERE {{}} ORDER BY rowid {order}")
    condition = Condition("body MATCH ?", (_match(textual),)) & _condition(rest, scope) & older
    return condition.within(
        f"SELECT rowid FROM body WHERE {{}} AND rowid NOT IN (SELECT rowid FROM dead) ORDER BY rowid {order}"
    )


def annotations_query(node: Node) -> Condition:
    """The statement that gives path and id of the annotations that answer, those of the newest article first."""
    return _condition(node, _Scope(annotations=True)).within(
        "SELECT n.path, n.id FROM annotation n JOIN article a ON a.path = n.path WHERE {} ORDER BY a.rowid DESC"
    )


def notes_query(node: Node) -> Condition:
    """The statement that gives the rows of the annotations that answer, newest first; `LIMIT` may follow."""
    scope = _Scope(annotations=True)
    textual, rest = _parted(node, scope)
    listed = "CROSS JOIN article a ON a.path = n.path WHERE {}"  # in this order newest first needs no sorting
    if textual is None:
        return _condition(rest, scope).within(f"SELECT n.rowid FROM annotation n {listed} ORDER BY n.rowid DESC")
    condition = Condition("said MATCH ?", (_match(textual),)) & _condition(rest, scope)
    return condition.within(
        f"SELECT n.rowid FROM said CROSS JOIN annotation n ON n.rowid = said.rowid {listed} ORDER BY said.rowid DESC"
    )


def _parted(node: Node, scope: _Scope) -> tuple[Node | None, Node]:
    """What the full-text index answers, and the rest."""
    if scope.is_textual(node):
        return node, All()
    if not isinstance(node, All):
        return None, node
    textual = [inner for inner in node.nodes if scope.is_textual(inner)]
    if not textual:
        return None, node
    return All(tuple(textual)), All(tuple(inner for inner in node.nodes if inner not in textual))


def _condition(node: Node, scope: _Scope) -> Condition:
    if scope.is_textual(node):
        key = "n.rowid" if scope.annotations else "rowid"
        return Condition(f"{key} IN (SELECT rowid FROM {scope.text} WHERE {scope.text} MATCH ?)", (_match(node),))
    match node:
        case Not(inner):
            return _condition(inner, scope).within("NOT {}")
        case All(nodes):
            return reduce(Condition.__and__, (_condition(inner, scope) for inner in nodes), _TRUE)
        case Either(nodes):
            return reduce(Condition.__or__, (_condition(inner, scope) for inner in nodes), _FALSE)
        case Dated(first, last, True):
            return scope.of_annotation(Condition("n.rowid BETWEEN ? AND ?", note_rows(first, last)))
        case Dated(first, last):
            earliest = first_of(first) if first else 0
            return Condition(f"{scope.article} BETWEEN ? AND ?", (earliest, last_of(last)))
        case Words():
            return scope.of_annotation(
                Condition("n.rowid IN (SELECT rowid FROM said WHERE said MATCH ?)", (_match(node),))
            )
        case Tagged(tag, growing):
            return scope.of_annotation(_tagged(tag, growing))
        case Has():
            return scope.of_annotation(Condition(f"n.has_{node}"))
        case Is.ORPHAN | Is.MOVED | Is.CONFLICT:
            return scope.of_annotation(Condition(f"n.{node}"))
        case Is():
            return _state(node, scope)


def _tagged(tag: str, growing: bool) -> Condition:
    """Tags are kept between slashes, so that a tag begins as those below it do."""
    start = f"/{tag}" if growing else f"/{tag}/"
    condition = Condition("t.tag >= ? AND t.tag < ?", (start, start[:-1] + chr(ord(start[-1]) + 1)))
    return condition.within("n.rowid IN (SELECT t.annotation FROM tag t WHERE {})")


def _state(state: Is, scope: _Scope) -> Condition:
    column = "starred" if state is Is.STARRED else "read"
    which = "NOT IN" if state is Is.UNREAD else "IN"
    return Condition(
        f"{scope.article} {which} (SELECT b.rowid FROM state.progress p JOIN article b ON b.path = p.path"
        f" WHERE p.{column})"
    )


def _match(node: Node) -> str:
    """The full-text expression of a textual query. Its words are letters and digits, so nothing is to be escaped."""
    match node:
        case Words(_, field, growing):
            column = "note : " if field is Field.NOTE else ""
            return " OR ".join(f'{column}"{" ".join(form)}"{" *" if growing else ""}' for form in forms_of(node))
        case Either(nodes):
            return " OR ".join(f"({_match(inner)})" for inner in nodes)
        case All(nodes):
            positive = " AND ".join(f"({_match(inner)})" for inner in nodes if not isinstance(inner, Not))
            negative = [_match(inner.node) for inner in nodes if isinstance(inner, Not)]
            return reduce(lambda left, right: f"({left}) NOT ({right})", negative, positive)
        case _:
            raise AssertionError(node)
