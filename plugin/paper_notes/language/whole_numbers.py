"""Whole numbers in text from outside."""

from __future__ import annotations

MOST_DIGITS = 15
"""A longer number counts nothing here, and Python refuses to read one of thousands of digits."""

LARGEST = 10**MOST_DIGITS


def capped(digits: str) -> int:
    """The number that a row of decimal digits is; :data:`LARGEST` for a longer one, which is out of every range."""
    return int(digits) if len(digits) <= MOST_DIGITS else LARGEST


def whole_number(text: str) -> int | None:
    """The number that the text is; None when it isn't one.

    ``str.isdigit`` also holds for signs such as ² and ①, which ``int`` refuses.
    """
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
