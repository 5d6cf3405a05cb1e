"""Lines of authors as people print them."""

from pathlib import Path

import pymupdf
import pytest

from paper_notes.paper.front.authors import authors_of
from paper_notes.paper.pdf.pages import Line, interpret, read_page


def lines_of(path: Path, *rows: str) -> list[Line]:
    """The rows, set centred below one another; two spaces make a wide gap."""
    document = pymupdf.open()
    page = document.new_page()
    font = pymupdf.Font("tiro")
    writer = pymupdf.TextWriter(page.rect)
    for number, row in enumerate(rows):
        parts = row.split("  ")
        width = sum(font.text_length(part, 11) for part in parts) + 30 * (len(parts) - 1)
        x = 306 - width / 2
        for part in parts:
            writer.append((x, 100 + 14 * number), part, font=font, fontsize=11)
            x += font.text_length(part, 11) + 30
    writer.write_text(page)
    document.save(path)
    return list(read_page(interpret(pymupdf.open(path)[0])).lines)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["JOHN A. SMITH, MEMBER, IEEE, AND MARY B. JONES, FELLOW, IEEE"], ["JOHN A. SMITH", "MARY B. JONES"]),
        (["John Smith, MIT CSAIL", "Mary Jones, Stanford University"], ["John Smith", "Mary Jones"]),
        (
            ["Ada Berg, Karin Holm, Anna", "Lindqvist, and Olof Ek"],
            ["Ada Berg", "Karin Holm", "Anna Lindqvist", "Olof Ek"],
        ),
        (["Ada Berg, Karin Holm", "Anna Lindqvist, Olof Ek"], ["Ada Berg", "Karin Holm", "Anna Lindqvist", "Olof Ek"]),
        (["Kaiming He  Jian Sun", "Microsoft Research", "{kahe, jiansun}@microsoft.com"], ["Kaiming He", "Jian Sun"]),
        (["A. Vaswani, N. Shazeer and L. Kaiser"], ["A. Vaswani", "N. Shazeer", "L. Kaiser"]),
        (["Sepp Hochreiter (TU Munich) and Anna Schmidhuber (IDSIA)"], ["Sepp Hochreiter", "Anna Schmidhuber"]),
        (["by Donald E. Knuth"], ["Donald E. Knuth"]),
        (
            ["Wei Zhang1,2, Li Na1 and Bo Yang2", "1 Tsinghua University 2 Peking University"],
            ["Wei Zhang", "Li Na", "Bo Yang"],
        ),
        (["John Smith john@x.edu, Mary Jones mary@y.edu"], ["John Smith", "Mary Jones"]),
        (["Ada Berg", "Uppsala", "Sweden", "Karin Holm", "Bell Labs, Murray Hill, NJ"], ["Ada Berg", "Karin Holm"]),
        (["Ada Berg, Ph.D., Karin Holm, M.D., and Olof Ek, PhD"], ["Ada Berg", "Karin Holm", "Olof Ek"]),
        (
            ["Anne-Marie d'Arc, Ludwig van Beethoven & Yi-Fan Wu"],
            ["Anne-Marie d'Arc", "Ludwig van Beethoven", "Yi-Fan Wu"],
        ),
        (["Dept. of Lines, University of Lund"], []),
    ],
)
def test_names_alone_are_read(tmp_path: Path, rows: list[str], names: list[str]) -> None:
    assert list(authors_of(lines_of(tmp_path / "authors.pdf", *rows))) == names


def test_the_pdf_s_own_metadata_is_a_witness_only(tmp_path: Path) -> None:
    lines = lines_of(tmp_path / "authors.pdf", "Voltaire, Institute of Letters")
    assert authors_of(lines, "Microsoft Word User") == ()
