"""The tags of a library: counted, described and renamed."""

from collections import Counter
from contextlib import suppress

from reader.catalogue.turns import CatalogueBusy
from reader.codebook import Codebook
from reader.errors import NotFound, Unusable
from reader.model.tag_names import is_within
from reader.model.tag_ranking import ranked
from reader.model.tag_tree import TagNode, tag_tree
from reader.workspace.cleaning import clean_note, clean_tags
from reader.workspace.copying import Copying
from reader.workspace.notebook import Notebook
from reader.workspace.shelf import Shelf


class Tagging(Shelf):
    """A shelf, and the tags that its articles carry."""

    notebook: Notebook
    codebook: Codebook
    _copying: Copying

    def tagged(self) -> Counter[tuple[str, ...]]:
        """The tags that annotations carry together, with how many carry just those; also where the article is gone."""
        with suppress(CatalogueBusy):  # what was copied last must do
            self.copy_annotations()
        gone = (annotation for source in self._copying.left_out for annotation in self.notebook.of(source))
        return self.catalogue.tagged() + Counter(annotation.tags for annotation in gone if annotation.tags)

    def tags(self) -> Counter[str]:
        """Every tag in use, with how many annotations carry it."""
        found = Counter[str]()
        for tags, times in self.tagged().items():
            found.update(dict.fromkeys(tags, times))
        return found

    def likely_tags(self) -> tuple[str, ...]:
        """Every tag on the articles of the folder, those first that were used often and of late; then the codebook's.

        Cheap, for completing.
        """
        self.copy_annotations()
        used = ranked(self.catalogue.tag_uses())
        known = {tag.lower() for tag in used}
        return (*used, *(tag for tag in self.codebook.now.planned if tag.lower() not in known))

    def tag_tree(self, *, planned: bool = False) -> tuple[TagNode, ...]:
        """The same as a tree by `/`; also with those of the codebook that no note has yet."""
        tagged = self.tagged()
        if planned:
            tagged.update({(tag,): 0 for tag in self.codebook.now.planned})
        return tag_tree(tagged)

    def codes(self) -> dict[str, str]:
        """What each tag of the library stands for, as far as that was said, in order of the tree."""
        codes = self.codebook.now
        tags = [node.tag for node in self.tag_tree(planned=True)] if codes.described else []
        said = {tag: codes.of(tag) for tag in sorted(tags, key=lambda tag: tag.lower().split("/"))}
        return {tag: text for tag, text in said.items() if text}

    def describe_tag(self, tag: str, text: str) -> str:
        """Say in the codebook what a tag stands for, or with an empty text nothing any more; what it said before.

        Raises NotSaved, and Unusable where the name is none.
        """
        for name in clean_tags((tag,)):
            codes = self.codebook.now
            self.codebook.write(codes.describe(name, clean_note(text)))
            return codes.of(name)
        raise Unusable("Name the tag.")

    def rename_tag(self, old: str, new: str) -> tuple[str, ...]:
        """As `Notebook.rename_tag`, also in the codebook, where the old name keeps what it says in case of an undo.

        Raises Unusable where a name is none, both are one, or the new one is below the old.
        """
        before, after = clean_tags((old,)), clean_tags((new,))
        if not before or not after or before == after:
            raise Unusable("Name the tag as it is, and as it is to be.")
        if after[0].lower() != before[0].lower() and is_within(*after, *before):
            raise Unusable(f"#{after[0]} is below #{before[0]}: a tag cannot go below itself.")
        codes = self.codebook.now
        if (changed := codes.rename(*before, *after)) != codes:
            self.codebook.write(changed)
        try:
            return self.notebook.rename_tag(*before, *after)
        except NotFound:
            if changed == codes:
                raise
            self.codebook.write(changed.forget(*before))
            return ()
