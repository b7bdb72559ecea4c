"""The commands, one a module; each module is imported only when its command is used, or listed in the help."""

NAMES = (
    "read",
    "list",
    "show",
    "terms",
    "search",
    "annotate",
    "edit",
    "remove",
    "undo",
    "redo",
    "notes",
    "tags",
    "export",
    "add",
    "feeds",
    "import-notes",
    "merge",
    "check",
    "config",
    "serve",
)
"""Every command, in the order of the help; each is a module here, `-` as `_`, that holds a `COMMAND`."""
