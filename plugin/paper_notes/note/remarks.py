"""A section of a note that the program keeps: what its reader highlighted and commented in the PDF.

It stands between two comments, and nothing outside of them is touched. The quotations are the paper's words and the
comments a reader's: both are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from paper_notes.messages import Message
from paper_notes.note.escape import escape

BEGIN = "<!-- paper-notes:remarks -->"
END = "<!-- /paper-notes:remarks -->"
_REGION = re.compile(rf"\n*{re.escape(BEGIN)}.*?{re.escape(END)}[ \t]*\n*", re.S)
_HEADING = Message("Marked while reading", "阅读批注")
_WHERE = Message(
    "Highlights and comments in the PDF; each build writes this section anew.",
    "来自 PDF 里的高亮与批注；每次构建会重写这一节。",
)
_NO_TEXT = Message("a passage that can't be shown as text", "有一处无法以文字显示的内容")
_PAGE = Message("On page {}:", "第 {} 页：")


class RemarkLike(Protocol):
    """A remark: its page (from 1), the words that are marked ("" for none), and the comment ("" for none)."""

    @property
    def page(self) -> int: ...
    @property
    def quote(self) -> str: ...
    @property
    def comment(self) -> str: ...


def with_remarks(text: str, remarks: Sequence[RemarkLike], language: str) -> str:
    """The text with the section as these remarks make it: in its place, else at the end; without remarks, away."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    found = _REGION.search(text.replace("\r\n", "\n"))
    if found is None and not remarks:
        return text
    plain = text.replace("\r\n", "\n")
    before, after = (plain[: found.start()], plain[found.end() :]) if found else (plain.rstrip("\n"), "")
    section = f"\n\n{_section(remarks, language)}\n" if remarks else "\n"
    return f"{before}{section}{f'{chr(10)}{after}' if after else ''}".replace("\n", line_end)


def _section(remarks: Sequence[RemarkLike], language: str) -> str:
    parts = [BEGIN, f"## {_HEADING.in_language(language)}", f"*{_WHERE.in_language(language)}*"]
    for remark in remarks:
        comment = escape(remark.comment)
        if remark.quote:
            cited = f"> “{escape(remark.quote)}” [p. {remark.page}](paper.pdf#page={remark.page})"
            parts.append(cited + (f"\n>\n> {comment}" if comment else ""))
        else:
            said = comment or _NO_TEXT.in_language(language)
            parts.append(f"> {_PAGE.in_language(language).format(remark.page)} {said}")
    return "\n\n".join([*dict.fromkeys(parts), END])
