"""A codebook: what each tag stands for, as content analysis has it (Krippendorff, Content Analysis, chapter 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reader.model.tag_names import is_within, renamed


@dataclass(frozen=True)
class Codes:
    """What the person wrote of tags; in a tag's name, capitals do not count."""

    described: Mapping[str, str] = field(default_factory=dict)
    """From a tag to what it stands for."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """From a tag to what it is called since. What it stood for stays under both names: so a renaming can be undone."""

    def of(self, tag: str) -> str:
        """What a tag stands for, or nothing."""
        return self._by_name.get(tag.lower(), "")

    def describe(self, tag: str, text: str) -> "Codes":
        """With `text` as what `tag` stands for; with an empty one nothing is said of it any more."""
        described = {name: said for name, said in self.described.items() if name.lower() != tag.lower()}
        kept = {old: new for old, new in self.renamed.items() if tag.lower() not in (old.lower(), new.lower())}
        return Codes(described | ({tag: text} if text else {}), kept)

    def rename(self, old: str, new: str) -> "Codes":
        """With what is said of `old`, and of all below it, said of `new` too, where nothing is said of that yet."""
        if old.lower() == new.lower():
            return self
        moved = {renamed(tag, old, new): said for tag, said in self.described.items() if is_within(tag, old)}
        fresh = {tag: said for tag, said in moved.items() if not self.of(tag)}
        return Codes({**self.described, **fresh}, {**self.renamed, old: new}) if moved else self

    def forget(self, old: str) -> "Codes":
        """Without what is kept of the old name for an undo."""
        described = {tag: said for tag, said in self.described.items() if not is_within(tag, old)}
        return Codes(described, {name: new for name, new in self.renamed.items() if name != old})

    @property
    def planned(self) -> tuple[str, ...]:
        """The tags that are described, given or not, but for those that have, or had, another name."""
        names = [name for pair in self.renamed.items() for name in pair]
        return tuple(tag for tag in self.described if not any(is_within(tag, name) for name in names))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {tag.lower(): said for tag, said in self.described.items()}
