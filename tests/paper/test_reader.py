from pathlib import Path

import pymupdf
import pytest

from paper_notes.errors import DamagedPdf, EncryptedPdf, NotAPdf, PaperError
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
