"""Quotations as Markdown: block quotes and quotation marks, each followed by its page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN
from paper_notes.note.escape import escape
from paper_notes.note.words import cite
from paper_notes.writing.extract.candidates import Passage

_LATIN = r"A-Za-z0-9À-ɏͰ-Ͽ⁰-ₜᵢ-ᵪ\U0001d400-\U0001d7ff"
_BORDER = re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN}])")
_AT_PUNCTUATION = re.compile(
    rf"(?<=[，。、；：？！（）《》])\s+|\s+(?=[，。、；：？！（）《》])|(?<=[{HAN}])\s+(?=[{HAN}])"
)
_INNER = str.maketrans({"“": "‘", "”": "’"})


def spaced(text: str) -> str:
    """Chinese text with a space between Han characters and Latin letters or digits, on both sides, and none at its
    punctuation: text layers have them as the typesetter's stretched gaps fell. Other text is left as it is."""
    if not is_chinese(text):
        return text
    return _BORDER.sub(" ", _AT_PUNCTUATION.sub("", text))


def block(passages: Iterable[Passage]) -> str:
    """One block quote, a paragraph for each passage; "" when there is none."""
    return "\n>\n".join(
        f"> {escape(spaced(passage.text))} {cite(passage.page, passage.end_page)}" for passage in passages
    )


def inline(passage: Passage) -> str:
    """A passage in quotation marks; double ones within it become single ones, as is the custom."""
    text = re.sub(r'"([^"]*)"', r"‘\1’", spaced(passage.text)).translate(_INNER)
    return f"“{escape(text)}” {cite(passage.page, passage.end_page)}"


def bullets(passages: Iterable[Passage]) -> str:
    """A list of passages in quotation marks."""
    return "\n".join(f"- {inline(passage)}" for passage in passages)


def numbered(passages: Iterable[Passage]) -> str:
    """A numbered list of passages in quotation marks."""
    return "\n".join(f"{i}. {inline(passage)}" for i, passage in enumerate(passages, 1))


def paragraphs(parts: Iterable[str]) -> str:
    """Blocks of Markdown with a blank line between; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
