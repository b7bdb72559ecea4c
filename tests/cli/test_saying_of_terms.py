"""What the person says of key terms on the command line."""

from pathlib import Path

import pytest

from cli_builders import KIM, Reader


def terms(reader: Reader, seeds: Path) -> list[str]:
    return [record["term"] for record in reader("terms", seeds, KIM, "--json").records]


def test_a_term_is_pinned_hidden_and_forgotten_and_twice_is_once(reader: Reader, seeds: Path) -> None:
    before = terms(reader, seeds)
    for _ in range(2):
        assert reader("terms", seeds, "--pin", "parachuting  training").code == 0
        assert terms(reader, seeds)[0] == "parachuting training"
    for _ in range(2):
        assert reader("terms", seeds, "--hide", "Russia").code == 0
        assert "Russia" not in terms(reader, seeds)
    assert 'hidden = [\n    "Russia",\n]' in (seeds.parent / "annotations" / "terms.toml").read_text("utf-8")
    for term in ("Parachuting Training", "Russia"):
        assert reader("terms", seeds, "--forget", term).err == "reader: Saved.\n"
    assert terms(reader, seeds) == before


def test_a_joined_term_is_another_name_until_it_is_forgotten(reader: Reader, seeds: Path) -> None:
    before = terms(reader, seeds)
    assert reader("terms", seeds, "--join", "U.S.", "West").err == "reader: Saved. --forget takes it back.\n"
    joined = {record["term"]: record["variants"] for record in reader("terms", seeds, KIM, "--json").records}
    assert "U.S." not in joined
    assert "U.S." in joined["West"]
    assert reader("terms", seeds, "--forget", "U.S.").code == 0
    assert terms(reader, seeds) == before


@pytest.mark.parametrize("said", [("--pin", " "), ("--hide", "…"), ("--join", "x", ""), (KIM, "--pin", "x")])
def test_what_names_no_term_is_refused(reader: Reader, seeds: Path, said: tuple[str, ...]) -> None:
    assert reader("terms", seeds, *said).code == 2
    assert not (seeds.parent / "annotations" / "terms.toml").exists()
