import datetime as dt
import sys

import pytest

from article_builders import blocks_of, make_article
from reader.library.headline import shown
from reader.model.article import Article, BlockKind

HEADER, HEADING = BlockKind.HEADER, BlockKind.HEADING
PARAGRAPH, BOILERPLATE = BlockKind.PARAGRAPH, BlockKind.BOILERPLATE


def markdown(text: str) -> Article:
    return make_article(text, id="article.md")


def visible(text: str) -> list[str]:
    article = markdown(text)
    return [shown(article.text, block.span, article.hidden) for block in article.blocks]


def test_front_matter_says_what_the_article_is() -> None:
    fields = 'title: "Kim’s car: a gift"\ndate: 2024-03-15\nauthor: Jane Doe\nsource: https://a.org/b\ntags: [a, b]'
    front = f"---\n{fields}\n---"
    article = markdown(f"{front}\n\nThe lede.\n")
    assert (article.headline, article.date) == ("Kim’s car: a gift", dt.date(2024, 3, 15))
    assert (article.author, article.source) == ("Jane Doe", "https://a.org/b")
    assert blocks_of(article) == [(HEADER, front), (PARAGRAPH, "The lede.")]


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("published: 2024-03-15T08:30:00+09:00", "date", dt.date(2024, 3, 15)),
        ("created: '2024-03-15'", "date", dt.date(2024, 3, 15)),
        ("date: 2024-02-31", "date", None),
        ("date:\npublished: 2024-03-15", "date", dt.date(2024, 3, 15)),
        ("author:\n  - '[[Jane Doe]]'\n  - John Roe", "author", "Jane Doe, John Roe"),
        ("author: [[Jane, John]]", "author", ""),
        ("author: {name: Jane}", "author", ""),
        ("title: 1984", "headline", "1984"),
        ("title: null", "headline", "Body text"),
        ("Title: >\n  Folded\n  title", "headline", "Folded title"),
        ('title: "\\e]52;c;x\\a"', "headline", "␛]52;c;x␇"),
        ("title: !!python/object/apply:os.system [true]", "headline", "true"),
        ("title: a: b: c\ndate: 2024-03-15", "headline", "a: b: c"),
        ("title: @home", "headline", "@home"),
        ("url: https://a.org/", "source", "https://a.org/"),
        ("a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\nurl: x.org", "headline", "Body text"),
    ],
)
def test_front_matter_of_any_make_is_understood(front: str, field: str, value: object) -> None:
    assert getattr(markdown(f"---\n{front}\n---\nBody text.\n"), field) == value


@pytest.mark.parametrize("text", ["---\n\nOne thing.\n\n---\n\nAnother.", "---\ntitle: never closed"])
def test_a_rule_at_the_top_is_not_front_matter(text: str) -> None:
    assert HEADER not in [kind for kind, _ in blocks_of(markdown(text))]


def test_yaml_is_loaded_only_for_front_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "yaml", raising=False)
    markdown("# Title\n\nText.")
    assert "yaml" not in sys.modules


def test_headings_exclude_their_marks() -> None:
    article = markdown("# The *Title* #\n\nLede.\n\n### Third ###\nText.\n\nSecond\n---\n\n#hashtag stays.\n\n##\n")
    assert article.headline == "The Title"
    assert [(block.level, block.span.of(article.text)) for block in article.blocks] == [
        (1, "The *Title*"),
        (0, "Lede."),
        (3, "Third"),
        (0, "Text."),
        (2, "Second"),
        (0, "#hashtag stays."),
    ]


def test_lists_quotes_rules_and_tables_keep_their_lines_apart() -> None:
    text = "Text\n- one\n  more\n- two\n\n> quoted\n> on\n>\n> again\n\n***\n\n| a | b |\n| - | - |\n\n[ref]: https://a.org/\n"
    assert visible(text) == ["Text", "- one more", "- two", "quoted on", "again", "| a | b |", "| - | - |"]


def test_code_is_shown_as_it_is() -> None:
    text = "Before\n```python\n# no *heading*\n\nx = `a`\n```\nBehind"
    assert [said for _, said in blocks_of(markdown(text))] == [
        "Before",
        "```python\n# no *heading*\n\nx = `a`\n```",
        "Behind",
    ]
    assert markdown(text).hidden == ()


def test_the_date_header_of_plain_text_works_too() -> None:
    article = markdown("# Title\n\ndate 2024-03-15 SEOUL, South Korea — The **lede**.\n\nMore.")
    assert (article.date, article.dateline, article.headline) == (dt.date(2024, 3, 15), "SEOUL, South Korea", "Title")
    assert [kind for kind, _ in blocks_of(article)] == [HEADING, HEADER, PARAGRAPH, PARAGRAPH]


def test_boilerplate_is_known_behind_its_markup() -> None:
    assert blocks_of(markdown("Text.\n\n**Advertisement**\n\n[Read more: a story](https://a.org/)\n"))[1:] == [
        (BOILERPLATE, "**Advertisement**"),
        (BOILERPLATE, "[Read more: a story](https://a.org/)"),
    ]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a [link](https://a.org/x_(y) 'title') here", "a link here"),
        ("an ![image](a/b.png) and ![](c.png)x", "an image and x"),
        ("[![alt](a.png)](https://a.org)", "alt"),
        ("[**bold** link](#there)", "bold link"),
        ("**bold** *it* __bold__ _it_ ***both***", "bold it bold it both"),
        ("**bold _and it_ nested**", "bold and it nested"),
        ("`code *stays*` and ``a ` b``", "code *stays* and a ` b"),
        (r"\[sic\] 1\. \*no\*", "[sic] 1. *no*"),
        ("<https://a.org/>", "https://a.org/"),
        ("He [sic](he said) [REDACTED] [a][b] said", "He [sic](he said) [REDACTED] [a][b] said"),
        ("2 * 3 * 4 and snake_case_name and 5*6*7", "2 * 3 * 4 and snake_case_name and 5*6*7"),
        ("**never closed and `too", "**never closed and `too"),
        ("https://a.org/_x_y and <b>tag</b> &amp;", "https://a.org/_x_y and <b>tag</b> &amp;"),
    ],
)
def test_only_what_is_surely_markup_is_hidden(written: str, seen: str) -> None:
    assert visible(f"Words {written} words.") == [f"Words {seen} words."]


def test_an_image_without_words_is_no_block() -> None:
    assert visible("![](a.png)\n\nText.") == ["Text."]
