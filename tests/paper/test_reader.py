import os
from pathlib import Path

import pymupdf
import pytest

from paper_notes.errors import DamagedPdf, EncryptedPdf, NotAPdf, PaperError
from paper_notes.paper.pdf import ocr
from paper_notes.paper.reader import read_paper


def test_each_bad_file_has_its_own_error(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "A paper")
    whole = tmp_path / "whole.pdf"
    document.save(whole)
    (tmp_path / "cut.pdf").write_bytes(whole.read_bytes()[:60])
    (tmp_path / "zero.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_text("<!DOCTYPE html><html>not found</html>")
    document.save(tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    for name, error in [
        ("cut.pdf", DamagedPdf),
        ("zero.pdf", NotAPdf),
        ("page.pdf", NotAPdf),
        ("locked.pdf", EncryptedPdf),
        ("absent.pdf", PaperError),
    ]:
        with pytest.raises(error) as caught:
            read_paper(tmp_path / name)
        assert name in caught.value.message
        assert caught.value.hint, "an error says what to do"


def test_a_file_without_permission_to_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    pymupdf.open().new_page().parent.save(path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(PaperError, match="may not be read") as caught:
        read_paper(path)
    assert caught.value.hint


def test_a_thousand_pages_are_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    for number in range(1000):
        document.new_page().insert_text((72, 100), f"What stands on page {number + 1} is short.")
    document.save(tmp_path / "long.pdf")
    paper = read_paper(tmp_path / "long.pdf")
    assert paper.pages == 1000
    assert "page 1000" in paper.page_texts[999]


def scan(path: Path) -> Path:
    """A paper whose page is a picture."""
    drawn = pymupdf.open()
    page = drawn.new_page()
    page.insert_text((150, 90), "Reading Pictures of Pages", fontsize=22)
    page.insert_text((250, 125), "Ada Berg", fontsize=12)
    page.insert_textbox((72, 170, 540, 300), "Abstract. " + "The page is a picture and holds no letters at all. " * 6)
    document = pymupdf.open()
    document.new_page().insert_image(document[0].rect, pixmap=page.get_pixmap(dpi=200))
    document.save(path)
    return path


def test_a_scan_is_told_and_left_when_nothing_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "")
    paper = read_paper(scan(tmp_path / "scan.pdf"))
    assert not paper.has_text
    (problem,) = paper.problems
    assert "without a text layer" in problem.message
    assert "Tesseract" in problem.hint


@pytest.mark.skipif(not ocr.languages(), reason="Tesseract is not installed")
def test_a_scan_is_read_by_ocr(tmp_path: Path) -> None:
    paper = read_paper(scan(tmp_path / "scan.pdf"))
    assert paper.metadata.title == "Reading Pictures of Pages"
    assert paper.metadata.authors == ("Ada Berg",)
    assert "holds no letters" in paper.metadata.abstract
    assert "OCR" in paper.problems[0].message


def test_a_text_layer_of_signs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: "")
    document = pymupdf.open()
    soup = "Wkh skhqrphqrq zdv frqvlghuhg vwdqgdug lq prvw vwxglhv. ".translate(str.maketrans("aeiouy", "bcdfgb"))
    for _ in range(3):
        document.new_page().insert_textbox((72, 72, 540, 700), soup * 20)
    document.save(tmp_path / "soup.pdf")
    paper = read_paper(tmp_path / "soup.pdf")
    assert "signs instead of letters" in paper.problems[0].message
    assert not paper.sections
