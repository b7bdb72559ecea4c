"""What a person, or another program, gives a note, as it is kept."""

from reader.text.safety import clean, clean_line, unify_newlines


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags as they are kept: one line each, no `#` in front, no blanks around, each once."""
    lines = (" ".join(clean_line(tag).split()).lstrip("#").strip("/ ") for tag in tags)
    return tuple(dict.fromkeys(line for line in lines if line))


def clean_note(note: str) -> str:
    """A note as it is kept: fit for a terminal, without blank ends."""
    return clean(unify_newlines(note)).strip()
