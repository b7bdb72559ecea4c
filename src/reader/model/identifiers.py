"""The names that annotations and articles have outside the reader: URIs that say nothing about this machine.

`tag:` URIs (RFC 4151) never break and never point into a file system; `localhost` may mint them (RFC 6761), since
nobody looks them up. A snapshot is named by its own hash (RFC 6920).
"""

from urllib.parse import quote, unquote_to_bytes

_MINTED = "tag:reader.localhost,2026:"
_ANNOTATION = f"{_MINTED}annotation/"
_ARTICLE = f"{_MINTED}article/"
_TAG = f"{_MINTED}tag/"
_COLLECTION = f"{_MINTED}collection/"
_HASH = "sha256-"
_SNAPSHOT = "ni:///sha-256;"


def annotation_uri(id: str) -> str:
    """The URI of an annotation by its ULID."""
    return _ANNOTATION + id


def annotation_id(uri: str) -> str:
    """The ULID in a URI of `annotation_uri`; empty for any other."""
    return uri.removeprefix(_ANNOTATION) if uri.startswith(_ANNOTATION) else ""


def article_uri(source: str) -> str:
    """The URI of an article by its name in the store, as in `Target.source`, whatever bytes are in it."""
    return _ARTICLE + quote(_bytes(source), safe="/")


def article_source(uri: str) -> str:
    """The name in a URI of `article_uri`; empty for any other."""
    if not uri.startswith(_ARTICLE):
        return ""
    return unquote_to_bytes(uri.removeprefix(_ARTICLE)).decode("utf-8", "surrogateescape")


def tag_uri(tag: str) -> str:
    """The URI of what a tag stands for; capitals do not count."""
    return _TAG + quote(_bytes(tag.lower()), safe="/")


def collection_uri(library: str) -> str:
    """The URI of all annotations of a library, by its name; a prefix of all such URIs for an empty one."""
    return _COLLECTION + quote(_bytes(library), safe="")


def snapshot_uri(hash: str) -> str:
    """The URI of a version of an article by `Article.hash`."""
    return _SNAPSHOT + hash.removeprefix(_HASH)


def snapshot_hash(uri: str) -> str:
    """The `Article.hash` in a URI of `snapshot_uri`; empty for any other."""
    return _HASH + uri.removeprefix(_SNAPSHOT) if uri.startswith(_SNAPSHOT) else ""


def _bytes(name: str) -> bytes:
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that no byte stands for
        return name.encode("utf-8", "replace")
