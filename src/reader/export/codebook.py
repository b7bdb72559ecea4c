"""The codebook as a Markdown page, on which the person may write as on every other one, and as a table."""

from collections.abc import Mapping

from reader.export.escaping import escaped_line, own_words
from reader.export.markdown import Record, Rendered, code_of, page_code, record_of, recorded
from reader.export.merging import merge
from reader.export.naming import short_hash
from reader.export.page import new_block
from reader.export.tags import safe_tag

NAME = "codebook.md"
_CODE = page_code("codebook")
"""In the place of an article's: no article's name in the store is without a slash."""


def owns(text: str) -> bool:
    """Whether a text is a page that `render` wrote."""
    return code_of(text) == _CODE


def render(codes: Mapping[str, str], existing: str | None) -> Rendered:
    """The page, a section for each tag, brought up to date from what the file holds now."""
    page = f"# Codebook\n\n{Record(_CODE, {}, ())}\n" if existing is None else existing
    record = record_of(page) or Record(_CODE, {}, ())
    wanted = [new_block(short_hash(tag.lower()), _section(tag, said), gone=False) for tag, said in codes.items()]
    merged = merge(page, 0, wanted, frozenset(record.notes))
    known = {*record.notes, *(block.id for block in wanted)} - merged.left
    return Rendered(recorded(merged.text, Record(_CODE, {}, tuple(sorted(known)))), merged.reports)


def _section(tag: str, said: str) -> str:
    name = safe_tag(tag)
    return "\n\n".join(filter(None, (f"## {escaped_line(tag)}", own_words(said), f"#{name}" if name else "")))
