"""Text that could not be read for certain is not quoted, and a note says which pages were read by OCR."""

import pytest

from paper_notes.note.words import page_runs
from paper_notes.paper.model import Sentence
from paper_notes.writing.extract.phrases import PHRASES
from paper_notes.writing.extract.sentences import quality

SENTENCE = "We find that calcium waves cross the gap between two cells within 250 ± 41 seconds in all cultures."


def test_a_sentence_with_an_unread_character_is_not_quoted() -> None:
    assert quality(SENTENCE) > 0
    broken = SENTENCE.replace("±", "\ufffd")
    assert quality(broken) == 0
    assert Sentence(broken, 1, 1).doubtful and not Sentence(SENTENCE, 1, 1).doubtful


@pytest.mark.parametrize(("pages", "told"), [((3,), "3"), ((3, 5, 6, 7), "3, 5–7"), ((1, 2), "1–2")])
def test_pages_are_told_by_number(pages: tuple[int, ...], told: str) -> None:
    assert page_runs(pages) == told


def test_the_notice_names_the_pages() -> None:
    for phrases in PHRASES.values():
        assert "{pages}" in phrases.notice_ocr and "{page}" in phrases.ocr_some
