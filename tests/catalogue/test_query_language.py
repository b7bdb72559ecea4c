"""What may be typed to ask, and what it stands for."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_builders import write_articles
from catalogue_builders import answers, catalogue_of, desk_of, news
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.finding import finds, folded
from reader.catalogue.parsing import parse_query
from reader.catalogue.query import EVERYTHING, All, Dated, Either, Field, Has, Is, Not, QueryError, Tagged, Words
from reader.library.folder import Library

PIECES = [
    "limousine", "gift", '"a gift"', '"', "(", ")", "-", "OR", "tag:un", "tag:", "term:kim", "note:who", "date:2024",
    "date:2024-03-10..", "date:>=", "date:x", "is:read", "is:", "has:tag", "has:x", "a:b", "é", "\0", "\ud800", "*",
    "noted:2024", "NOT", "AND", "NEAR(a b)", "^a", "+", "{", "'", ";", "--", "%", "\u202e", "한국",
]  # fmt: skip
TYPED = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


def words(*words: str, growing: bool = False) -> Words:
    return Words(words, growing=growing)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("limousine", words("limousine")),
        ("two words", All((words("two"), words("words")))),
        ('"a phrase"', words("a", "phrase")),
        ("Jong-un", words("Jong", "un")),
        ("-limousine", Not(words("limousine"))),
        ('-"a phrase"', Not(words("a", "phrase"))),
        ("a1 OR b2 c3", Either((words("a1"), All((words("b2"), words("c3")))))),
        ("(a1 OR b2) c3", All((Either((words("a1"), words("b2"))), words("c3")))),
        ("-(a1 b2)", Not(All((words("a1"), words("b2"))))),
        ("tag:UN/Sanctions", Tagged("un/sanctions")),
        ('tag:"north korea"', Tagged("north korea")),
        ('term:"Kim Jong Un"', Words(("Kim", "Jong", "Un"), Field.TERM)),
        ("note:who", Words(("who",), Field.NOTE)),
        ("is:unread", Is.UNREAD),
        ("IS:Starred", Is.STARRED),
        ("is:orphan has:note has:tag", All((Is.ORPHAN, Has.NOTE, Has.TAG))),
        ("date:2024", Dated(dt.date(2024, 1, 1), dt.date(2024, 12, 31))),
        ("date:2024-02", Dated(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        ("date:2024-03-15", Dated(dt.date(2024, 3, 15), dt.date(2024, 3, 15))),
        ("date:2024-03-10..2024-03-20", Dated(dt.date(2024, 3, 10), dt.date(2024, 3, 20))),
        ("date:2023..2024-03", Dated(dt.date(2023, 1, 1), dt.date(2024, 3, 31))),
        ("date:2024..", Dated(dt.date(2024, 1, 1), None)),
        ("date:..2024", Dated(None, dt.date(2024, 12, 31))),
        ("date:>=2024", Dated(dt.date(2024, 1, 1), None)),
        ("date:>2024-02", Dated(dt.date(2024, 3, 1), None)),
        ("date:<2024-03-01", Dated(None, dt.date(2024, 2, 29))),
        ("date:<=2024", Dated(None, dt.date(2024, 12, 31))),
        ("noted:2024-02", Dated(dt.date(2024, 2, 1), dt.date(2024, 2, 29), noted=True)),
        ("is:moved -is:conflict", All((Is.MOVED, Not(Is.CONFLICT)))),
        ("https://example.org/a1", words("https", "example", "org", "a1")),
        ("Ukraine: war", All((words("ukraine"), words("war")))),
        ("… !? -", EVERYTHING),
    ],
)
def test_what_is_typed_is_understood(typed: str, query: object) -> None:
    assert parse_query(typed) == query


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("limousine (gift", 10),
        ("limousine gift)", 14),
        ('a "phrase', 2),
        ("gift date:2024-13", 5),
        ("date:2024-02-30", 0),
        ("date:..", 0),
        ("gift is:seen", 5),
        ("has:star", 0),
        ("gift colour:red", 5),
        ("tag:", 0),
        ("OR gift", 0),
        ("gift OR", 5),
        ("gift OR OR car", 5),
        ("gift (OR car)", 6),
        ("(" * 100 + "gift", 21),
    ],
)
def test_a_mistake_is_pointed_at(typed: str, at: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(typed)
    assert caught.value.at == at
    assert str(caught.value)


@pytest.mark.parametrize(
    "typed", ["tag:", "date:", "date:20", "date:2024-0", "date:>", "is:un", "has:", "l", "gift OR", "(", '"']
)
def test_what_is_not_complete_yet_asks_for_nothing_while_it_is_typed(typed: str) -> None:
    assert parse_query(typed, typing=True) in (EVERYTHING, words("gift"))


def test_the_last_word_is_a_beginning_while_it_is_typed() -> None:
    assert parse_query("gift li", typing=True) == All((words("gift"), words("li", growing=True)))
    assert parse_query("gift li ", typing=True) == All((words("gift"), words("li")))
    assert parse_query('"a gi', typing=True) == words("a", "gi", growing=True)
    assert parse_query('"a gi"', typing=True) == words("a", "gi")
    assert parse_query("tag:sanc", typing=True) == Tagged("sanc", growing=True)


@given(typed=TYPED, typing=st.booleans())
def test_nothing_that_is_typed_raises_anything_but_a_mistake_with_its_place(typed: str, typing: bool) -> None:
    try:
        parse_query(typed, typing=typing)
    except QueryError as error:
        at = error.at
    else:
        at = 0
    assert 0 <= at <= len(typed)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_of(news(tmp_path_factory.mktemp("query")))


@given(typed=st.text(alphabet=st.sampled_from("abOR é2Ⅷ한İﬁ²\u0301"), max_size=20), typing=st.booleans())
@example("OR", True)
@example("a OR b", False)
@example("a  b ", True)
def test_plain_words_mean_what_they_mean_in_parentheses(typed: str, typing: bool) -> None:
    def understood(typed: str) -> object:
        try:
            return parse_query(typed, typing=typing)
        except QueryError:
            return None

    assert understood(typed) == understood(f"({typed}" if typing else f"({typed})")


@given(typed=TYPED, typing=st.booleans())
@settings(deadline=None)
def test_whatever_is_understood_can_be_asked(catalogue: Catalogue, typed: str, typing: bool) -> None:
    try:
        query = parse_query(typed, typing=typing)
    except QueryError:
        return
    everything = {row.id for row in catalogue.listing}
    assert {row.id for row in catalogue.select(query)} <= everything
    assert dict(catalogue.annotations(query)) == {}
    assert list(catalogue.select(query, limit=1)) == list(catalogue.select(query))[:1]
    list(catalogue.hits(query))


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("limousine", ["a.txt"]),
        ("LIMOUSINE", ["a.txt"]),
        ("term:limousine", ["a.txt", "b.txt"]),
        ("gift", ["a.txt", "b.txt"]),
        ('"gift of a friend"', ["a.txt"]),
        ('"greenhouse the gift"', []),
        ("gift -limousine", ["b.txt"]),
        ("-gift", ["2023/d.txt", "c.md"]),
        ("snow OR greenhouse", ["a.txt", "2023/d.txt"]),
        ("(snow OR limousine) -greenhouse", ["2023/d.txt"]),
        ("date:2024", ["a.txt", "b.txt"]),
        ("date:<2024", ["2023/d.txt"]),
        ("gift date:2024-03-15", ["b.txt"]),
        ("-date:2024", ["2023/d.txt", "c.md"]),
        ("cafe koln", ["c.md"]),
        ("café", ["c.md"]),
        ("cafe\u0301", ["c.md"]),
        ("seoul", ["b.txt"]),
        ("bread", ["c.md"]),
        ("is:read", []),
        ("is:unread gift", ["a.txt", "b.txt"]),
        ("tag:x OR snow", ["2023/d.txt"]),
    ],
)  # fmt: skip
def test_the_right_articles_answer_newest_first(catalogue: Catalogue, typed: str, ids: list[str]) -> None:
    assert answers(catalogue, typed) == ids


def test_words_grow_while_they_are_typed(catalogue: Catalogue) -> None:
    for typed in ("li", "lim", "limousin"):
        assert answers(catalogue, typed, typing=True) == ["a.txt", "b.txt"]
        assert answers(catalogue, typed) == []


def test_annotations_are_asked_for_by_tag_note_and_state(tmp_path: Path) -> None:
    workspace = desk_of(news(tmp_path))
    a, b = workspace.article("a.txt"), workspace.article("b.txt")
    workspace.annotate(a, None, ("un/sanctions", "Car"), "Who pays for it?")
    workspace.annotate(b, None, ("unrelated",))
    workspace.reading.set("a.txt", read=True)
    workspace.copy_annotations()

    def asked(typed: str, *, typing: bool = False) -> list[str]:
        return [row.id for row in workspace.list(typed, typing=typing)]

    assert asked("tag:un") == ["a.txt"]
    assert asked("tag:un", typing=True) == ["a.txt", "b.txt"]
    assert asked("tag:un/sanctions") == asked("tag:car") == asked("note:pays") == asked("has:note") == ["a.txt"]
    assert asked("has:tag") == ["a.txt", "b.txt"]
    assert asked("has:tag -tag:car") == ["b.txt"]
    assert asked("is:read") == ["a.txt"]
    assert asked("is:unread has:tag") == ["b.txt"]
    assert [row.notes for row in workspace.list("has:tag")] == [1, 1]
    assert [(article.id, placed.annotation.tags) for article, placed in workspace.notes("pays OR tag:unrelated")] == [
        ("a.txt", ("un/sanctions", "Car")),
        ("b.txt", ("unrelated",)),
    ]
    assert [hit.where for hit in workspace.search("tag:un")] == ["tag"]


def test_an_orphan_is_found_until_its_words_are_there_again(tmp_path: Path) -> None:
    folder = news(tmp_path)
    workspace = desk_of(folder)
    article = workspace.article("a.txt")
    from reader.text.span import Span

    start = article.text.index("limousine")
    workspace.annotate(article, Span(start, start + 9))
    workspace.refresh()
    before = (folder / "a.txt").read_text()
    assert len(workspace.list("is:orphan")) == 0
    (folder / "a.txt").write_text("date 2024-03-16 PARIS — Something else is written here about bread and butter.\n")
    workspace.refresh()
    assert [row.id for row in workspace.list("is:orphan")] == ["a.txt"]
    (folder / "a.txt").write_text(before)
    workspace.refresh()
    assert len(workspace.list("is:orphan")) == 0


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ('term:"Kim Jong Un"', ["a.txt", "b.txt"]),
        ('term:"kim jong-un"', ["a.txt", "b.txt"]),
        ('term:"UN sanctions"', ["a.txt", "c.txt"]),
        ('term:"United Nations sanction"', ["a.txt", "c.txt"]),
        ("term:UN", ["a.txt", "b.txt", "c.txt"]),
        ('term:"United Nations"', ["a.txt", "c.txt"]),
        ('term:"North Korea"', ["b.txt"]),
        ("term:DPRK", ["b.txt"]),
        ('-term:"North Korea"', ["a.txt", "c.txt"]),
    ],
)
def test_a_term_is_found_however_it_is_written(tmp_path: Path, typed: str, ids: list[str]) -> None:
    folder = tmp_path / "news"
    texts = {
        "a.txt": "date 2024-03-16 X — Kim Jong-un spoke of U.N. sanctions.\n",
        "b.txt": "date 2024-03-15 X — KIM JONG UN rules the DPRK.\n",
        "c.txt": "date 2024-03-14 X — The United Nations sanction nobody; Kim knows.\n",
    }
    write_articles(folder, texts)
    workspace = desk_of(folder)
    assert [row.id for row in workspace.list(typed)] == ids
    if not typed.startswith("-"):
        assert list(dict.fromkeys(hit.article for hit in workspace.search(typed))) == ids


def test_a_term_is_found_under_each_name_that_the_person_has_joined(tmp_path: Path) -> None:
    workspace = desk_of(news(tmp_path))
    joined = workspace.own_terms.chosen.join("present", "gift").join("Aurus", "limousine").join("car", "Aurus")
    workspace.own_terms.change(joined)

    def asked(typed: str, *, typing: bool = False) -> list[str]:
        return [row.id for row in workspace.list(typed, typing=typing)]

    assert asked("term:present") == asked("term:gift") == ["a.txt", "b.txt"]
    assert asked("term:car") == ["a.txt", "b.txt"]
    assert asked("term:present -limousine") == ["b.txt"]
    assert asked("term:snow") == ["2023/d.txt"]
    assert asked("present") == []
    assert asked("term:gif", typing=True) == ["a.txt", "b.txt"]
    assert [hit.article for hit in workspace.search("term:car")] == ["a.txt", "b.txt"]


def test_places_are_found_in_all_articles_newest_first_and_no_more_are_read_than_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    write_articles(folder, {f"{n:04}.txt": f"date 2024-01-{1 + n % 28:02} X — A word.\n" for n in range(300)})
    catalogue = catalogue_of(folder)
    read: list[str] = []
    original = Library.text
    monkeypatch.setattr(Library, "text", lambda self, id: read.append(id) or original(self, id))  # type: ignore[func-returns-value]
    hits = catalogue.hits(parse_query("word"))
    assert [next(hits).article for _ in range(3)] == [row.id for row in catalogue.listing[:3]]
    assert len(read) == 3
    assert [hit.article for hit in hits] == [row.id for row in catalogue.listing[3:]]


ODD = {
    "boilerplate.txt": "date 2024-03-16 X — A car came.\n\nAdvertisement\n\nRead more: a car\n\nThe café car left.\n",
    "headed.txt": "A car in the headline\n\ndate 2024-03-15 CAR, Korea — Nothing.\n\nOf a car\n\nIt was red. A\n",
    "marked.md": "---\ntitle: A car\n---\n# A *car*\n\nSee [the car](http://car.example/car).\n\n> A 𝔠ar, a car\n",
}


def test_places_lie_in_what_a_person_reads_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    write_articles(folder, ODD)
    catalogue = catalogue_of(folder)
    expected = {
        (article.id, block.span.start + find.start)
        for article in map(catalogue.article, ODD)
        for block in article.body
        for find in finds(block.span.of(article.text), [Words(("car",))])
    }
    found = [(hit.article, hit.span.start) for hit in catalogue.hits(parse_query("car")) if hit.span]
    assert len(found) == len(expected) == 9
    assert set(found) == expected


def test_places_are_right_in_a_file_that_has_changed_since_it_was_looked_at(tmp_path: Path) -> None:
    folder = news(tmp_path)
    catalogue = catalogue_of(folder)
    write_articles(folder, {"a.txt": "date 2024-03-16 LIMOUSINE, Texas — Long before that, a limousine came.\n"})
    (folder / "b.txt").unlink()
    (hit,) = catalogue.hits(parse_query("limousine OR limousines"))
    assert hit.snippet == "Long before that, a limousine came."
    assert hit.span is not None
    assert hit.span.of((folder / "a.txt").read_text()) == "limousine"


@given(text=st.text(alphabet="aéÉİßΣς ﬁ’n'Kk-", max_size=40), word=st.text(alphabet="aéinkσs", min_size=1, max_size=4))
def test_a_word_is_found_where_it_stands_whole_whatever_case_and_accents(text: str, word: str) -> None:
    def words_of(said: str) -> list[str]:
        return re.findall(r"[^\W_]+", folded(said))

    assert len(folded(text)) == len(text)
    found = list(finds(text, (Words((word,)),)))
    assert [folded(span.of(text)) for span in found] == [folded(word)] * words_of(text).count(folded(word))
