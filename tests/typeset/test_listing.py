"""The list of articles in rows."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reader.model.listing import Listing
from reader.typeset.dates import full_date
from reader.typeset.listing import RowKind, Sheet, group_from, set_listing

DATES = st.lists(st.one_of(st.none(), st.dates(dt.date(2024, 1, 1), dt.date(2024, 3, 9))), max_size=15)


def sheet(*dates: str) -> Sheet:
    return set_listing(listing([dt.date.fromisoformat(date) if date else None for date in dates]))


def listing(dates: list[dt.date | None]) -> list[Listing]:
    newest_first = sorted(dates, key=lambda date: date or dt.date.min, reverse=True)
    return [Listing(f"{i}.txt", f"Headline {i}", date, "", 10) for i, date in enumerate(newest_first)]


def rows(sheet: Sheet) -> list[str]:
    return [sheet.row(index).text for index in range(len(sheet))]


def test_articles_stand_under_their_months_and_days() -> None:
    assert rows(sheet("2024-03-16", "2024-03-16", "2024-03-15", "2024-02-29", "")) == [
        "March 2024", "Sat 16", "Headline 0", "Headline 1", "Fri 15", "Headline 2",
        "February 2024", "Thu 29", "Headline 3",
        "No date", "Headline 4",
    ]  # fmt: skip


def test_the_same_day_of_another_month_has_a_heading_of_its_own() -> None:
    assert rows(sheet("2024-03-15", "2023-03-15"))[2:] == ["Headline 0", "March 2023", "Wed 15", "Headline 1"]


def test_days_and_months_are_written_in_english_whatever_the_locale() -> None:
    assert full_date(dt.date(2024, 3, 15)) == "Fri 15 March 2024"


@given(dates=DATES)
def test_every_article_has_one_row_and_is_found_on_it(dates: list[dt.date | None]) -> None:
    sheet = set_listing(listing(dates))
    assert [row.article for row in map(sheet.row, range(len(sheet))) if row.kind is RowKind.ARTICLE] == list(
        range(len(dates))
    )
    for article in range(len(dates)):
        assert sheet.article_near(sheet.row_of(article)) == article


@given(dates=DATES.filter(bool), here=st.integers(0, 14), steps=st.integers(-3, 3))
def test_days_are_gone_through_by_their_first_articles(dates: list[dt.date | None], here: int, steps: int) -> None:
    rows = listing(dates)
    here = min(here, len(rows) - 1)
    target = group_from(set_listing(rows).firsts, here, steps)
    firsts = [i for i, row in enumerate(rows) if i == 0 or rows[i - 1].date != row.date]
    assert target in firsts
    if steps > 0:
        assert target > here or target == firsts[-1]
    if steps < 0:
        assert target < here or here == target == 0


def test_a_day_back_goes_to_the_beginning_of_the_day_first() -> None:
    days = sheet("2024-03-16", "2024-03-15", "2024-03-15")
    assert group_from(days.firsts, 2, -1) == 1
    assert group_from(days.firsts, 1, -1) == 0
    assert group_from(days.firsts, 0, 1) == 1
