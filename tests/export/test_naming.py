"""Names of exported files."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from export_builders import an_article
from reader.export.naming import file_stem


def test_a_name_has_date_slug_and_short_hash() -> None:
    assert file_stem(an_article(), "seeds/a.txt") == "2024-03-15-in-a-move-that-has-stirred-controversy-415ebf9c"


@given(
    st.text(max_size=500),
    st.none() | st.dates(dt.date(1, 1, 1)),
    st.text(st.characters(codec=None), max_size=20),
    st.integers(40, 120),
)
def test_every_name_is_safe_short_and_says_no_date_where_there_is_none(
    headline: str, date: dt.date | None, source: str, limit: int
) -> None:
    stem = file_stem(an_article(headline=headline, date=date), source, limit)
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d|no-date)(-[a-z0-9]+)*-[0-9a-f]{8}", stem)
    assert len(f"{stem}.md") <= limit


def test_articles_that_read_alike_have_different_names() -> None:
    assert file_stem(an_article(), "seeds/a.txt") != file_stem(an_article(), "seeds/b.txt")
