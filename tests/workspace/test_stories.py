"""Articles that say the same terms, and articles that tell one story."""

from pathlib import Path

import pytest

from article_builders import GREENHOUSE, LIMOUSINE, SEEDS
from reader.catalogue.asking import Stop
from reader.catalogue.catalogue import Catalogue
from reader.catalogue.database import Overtaken
from reader.catalogue.query import Node
from reader.catalogue.selection import Selection
from reader.model.term import Frequency
from reader.workspace.desk import Workspace, open_workspace
from reader.workspace.stories import _says, frequencies, holding, same_story
from tui_builders import library


def opened(folder: Path) -> Workspace:
    workspace = open_workspace(folder)
    workspace.refresh()
    return workspace


def related(workspace: Workspace, id: str) -> list[str]:
    return [row.id for row in same_story(workspace, workspace.article(id))]


def test_the_two_seeds_tell_one_story_whichever_one_asks_from(tmp_path: Path) -> None:
    workspace = opened(library(tmp_path))
    assert related(workspace, LIMOUSINE) == [GREENHOUSE]
    assert related(workspace, GREENHOUSE) == [LIMOUSINE]


def test_the_same_words_weeks_later_are_another_story(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / GREENHOUSE).write_text((SEEDS / GREENHOUSE).read_text("utf-8").replace("2024-03-16", "2024-04-16"))
    assert related(opened(folder), LIMOUSINE) == []


def test_another_topic_of_the_same_day_is_another_story(tmp_path: Path) -> None:
    folder = library(tmp_path)
    text = "The Boston Red Sox signed Brock Holt. Holt said Boston was home, and Fenway Park cheered Holt. " * 3
    (folder / "sport.txt").write_text(f"date 2024-03-15 BOSTON — {text}")
    assert related(opened(folder), LIMOUSINE) == [GREENHOUSE]
    assert related(opened(folder), "sport.txt") == []


def test_a_name_is_held_however_it_is_written_and_a_surname_only_where_it_is_explained(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "other.txt").write_text(
        "date 2024-03-15 SEOUL — Kim Min-jae scored twice, and Kim was cheered by all who came."
    )
    workspace = opened(folder)
    leader = next(t for t in workspace.terms_of(workspace.article(LIMOUSINE)) if t.text == "Kim Jong Un")
    assert {row.id for row in holding(workspace, leader)} == {LIMOUSINE, GREENHOUSE}


def test_articles_that_say_a_term_are_counted_up_to_a_thousand_and_how_far_down_they_go(
    tmp_path: Path,
) -> None:
    folder = library(tmp_path)
    (folder / "undated.txt").write_text("Nothing was said.")
    for number in range(1200):
        said = "Kim Jong Un spoke." if number % 6 else "It rained."
        (folder / f"{number}.txt").write_text(f"date 2023-{1 + number % 12:02}-{1 + number % 28:02} SEOUL — {said}")
    workspace = opened(folder)
    terms = {term.text: term for term in workspace.terms_of(workspace.article(LIMOUSINE))}
    leader, car = frequencies(workspace, [terms["Kim Jong Un"], terms["Aurus Senat limousine"]])
    assert car == Frequency(2, 1203, more=False)
    assert (leader.articles, leader.more) == (1000, True)
    newest = [row.id for row in workspace.catalogue.listing][: leader.among]
    says = {row.id for row in holding(workspace, terms["Kim Jong Un"])}
    assert sum(id in says for id in newest) == 1000
    assert newest[-1] in says


def test_nobody_waits_for_a_story_that_is_not_wanted_any_more(tmp_path: Path) -> None:
    workspace = opened(library(tmp_path))
    article = workspace.article(LIMOUSINE)
    with pytest.raises(Overtaken):
        same_story(workspace, article, stop=lambda: True)
    assert same_story(workspace, article)


def test_terms_that_were_counted_are_not_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = opened(library(tmp_path))
    article = workspace.article(LIMOUSINE)
    found, terms = same_story(workspace, article), workspace.terms_of(article)
    known = list(zip(terms, frequencies(workspace, terms), strict=True))
    asked: list[Node] = []
    select = Catalogue.select

    def selected(self: Catalogue, query: Node, limit: int = -1, stop: Stop | None = None) -> Selection:
        asked.append(query)
        return select(self, query, limit, stop)

    monkeypatch.setattr(Catalogue, "select", selected)
    assert same_story(workspace, article, known=known) == found
    assert len(asked) > 1, "terms of the other report are counted"
    assert [query for query in asked if any(query == _says(term) for term in terms)] == []
