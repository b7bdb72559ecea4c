"""The tags in use as a tree, with counts that keep what a query answers."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.model.tag_tree import TagNode, tag_tree

TAGS = st.lists(st.sampled_from(["un", "UN", "a", "A/b"]), min_size=1, max_size=4).map("/".join)
TAGGED = st.lists(st.frozensets(TAGS, max_size=3).map(tuple), max_size=12)


def test_a_tag_stands_before_those_below_it_and_beside_it_the_most_used_comes_first() -> None:
    tagged = {("un/sanctions", "car"): 2, ("un",): 1, ("un/resolutions",): 1, ("zoo",): 9}
    assert tag_tree(tagged) == (
        TagNode("zoo", 0, 9, 9),
        TagNode("un", 0, 1, 4),
        TagNode("un/sanctions", 1, 2, 2),
        TagNode("un/resolutions", 1, 1, 1),
        TagNode("car", 0, 2, 2),
    )
    assert [node.name for node in tag_tree(tagged)] == ["zoo", "un", "sanctions", "resolutions", "car"]


def test_an_annotation_with_a_tag_and_one_below_it_counts_once() -> None:
    assert tag_tree({("un", "un/sanctions", "un/oil"): 1})[0] == TagNode("un", 0, 1, 1)


def test_a_tag_shows_in_the_form_that_is_used_most() -> None:
    assert tag_tree({("UN/oil",): 1, ("un",): 2}) == (TagNode("un", 0, 2, 3), TagNode("UN/oil", 1, 1, 1))


def test_slashes_without_a_name_between_them_make_no_tag() -> None:
    assert tag_tree({("a//b",): 1, ("/a/",): 1, ("/",): 1, (): 5}) == (TagNode("a", 0, 1, 2), TagNode("a//b", 1, 1, 1))


@given(TAGGED)
def test_each_tag_counts_the_annotations_that_carry_it_or_one_below_it(tagged: list[tuple[str, ...]]) -> None:
    tree = tag_tree(Counter(tagged))
    for node in tree:
        start = f"{node.tag}/".lower()
        assert node.count == sum(any(f"{tag}/".lower().startswith(start) for tag in tags) for tags in tagged)
        assert node.own == sum(any(f"{tag}/".lower() == start for tag in tags) for tags in tagged)
        assert node.depth == node.tag.count("/")
    shown = [node.tag.lower() for node in tree]
    assert len(set(shown)) == len(shown)
    assert {tag.lower() for tags in tagged for tag in tags} <= set(shown)


def test_what_somebody_nested_a_hundred_thousand_times_is_one_tag_below_twenty() -> None:
    tree = tag_tree({("/".join("a" * 100_000),): 1})
    assert [node.depth for node in tree] == list(range(21))
