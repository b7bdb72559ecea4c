"""An article set in lines, with marks over them."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from article_builders import SEEDS, make_article
from reader.errors import CannotRead
from reader.model.article import Article, BlockKind
from reader.model.mark import Mark, MarkKind
from reader.text.safety import clean
from reader.text.span import Span
from reader.typeset.article import LineKind, Page, set_article
from reader.typeset.marking import Marks

HEAD = [(LineKind.TITLE, "A headline"), (LineKind.BLANK, ""), (LineKind.BYLINE, "Fri 15 March 2024 · 2 min")]
PIECES = st.sampled_from(
    ["word ", "東京 ", "**bold** ", "[link](http://x.y/z) ", "*it* ", "👩\u200d👧 ", "e\u0301e\u0301 ", "\t", "\n",
     "\n\n", "\n- item ", "`code` ", "# ", "long-hyphened-word—and ", "שלום "]
)  # fmt: skip
ARTICLES = st.tuples(st.lists(PIECES, min_size=1, max_size=25).map("".join), st.sampled_from(["a.txt", "a.md"]))
WIDTHS = st.integers(2, 60)


def article_of(text: str, id: str) -> Article:
    try:
        return make_article(text, id=id)
    except CannotRead:
        assume(False)
        raise


def hidden(article: Article) -> set[int]:
    return {offset for span in article.hidden for offset in range(span.start, span.end)}


def shown(article: Article) -> list[int]:
    """The offsets of every character that is to be seen: all of the body but white space and markup."""
    gone = hidden(article)
    body = [b.span for b in article.blocks if b.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)]
    return [o for span in body for o in range(span.start, span.end) if o not in gone and not article.text[o].isspace()]


def text_of(page: Page, row: int) -> str:
    return "".join(run.text for run in page.runs(row, ()))


def page_of(article: Article, width: int = 40, *, boilerplate: bool = False) -> Page:
    return set_article(article, width, HEAD, boilerplate=boilerplate)


def lines(page: Page) -> list[str]:
    return [text_of(page, row) for row in range(len(page.lines))]


@settings(max_examples=200, deadline=None)
@given(source=ARTICLES, width=WIDTHS)
def test_every_character_of_the_body_is_on_one_line_and_no_line_is_too_wide(
    source: tuple[str, str], width: int
) -> None:
    article = article_of(*source)
    page = page_of(article, width)
    gone = hidden(article)
    covered = [o for line in page.lines for o in range(line.span.start, line.span.end) if o not in gone]
    assert [o for o in covered if not article.text[o].isspace()] == shown(article)
    assert all(cell_len(text) <= width for text in lines(page))


@settings(max_examples=200, deadline=None)
@given(source=ARTICLES, width=WIDTHS)
def test_the_column_of_a_character_leads_back_to_it(source: tuple[str, str], width: int) -> None:
    article = article_of(*source)
    page = page_of(article, width)
    gone = hidden(article)
    for row, line in enumerate(page.lines):
        seen = [o for o in range(line.span.start, line.span.end) if o not in gone]
        for first, _, cells in split_graphemes(text_of(page, row))[0] if seen else ():
            if cells:  # what has no width has no column of its own
                column = page.column_of(seen[first])
                assert {page.offset_at(row, column + cell) for cell in range(cells)} == {seen[first]}
                assert page.row_of(seen[first]) == row


@settings(max_examples=100, deadline=None)
@given(source=ARTICLES, width=WIDTHS, spans=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=5))
def test_runs_are_the_text_of_the_line_and_each_knows_its_marks(
    source: tuple[str, str], width: int, spans: list[tuple[int, int]]
) -> None:
    article = article_of(*source)
    page = page_of(article, width)
    kinds = list(MarkKind)
    marks = [Mark(Span(s, s + n), kinds[i]) for i, (s, n) in enumerate(spans)]
    gone = hidden(article)
    for row, line in enumerate(page.lines):
        if not len(line.span):
            continue
        runs = page.runs(row, [Marks.of(marks[:2]), Marks.of(marks[2:])])
        seen = [o for o in range(line.span.start, line.span.end) if o not in gone]
        assert "".join(run.text for run in runs) == "".join(article.text[o] for o in seen).replace("\n", " ").replace(
            "\t", " "
        )
        told = [run.marks for run in runs for _ in run.text]
        assert told == [frozenset(m.kind for m in marks if o in m.span) for o in seen]


def test_the_head_the_headings_and_the_paragraphs_follow_each_other_without_boilerplate() -> None:
    page = page_of(make_article(), 60)
    assert lines(page) == [
        "A headline", "", "Fri 15 March 2024 · 2 min",
        "", "Kim Jong Un was seen in a limousine. It was a gift.",
        "", "", "A Gift Among Leaders",
        "", "The gift from Vladimir Putin breaks UN sanctions. Neither",
        "side said so.",
    ]  # fmt: skip
    assert page.lines[7].kind is LineKind.HEADING


def test_boilerplate_is_shown_as_such_where_it_is_asked_for() -> None:
    page = page_of(make_article(), boilerplate=True)
    row = lines(page).index("Advertisment")
    assert page.lines[row].kind is LineKind.BOILERPLATE


def test_the_seeds_are_set_without_their_header_lines() -> None:
    for path in sorted(SEEDS.iterdir()):
        article = make_article(path.read_text(), id=path.name)
        said = " ".join(lines(page_of(article, 76)))
        assert "Advertisment" not in said
        assert "date 2024" not in said
        assert " ".join(article.body[-1].span.of(article.text).split())[-60:] in said


def test_a_span_over_several_lines_knows_its_rows() -> None:
    article = make_article()
    page = page_of(article, 20)
    gift = article.text.index("The gift from")
    rows = page.rows_of(Span(gift, gift + len("The gift from Vladimir Putin breaks UN")))
    assert [text_of(page, row) for row in rows] == ["The gift from", "Vladimir Putin", "breaks UN sanctions."]


def test_a_column_without_a_character_answers_with_the_nearest_one() -> None:
    article = make_article()
    page = page_of(article, 60)
    row = page.row_of(article.text.index("Kim"))
    assert article.text[page.offset_at(row, 500)] == "."
    assert page.offset_at(-5, 0) == page.offset_at(0, 0)
    assert page.offset_at(10_000, 0) >= article.text.index("side said")


def test_hidden_markup_takes_no_column() -> None:
    article = make_article("A **bold** [link](http://example.org/) here.\n", id="a.md")
    page = page_of(article)
    row = page.row_of(article.text.index("bold"))
    assert text_of(page, row) == "A bold link here."
    assert page.column_of(article.text.index("here")) == len("A bold link ")
    assert page.offset_at(row, len("A bold ")) == article.text.index("link")


def test_control_characters_never_reach_a_line() -> None:
    article = make_article(clean("Kim \x1b[31mred\x1b]52;c;x\x07 said\tso."))
    assert not any(c < " " or c == "\x7f" for line in lines(page_of(article)) for c in line)


def test_an_article_of_nothing_but_boilerplate_has_only_its_head() -> None:
    assert lines(page_of(make_article("Advertisment\n"))) == ["A headline", "", "Fri 15 March 2024 · 2 min"]
