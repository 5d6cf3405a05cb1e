"""Characters as PDFs hold them, made readable: accents set beside their letter, ligatures, superscripts."""

from __future__ import annotations

import re
import unicodedata

# Spacing accents that old TeX fonts print as a glyph of their own, beside the letter they belong to.
_COMBINING = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¨": "\u0308",
    "ˇ": "\u030c",
    "˘": "\u0306",
    "˙": "\u0307",
    "˝": "\u030b",
    "¯": "\u0304",
    "˚": "\u030a",
}
_BELOW = {"¸": "\u0327", "˛": "\u0328"}
_BEFORE = re.compile(rf"([{''.join(_COMBINING)}]) ?([A-Za-zı])")
_AFTER = re.compile(rf"([A-Za-zı])([{''.join(_COMBINING)}])(?=[\s,.;:)]|$)")
_CEDILLA_AFTER = re.compile(r"([cCsStTeEaA])([¸˛])")
_CEDILLA_BEFORE = re.compile(r"([¸˛]) ?([cCsStTeEaA])")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " ", "\u2009": " "}
    # Chinese journals hold their letters and digits at full width and print them in faces of the usual one
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code).isalnum() or chr(code) == "％"}
)
_WIDE_POINT = re.compile(r"(?<=\d)．(?=\d)")
_NEGATED = re.compile("\u0338\\s*([=∈∼≡])")
_INVISIBLE = re.compile(r"[\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f]")
_HALF = re.compile("[\ud800-\udfff]")
_SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_RAISED = re.compile(r"[\d+\-−–(),.\s]*\d[\d+\-−–(),.\s]*")

_CLOSING = "”\"'’)）」』] "
_RAISED_MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_RAISED_END = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+(?:[,–][⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)*$")
_SPACE_BEFORE = re.compile(r"(?<=[\w)\]}’”\"]) ([.,;:])(?=\s|$)")


def readable(text: str) -> str:
    """Resolve ligatures and no-break spaces, put accents on their letters, and give letters and digits their usual
    width; drop invisible characters."""
    if text.isascii():
        return text if text.isprintable() else _INVISIBLE.sub("", text).replace("\t", " ")
    text = _INVISIBLE.sub("", text.translate(_LIGATURES))
    if "\u00ad" in text:  # a soft hyphen shows only at a line's end
        text = text[:-1].replace("\u00ad", "") + text[-1:]
    if "．" in text:
        text = _WIDE_POINT.sub(".", text)
    if "\u0338" in text:
        text = _NEGATED.sub(lambda m: unicodedata.normalize("NFC", m[1] + "\u0338"), text)
    if any(mark in text for mark in _COMBINING):
        text = _AFTER.sub(lambda m: _accent(m[1], m[2], m[0]), text)
        text = _BEFORE.sub(lambda m: _accent(m[2], m[1], m[0]), text)
    if "¸" in text or "˛" in text:
        text = _CEDILLA_AFTER.sub(lambda m: unicodedata.normalize("NFC", m[1] + _BELOW[m[2]]), text)
        text = _CEDILLA_BEFORE.sub(lambda m: unicodedata.normalize("NFC", m[2] + _BELOW[m[1]]), text)
    return text.replace("\t", " ")


def _accent(letter: str, mark: str, printed: str) -> str:
    whole = unicodedata.normalize("NFC", ("i" if letter == "ı" else letter) + _COMBINING[mark])
    return whole if len(whole) == 1 else printed


def whole(text: str) -> str:
    """The halves of a character of two UTF-16 units joined; a half alone, which no file can hold, is unknown."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def raised(text: str) -> str:
    """Superscript digits for raised numbers, so that a citation or an exponent isn't read as part of a number."""
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else text


def tidy(text: str) -> str:
    """White space as one writes it: single, none before a comma or a full stop."""
    text = " ".join(text.split())
    if " ." in text or " ," in text or (text.isascii() and (" ;" in text or " :" in text)):
        return _SPACE_BEFORE.sub(r"\1", text)
    return text


def ends_sentence(text: str, marks: str = ".!?:;。．！？：；…") -> bool:
    """Whether the text ends with one of the marks; quotation marks, brackets and raised citations may follow it."""
    bare = text.rstrip()
    if bare[-1:] in _RAISED_MARKS:
        bare = _RAISED_END.sub("", bare)
    return bare.rstrip(_CLOSING).endswith(tuple(marks))
