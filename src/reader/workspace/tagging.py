"""The tags of a library: counted, and renamed."""

from collections import Counter

from reader.errors import Unusable
from reader.model.tag_tree import TagNode, tag_tree
from reader.workspace.cleaning import clean_tags
from reader.workspace.copying import Copying
from reader.workspace.notebook import Notebook
from reader.workspace.shelf import Shelf
from reader.workspace.tags import is_within


class Tagging(Shelf):
    """A shelf, and the tags that its articles carry."""

    notebook: Notebook
    _copying: Copying

    def tagged(self) -> Counter[tuple[str, ...]]:
        """The tags that annotations carry together, with how many carry just those; also where the article is gone."""
        self.copy_annotations()
        gone = (annotation for source in self._copying.left_out for annotation in self.notebook.of(source))
        return self.catalogue.tagged() + Counter(annotation.tags for annotation in gone if annotation.tags)

    def tags(self) -> Counter[str]:
        """Every tag in use, with how many annotations carry it; cheap, for completing."""
        found = Counter[str]()
        for tags, times in self.tagged().items():
            found.update(dict.fromkeys(tags, times))
        return found

    def tag_tree(self) -> tuple[TagNode, ...]:
        """The same as a tree by `/`."""
        return tag_tree(self.tagged())

    def rename_tag(self, old: str, new: str) -> tuple[str, ...]:
        """As `Notebook.rename_tag`. Raises Unusable where a name is none, both are one, or the new is below the old."""
        before, after = clean_tags((old,)), clean_tags((new,))
        if not before or not after or before == after:
            raise Unusable("Name the tag as it is, and as it is to be.")
        if after[0].lower() != before[0].lower() and is_within(*after, *before):
            raise Unusable(f"#{after[0]} is below #{before[0]}: a tag cannot go below itself.")
        return self.notebook.rename_tag(*before, *after)
