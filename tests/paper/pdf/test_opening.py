"""The gate to PDFs: no other way in, nothing on the terminal, damage told with what was lost."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

import paper_notes
from paper_notes.errors import DamagedPdf, PaperError
from paper_notes.paper.pdf.opening import MOST_PAGES, messages, open_pdf, told
from paper_notes.paper.reader import read_paper

PACKAGE = Path(paper_notes.__file__).parent
GATE = "paper/pdf/opening.py"
OWN = {"export/pictures.py", "export/formulas.py", "export/pdf.py"}
"""Modules that open documents which this program has just made itself, in memory."""
LOADER = "paper/pdf/mupdf.py"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    with pymupdf.open() as document:
        for number in range(6):
            page = document.new_page()
            for line in range(20):
                page.insert_text((72, 80 + 20 * line), f"Walnut trees, page {number + 1}, line {line + 1} of it.")
        document.save(path, deflate=True)
    return path


def test_no_other_module_opens_a_document_or_imports_pymupdf() -> None:
    for file in PACKAGE.rglob("*.py"):
        name = file.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("pymupdf.open", "pymupdf.Document"):
                made_here = name in OWN and not any("path" in ast.unparse(each) for each in node.args)
                assert name == GATE or made_here, f"{name}:{node.lineno} opens a document"
            if isinstance(node, ast.Import):
                assert not any(each.name.startswith(("pymupdf", "fitz")) for each in node.names) or name == LOADER, name


def test_importing_the_reading_room_loads_neither_onnx_nor_mkdocs() -> None:
    code = (
        "import sys, paper_notes.paper, paper_notes.paper.pdf.isolation, paper_notes.paper.model;"
        "print([n for n in ('onnxruntime', 'pymupdf', 'mkdocs', 'pymupdf.layout') if n in sys.modules]);"
        "import paper_notes.paper.reader;"
        "print([n for n in ('onnxruntime', 'mkdocs', 'yaml', 'PIL') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]


def test_a_pipe_a_device_and_a_folder_are_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for path, what in (
        (tmp_path / "pipe.pdf", "pipe"),
        (Path("/dev/zero"), "device"),
        (tmp_path / "folder.pdf", "is a f"),
    ):
        with pytest.raises(PaperError, match=what):
            read_paper(path)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.9])
def test_a_truncated_file_is_known_as_a_part(pdf: Path, share: float) -> None:
    whole, data = read_paper(pdf), pdf.read_bytes()
    pdf.write_bytes(data[: int(len(data) * share)])
    try:
        paper = read_paper(pdf)
    except DamagedPdf:
        return
    assert paper.damage or paper.page_texts == whole.page_texts
    assert "cut off" in paper.problems[0].message


def test_a_file_that_only_lost_its_table_of_objects_is_repaired_and_whole(pdf: Path) -> None:
    data = pdf.read_bytes()
    pdf.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", data))
    paper = read_paper(pdf)
    assert not paper.damage
    assert not paper.lost_pages
    assert "nothing that its pages need was lost" in paper.problems[0].message


def test_pages_whose_data_are_garbled_are_named(pdf: Path) -> None:
    data = bytearray(pdf.read_bytes())
    starts = [
        found.end()
        for found in re.finditer(rb"stream\r?\n", bytes(data))
        if data[found.start() - 3 : found.start()] != b"end"
    ]
    at = starts[1] + 10
    data[at : at + 12] = b"\xff" * 12
    pdf.write_bytes(bytes(data))
    paper = read_paper(pdf)
    assert len({*paper.lost_pages, *paper.partial_pages}) == 1
    assert any("damaged" in problem.message for problem in paper.problems)


@pytest.mark.parametrize("count", [b"2000000000", b"-1", str(MOST_PAGES + 1).encode()])
def test_a_list_of_pages_that_lies_is_told_as_damage(pdf: Path, count: bytes) -> None:
    pdf.write_bytes(re.sub(rb"/Count 6", b"/Count " + count, pdf.read_bytes()))
    try:
        paper = read_paper(pdf)
    except DamagedPdf as error:
        assert "code=" not in str(error)
    else:
        assert paper.damage or paper.pages == 6


def test_what_mupdf_says_is_caught_and_told_once_with_a_count(pdf: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pdf.write_bytes(pdf.read_bytes()[:-900])
    with open_pdf(pdf):
        said = messages()
    assert said
    assert told(said).count("repair") <= 2
    assert capfd.readouterr() == ("", "")
    assert not messages()
