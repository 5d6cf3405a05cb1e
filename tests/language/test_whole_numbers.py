"""Whole numbers in text from outside."""

import pytest

from paper_notes.language.whole_numbers import LARGEST, capped, whole_number


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 7 ", 7), ("²", None), ("①", None), ("", None), ("9" * 16, None), ("-1", None)]
)
def test_what_is_a_number(text, number):
    assert whole_number(text) == number


def test_a_longer_number_is_out_of_every_range():
    assert capped("0042") == 42
    assert capped("9" * 15) == 10**15 - 1
    assert capped("9" * 5000) == LARGEST
