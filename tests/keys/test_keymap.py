"""The person's own keys: sequences, clashes, and what each key is called."""

import pytest

from reader.settings import parse
from reader.tui.commands import COMMANDS
from reader.tui.keymap import Keymap, keymap_of, keys_of, written


def keymap(keys: str) -> Keymap:
    settings, problems = parse(f"[keys]\n{keys}")
    assert problems == ()
    made, problems = keymap_of(settings)
    assert problems == ()
    return made


def problems_of(keys: str) -> list[tuple[int, str]]:
    settings, _ = parse(f"[keys]\n{keys}")
    return [(problem.line, problem.reason) for problem in keymap_of(settings)[1]]


def command(id: str):  # type: ignore[no-untyped-def]
    return next(command for command in COMMANDS if command.id == id)


@pytest.mark.parametrize(
    ("typed", "keys", "shown"),
    [
        ("g g", ("g", "g"), "g g"),
        ("G", ("G",), "G"),
        ("shift+g", ("G",), "G"),
        ("Ctrl+X s", ("ctrl+x", "s"), "ctrl+x s"),
        ("Esc", ("escape",), "Esc"),
        ("shift+Down", ("shift+down",), "Shift+↓"),
        (", ?", (",", "?"), ", ?"),
        ("space space", ("space", "space"), "Space Space"),
        ("+", ("+",), "+"),
        ("ctrl++", ("ctrl++",), "ctrl++"),
    ],
)
def test_keys_are_written_as_a_person_knows_them(typed: str, keys: tuple[str, ...], shown: str) -> None:
    assert keys_of(typed) == keys
    assert written(keys) == shown


def test_the_keys_of_the_table_clash_nowhere_and_need_no_keymap() -> None:
    assert keymap_of(parse("")[0]) == (Keymap(), ())
    assert Keymap().singles == {}


def test_with_one_key_changed_all_others_stay() -> None:
    made = keymap('top = ["home", "g g"]')
    assert made.singles["top"] == "home"
    assert made.singles["next"] == "j,down"
    assert made.of(command("top")) == (("home",), ("g", "g"))
    assert {id for id, keys in made.singles.items() if keys == "unbound"} == set()
    assert keymap("star = []").singles["star"] == "unbound"
    assert keymap('star = ","').singles["star"] == "comma"


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ('nxet = "j"', 2, "there is no command “nxet”; did you mean “next”?"),
        ('next = "jj"', 2, "there is no key “jj”."),
        ('next = "pagedwon"', 2, "there is no key “pagedwon”; did you mean “pagedown”?"),
        ('next = "hyper+j"', 2, "“hyper” is none of ctrl, alt, shift, super."),
        ('next = "k"', 2, "“k” is a key of “next” and also one of “previous”."),
        ('star = "m"', 2, "“m” is a key of “read” and also one of “star”."),
        ('\n\nread = "s"', 4, "“s” is a key of “read” and also one of “star”."),
        ('bottom = "g e"', 2, "“g” is a key of “top” and begins “g e” of “bottom”."),
        ('bottom = "g e"\ntop = "g e e"', 3, "“g e” is a key of “bottom” and begins “g e e” of “top”."),
    ],
)
def test_what_cannot_hold_is_refused_with_its_line(keys: str, line: int, said: str) -> None:
    assert [(at, reason) for at, reason in problems_of(keys) if said in reason and at == line]


def test_two_commands_may_change_keys_with_one_another() -> None:
    assert problems_of('read = "s"\nstar = "m"') == []


def test_a_key_of_visual_mode_may_mean_something_else_outside_it() -> None:
    assert problems_of('export = "w"') == []


def test_a_sequence_is_followed_key_by_key() -> None:
    made = keymap('top = "g g"\nbottom = "g e"\nswap = "g o"')
    places = tuple(command(id).place for id in ("top", "star"))
    assert {c.id for _, c in made.begun(("g",), places)} == {"top", "bottom"}
    assert [c.id for _, c in made.begun(("g", "e"), places)] == ["bottom"]
    assert made.begun(("g", "x"), places) == []
