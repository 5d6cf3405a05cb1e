"""What may be quoted from a page on which a character could not be read."""

import pytest

from paper_notes.paper.model import Metadata, Paper
from paper_notes.paper.quotations import find_quote

PRINTED = (
    "The error of the second method was 4.2 \ufffd 0.3 per cent in all trials. The first method has no error at all."
)
PAPER = Paper("0" * 64, 1, Metadata("Shelves", (), "", "en"), page_texts=(PRINTED,))


@pytest.mark.parametrize(
    "quote",
    [
        "The error of the second method was 4.2 0.3 per cent in all trials.",
        "The error of the second method was 4.2 ± 0.3 per cent in all trials.",
        "The error of the second method was 4.2 \ufffd 0.3 per cent in all trials.",
    ],
)
def test_a_quotation_across_an_unread_character_is_refused(quote: str) -> None:
    assert find_quote(quote, PAPER, 1) is None


def test_what_stands_beside_it_is_found() -> None:
    assert find_quote("The first method has no error at all.", PAPER, 1) is not None
