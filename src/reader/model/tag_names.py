"""Tags as paths: `un/sanctions` is below `un`. In a name, capitals do not count."""


def renamed(tag: str, old: str, new: str) -> str:
    """What `tag` is called when `old`, and all below it, are called `new`."""
    return "/".join((new, *tag.split("/")[old.count("/") + 1 :])) if is_within(tag, old) else tag


def is_within(tag: str, above: str) -> bool:
    """Whether `tag` is `above` or below it."""
    return f"{tag}/".lower().startswith(f"{above}/".lower())
