"""How many of what, in words."""


def counted(number: int, what: str) -> str:
    """A number with the noun it counts: `1 note`, `2,000 notes`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
