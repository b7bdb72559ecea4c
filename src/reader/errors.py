"""Everything that the reader raises on purpose, as one small tree.

Each error carries one sentence for the person, made of our own words and of
text that already passed `reader.text.safety`.
"""


class ReaderError(Exception):
    """The root: whoever talks to the person catches this and says its sentence."""


class Unusable(ReaderError):
    """The command, the folder or an argument cannot be used as it stands."""


class NotFound(ReaderError):
    """An article, an annotation or a quote that was named is not there."""


class CannotRead(ReaderError):
    """One article cannot be read; the sentence is the reason."""


class NotSaved(ReaderError):
    """A change is not on the disk; nothing that was saved before is touched."""


class StoreRefused(NotSaved):
    """The store is not ours to write: another program's file, or a newer schema."""
