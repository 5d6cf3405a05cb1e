"""Entries of a list of references in their parts."""

from pathlib import Path

import pytest
import typst

from front_pages import ACM, BODY, CHINESE, typeset
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


NAMES = ("Berg A, Dorn C", "Ek O, Falk E", "Holm G, Ivers K", "Jansen I, Lund K", "Moe N, Nyman O", "Olsen P, Quist R")
HEAD = '#set page(width: 612pt, height: 792pt, margin: 60pt)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
COLUMNS = HEAD + "#set par(justify: true)\n#set page(columns: 2)\n#align(center, text(17pt)[The Orders of a Shelf])\n"


def entries(count: int) -> list[str]:
    """Entries of one to three rows."""
    more = "with What Readers Found Who Walked along All of Them for a Year "
    ends = [f"{more * (i % 3)}and its notes. J Shelves {1990 + i % 30};{i}:10–19." for i in range(1, count + 1)]
    return [f"{NAMES[i % 6]}. The order of shelf number {i} {end}" for i, end in enumerate(ends, 1)]


def count_of(tmp_path: Path, source: str) -> int:
    path = tmp_path / "paper.typ"
    path.write_text(source, encoding="utf-8")
    typst.compile(str(path), output=str(tmp_path / "paper.pdf"), ignore_system_fonts=True)
    found = read_paper(tmp_path / "paper.pdf").references
    assert all("shelf number" in entry.text for entry in found)
    return len(found)


def body(*heads: str) -> str:
    return "".join(f'#block(text(13pt, weight: "bold")[{head}])\n{BODY * 3}\n\n' for head in heads)


def test_a_list_goes_on_behind_the_statements_beside_its_beginning(tmp_path: Path) -> None:
    """Statements at the top of the right column stand between two parts of the list."""
    listed = [f"#par(hanging-indent: 10pt, text(8pt)[{entry}])\n\n" for entry in entries(50)]
    statement = '#block(text(13pt, weight: "bold")[@])\nAll the readers walked along all the notes of the shelves.\n\n'
    source = (
        COLUMNS + f"#align(center, text(17pt)[The Orders of a Shelf])\n{body('Introduction', 'Method')}#pagebreak()\n"
    )
    source += body("Conclusion") * 2 + '#block(text(13pt, weight: "bold")[References])\n' + "".join(listed[:6])
    source += "#colbreak()\n" + "".join(statement.replace("@", head) for head in ("Author contributions", "Funding"))
    source += "".join(listed[6:])
    source += (
        "#text(8pt)[Conflict of interest: The readers declare that they had no other reason to walk along them.]\n"
    )
    assert count_of(tmp_path, source) == 50


def test_marks_in_a_column_of_their_own_belong_to_the_entries(tmp_path: Path) -> None:
    rows = ", ".join(f"[{i}.], [{entry}]" for i, entry in enumerate(entries(60), 1))
    listed = f"#text(8pt)[#grid(columns: (10pt, 1fr), column-gutter: 6pt, row-gutter: 2pt, {rows})]\n"
    source = COLUMNS + body("Introduction", "Method", "Conclusion")
    assert count_of(tmp_path, source + '#block(text(13pt, weight: "bold")[References])\n' + listed) == 60


def test_white_space_alone_parts_entries(tmp_path: Path) -> None:
    listed = "".join(f"#block(above: 7pt, text(8pt)[{entry}])\n" for entry in entries(40))
    source = COLUMNS + "#set par(leading: 3pt)\n" + body("Introduction", "Method", "Conclusion")
    assert count_of(tmp_path, source + '#block(text(13pt, weight: "bold")[References])\n' + listed) == 40
