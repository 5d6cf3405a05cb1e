"""Offsets into a text to lines and columns, both from 1, columns in characters (Unicode code points)."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of one text. ``\\n``, ``\\r\\n`` and a lone ``\\r`` end a line; a byte order mark has no column."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each line's first character."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        index = bisect_right(self.starts, offset) - 1
        column = offset - self.starts[index] + 1
        if index == 0 and column > 1 and self.text.startswith(BOM):
            column -= 1
        return index + 1, column

    def span(self, line: int) -> tuple[int, int]:
        """Offsets of a line's first character and of the end of its text, line end left out; line from 1."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_text(self, line: int) -> str:
        """A line's text without its end."""
        start, end = self.span(line)
        return self.text[start:end].lstrip(BOM) if line == 1 else self.text[start:end]
