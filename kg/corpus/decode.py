"""Bytes -> text: by byte order mark, as UTF-8, then as GB18030, always strictly."""

from __future__ import annotations

import codecs
import re

from kg.model import UnreadableSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a packed file (such as .docx, .ofd or .zip)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (such as .doc or .wps)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SAVE = "save it as UTF-8"


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; raises UnreadableSource where the bytes are no text."""
    for magic, kind in _KINDS:
        if content.startswith(magic):
            raise UnreadableSource(f"{kind}, not text: convert it to .txt or .html first")
    text, encoding = _decode(content)
    text = text.removeprefix("\ufeff")
    controls = len(_CONTROL.findall(text[:100_000]))
    if "\0" in text or controls > len(text[:100_000]) / 100:
        raise UnreadableSource("binary: the file holds control characters, no text")
    return text, encoding


def is_html(text: str) -> bool:
    """Whether a text of no telling file name is a web page."""
    return _MARKUP.match(text) is not None


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    f"wrong encoding: marked as {encoding.upper()}, but byte {error.start} is not; {_SAVE}"
                ) from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass  # not an error yet: the other encodings follow
    hint = _hint(content)
    for encoding in dict.fromkeys((hint or "gb18030", "gb18030")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == hint != "gb18030" or _reads_as_chinese(text):
            return text, encoding
    if b"\0" in content[:100_000]:
        raise UnreadableSource("binary: the file holds zero bytes, no text")
    raise UnreadableSource(f"wrong encoding: neither UTF-8 nor GB18030; {_SAVE}")


def _hint(content: bytes) -> str | None:
    """The encoding that a web page claims, where Python knows it; gb2312 and gbk mean gb18030."""
    claimed = _CHARSET.search(content[:4096])
    if claimed is None:
        return None
    try:
        name = codecs.lookup(claimed[1].decode("ascii")).name
    except LookupError:
        return None
    if name in {"gb2312", "gbk", "gb18030"}:
        return "gb18030"
    # Of the rest only the encodings of Chinese fail on bytes that are not theirs.
    return name if name in {"big5", "big5hkscs", "cp950", "utf-16", "utf-16-le", "utf-16-be"} else None


def _reads_as_chinese(text: str) -> bool:
    """Whether bytes that GB18030 accepts were meant so: it accepts nearly any bytes, but what comes
    of wrong ones has few of the 3,755 characters of GB 2312's first level, which fill real texts."""
    sample = text[:100_000]
    wide = [c for c in sample if c >= "\u3400" and not "\uff00" <= c <= "\uffef"]
    if not wide:
        return False
    common = sum(_first_level(c) for c in wide)
    return common >= 0.7 * len(wide)


def _first_level(character: str) -> bool:
    code = character.encode("gb18030")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1
