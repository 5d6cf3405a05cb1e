"""Entries of a list of references in their parts."""

from pathlib import Path

import pytest

from front_pages import ACM, CHINESE, typeset
from paper_notes.paper.front.reference_parts import entry_of
from paper_notes.paper.model import Reference
from paper_notes.paper.reader import read_paper


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "[1] A. Berg, C. Dorn, and E. Falk. Orders of shelves. Journal of Arrangement, 12(3):44–59, 2019.",
            ("1", ("A. Berg", "C. Dorn", "E. Falk"), "Orders of shelves", 2019, "Journal of Arrangement"),
        ),
        (
            "12. Berg A, Dorn C (2019) The order of shelves. J Arrange 12:44-59.",
            ("12", ("Berg A", "Dorn C"), "The order of shelves", 2019, "J Arrange"),
        ),
        (
            "Berg, A. B., & Dorn, C. (2019). Orders of shelves. Journal of Arrangement, 12, 44–59.",
            ("", ("Berg, A. B.", "Dorn, C"), "Orders of shelves", 2019, "Journal of Arrangement"),
        ),
        (
            "[3] A. Berg and C. Dorn, “Orders of shelves,” in Proc. Conf. Shelves, 2019, pp. 1–9.",
            ("3", ("A. Berg", "C. Dorn"), "Orders of shelves", 2019, "Proc. Conf. Shelves"),
        ),
        (
            "[4] 王芳, 刘洋, 等. 书架的次序[J]. 书架学报, 2016, 37(2): 12-19.",
            ("4", ("王芳", "刘洋"), "书架的次序", 2016, "书架学报"),
        ),
        (
            "5 Holm CR, Ek KA, Berg K, et al. Walking along the notes. Br J Shelves 2016;115:1147–55.",
            ("5", ("Holm CR", "Ek KA", "Berg K"), "Walking along the notes", 2016, "Br J Shelves"),
        ),
        ("[7] The notes of a reader who walked along them without a stop", ("7", (), "", None, "")),
    ],
)
def test_the_parts_of_an_entry(text: str, parts: tuple[str, tuple[str, ...], str, int | None, str]) -> None:
    entry = entry_of(text)
    assert (entry.label, entry.authors, entry.title, entry.year, entry.venue) == parts
    assert entry.text == text


def test_identifiers_are_read() -> None:
    entry = entry_of("[2] G. Holm. Walking along notes. arXiv preprint arXiv:1706.03762, 2017. doi:10.1234/ab.5678.")
    assert (entry.arxiv, entry.doi, entry.year) == ("1706.03762", "10.1234/ab.5678", 2017)


@pytest.mark.parametrize(("front", "count"), [(ACM, 3), (CHINESE, 2)])
def test_the_list_is_parted_into_its_entries(front: object, count: int, tmp_path: Path) -> None:
    found = read_paper(typeset(front, tmp_path / "paper.pdf")).references  # type: ignore[arg-type]
    assert len(found) == count
    assert all(isinstance(entry, Reference) and entry.year for entry in found)
