"""Bytes of a page, a feed or a corpus into text, whatever their encoding."""

import codecs
import re

from reader.intake.needs import needed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,80}?encoding=["']([\w:.-]+)""", re.I
)
_PRESCAN = 4096
"""Bytes in which a page names its encoding; HTML asks for the first 1024, many pages need more."""
_SAMPLE = 2**18
"""Bytes that are looked at to guess an encoding."""
_GUESSED = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859_2", "koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "cp949", "utf_16_le", "utf_16_be"),
]
"""Those of the Encoding Standard: hardly any text is in another one, and many could be."""
_SEVEN_BITS = ("iso2022", "hz")
"""Encodings whose bytes are UTF-8 too, and nonsense as such."""
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What browsers read for a name, the Encoding Standard says (https://encoding.spec.whatwg.org/#names-and-labels)."""


def decoded(data: bytes, declared: str = "") -> str:
    """`data` as text, by `encoding_of`; what no encoding reads becomes U+FFFD."""
    return data.decode(encoding_of(data, declared), "replace")


def encoding_of(data: bytes, declared: str = "") -> str:
    """The encoding of `data`, which may be the beginning of something longer.

    By byte order mark, then UTF-8 where it fits, then as declared outside or inside, then by charset-normalizer. UTF-8
    goes before what is declared: hardly any other text fits it by chance, and wrong labels are common.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked:
        return marked
    inside = _META.search(data, 0, _PRESCAN)
    named = (inside[1] or inside[2]).decode("ascii") if inside else ""
    said = [encoding for name in (declared, named) if (encoding := _codec(name))]
    fitting = (encoding for encoding in sorted([*said, "utf-8"], key=_order) if _fits(data, encoding))
    return next(fitting, said[0] if said else _guessed(data))


def _order(encoding: str) -> int:
    return 0 if encoding.startswith(_SEVEN_BITS) else 1 if encoding == "utf-8" else 2


def _codec(name: str) -> str:
    try:
        usual = codecs.lookup(name.strip()).name
        "".encode(usual)  # not one that turns bytes into bytes
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(usual, usual)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(data: bytes) -> str:
    """UTF-8 with a few wrong bytes, as it says of itself, else as charset-normalizer finds."""
    if data.decode("utf-8", "replace").count("\ufffd") * 100 < len(data):
        return "utf-8"
    best = needed("charset_normalizer").from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED).best()
    return str(best.encoding) if best else "utf-8"
