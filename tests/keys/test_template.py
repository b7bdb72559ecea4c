"""The person's own form of notes on Markdown pages."""

from pathlib import Path

import pytest

from article_builders import LIMOUSINE
from reader.errors import Unusable
from reader.settings import Settings
from reader.workspace.desk import Workspace, open_workspace
from tui_builders import annotate

FORM = """\
{{ quote }}

{% for tag in tags %}
- [[{{ tag }}]]
{% endfor %}
{{ note }} ({{ by }}, {{ created }}, {{ place }}) {{ anchor }}
"""


def desk(seeds: Path, source: str) -> Workspace:
    template = seeds.parent / "note.md.j2"
    template.write_text(source)
    workspace = open_workspace(seeds, by="ana", settings=Settings(template=template))
    workspace.refresh()
    return workspace


def page_of(workspace: Workspace) -> str:
    exported = workspace.export(workspace.digest())
    (page,) = (*exported.written, *exported.unchanged)
    return page.read_text()


def test_a_template_is_the_inside_of_each_note_and_exporting_again_changes_nothing(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, "brazen defiance", ("un/sanctions", "quote"), "Who says *so*?")
    workspace = desk(seeds, FORM)
    page = page_of(workspace)
    assert "> brazen defiance\n\n- [[un/sanctions]]\n- [[quote]]\nWho says *so*? (ana, 20" in page
    assert "[line 1]" in page
    assert workspace.export(workspace.digest()).written == ()


def test_words_of_an_article_stay_words_in_a_template(seeds: Path) -> None:
    (seeds / "x.txt").write_text("A <script>alert(1)</script> [[link]] in a text that is long enough to read.\n")
    annotate(seeds, "x.txt", "<script>alert(1)</script> [[link]]")
    assert "> \\<script\\>alert(1)\\</script\\> \\[\\[link\\]\\]" in page_of(desk(seeds, "{{ quote }}"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("one\n{% for %}", "line 2"),
        ("{{ qoute }}", "'qoute' is undefined"),
        ("{{ quote.__class__.__mro__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_template_that_cannot_hold_is_refused_with_what_is_wrong(seeds: Path, source: str, said: str) -> None:
    annotate(seeds, LIMOUSINE, "brazen defiance")
    with pytest.raises(Unusable, match=r"note\.md\.j2") as refused:
        page_of(desk(seeds, source))
    assert said in str(refused.value)


def test_a_template_that_is_missing_is_said(seeds: Path) -> None:
    annotate(seeds, LIMOUSINE, "brazen defiance")
    workspace = open_workspace(seeds, settings=Settings(template=seeds / "none"))
    workspace.refresh()
    with pytest.raises(Unusable, match="No such file"):
        page_of(workspace)
