"""Reading in processes of their own: what a page or a job does to its process."""

import operator
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from paper_notes.errors import EncryptedPdf, NotAPdf, ReadingFailed
from paper_notes.paper.model import Paper
from paper_notes.paper.pdf.isolation import Limits, PaperReader


def bomb(path: Path, *, deep: int = 9) -> None:
    """Three pages; the second draws a form that draws ten forms that draw ten forms …: MuPDF never finishes it."""
    document = pymupdf.open()
    for number in (1, 2, 3):
        document.new_page().insert_text((72, 100), f"This is what page {number} of the paper says to its readers.")
    inner = b"BT /F0 9 Tf 10 10 Td (x) Tj ET"
    below = 0
    for _ in range(deep):
        xref = document.get_new_xref()
        resources = f"/XObject << /A {below} 0 R >>" if below else ""
        document.update_object(
            xref, f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {resources} >> >>"
        )
        document.update_stream(xref, b" /A Do" * 10 if below else inner)
        below = xref
    page = document[1]
    resources = int(document.xref_get_key(page.xref, "Resources")[1].split()[0])
    document.xref_set_key(resources, "XObject", f"<< /A {below} 0 R >>")
    contents = page.get_contents()[0]
    document.update_stream(contents, document.xref_stream(contents) + b"\n/A Do")
    document.save(path)


@pytest.fixture(scope="module")
def reader() -> Iterator[PaperReader]:
    with PaperReader(1, Limits(page_seconds=3, memory=1 << 30)) as reader:
        yield reader


def test_a_page_that_never_ends_costs_that_page(reader: PaperReader, tmp_path: Path) -> None:
    bomb(tmp_path / "bomb.pdf")
    paper = reader.read(tmp_path / "bomb.pdf")
    assert paper.pages == 3
    assert "page 1" in paper.page_texts[0]
    assert paper.page_texts[1] == ""
    assert "page 3" in paper.page_texts[2]
    lost = [problem for problem in paper.problems if problem.page == 2]
    assert len(lost) == 1
    assert lost[0].hint


def test_a_job_that_kills_its_process_is_told_and_the_next_one_runs(reader: PaperReader) -> None:
    with pytest.raises(ReadingFailed, match="abort"):
        reader.run(os.abort, 20).result()
    with pytest.raises(ReadingFailed, match="too long"):
        reader.run(time.sleep, 1, 60).result()
    with pytest.raises(ReadingFailed, match="memory"):
        reader.run(bytearray, 20, 3 << 30).result()
    assert reader.run(operator.mul, 20, 2, 4).result() == 8


def test_many_papers_come_with_their_errors(reader: PaperReader, tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "Words")
    document.save(tmp_path / "good.pdf")
    document.save(tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    (tmp_path / "empty.pdf").touch()
    found = dict(reader.read_many(sorted(tmp_path.glob("*.pdf"))))
    assert isinstance(found[tmp_path / "good.pdf"], Paper)
    assert isinstance(found[tmp_path / "locked.pdf"], EncryptedPdf)
    assert isinstance(found[tmp_path / "empty.pdf"], NotAPdf)


PARENT = """
import os
from paper_notes.paper.pdf.isolation import PaperReader

if __name__ == "__main__":
    with PaperReader() as reader:
        print(reader.run(os.getpid, 60).result(), flush=True)
        reader.run(exec, 600, "while True: pass").result()
"""


def test_workers_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 20
    while time.monotonic() < end and _alive(worker):
        time.sleep(0.1)
    assert not _alive(worker)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
