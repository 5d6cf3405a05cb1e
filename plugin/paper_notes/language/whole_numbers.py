"""Whole numbers in text from outside."""

from __future__ import annotations

MOST_DIGITS = 15
"""A longer number counts nothing here, and Python refuses to read one of thousands of digits."""


def whole_number(text: str) -> int | None:
    """The number that the text is; None when it isn't one.

    ``str.isdigit`` also holds for signs such as ² and ①, which ``int`` refuses.
    """
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
