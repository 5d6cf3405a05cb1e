"""What ``read --json`` prints fits its schema, and sentences, headings and cells tell where they stand."""

import json
from pathlib import Path

import msgspec
import pymupdf
import pytest
from click.testing import CliRunner

from paper_notes.commands.read import command
from paper_notes.paper.model import Paper
from paper_notes.paper.public import PaperRecord, public, schema
from paper_notes.paper.reader import read_paper
from typeset_papers import caption, paper, prose

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "read.schema.json"
TABLE = "#table(columns: 3, [Model], [Dev], [Test], [Base], [81.6], [79.9], [Large], [86.6], [86.3])\n"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("public") / "paper.pdf"
    body = "= Introduction\n" + prose(30) + caption("Table 1: Scores of two models.") + TABLE
    path.write_bytes(paper(body + "= Method\n" + prose(40)))
    return path


@pytest.fixture(scope="module")
def read(pdf: Path) -> Paper:
    return read_paper(pdf)


def test_the_schema_that_is_published_is_the_one_that_is_kept() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == schema()


def test_the_command_prints_records_that_fit_the_schema(pdf: Path) -> None:
    done = CliRunner().invoke(command, ["--json", str(pdf)])
    assert done.exit_code == 0
    record = msgspec.json.decode(done.stdout, type=PaperRecord)  # unknown and missing fields are errors
    assert record.figures and record.sections and record.sections[-1].paragraphs


def test_the_command_prints_the_schema_without_a_paper() -> None:
    done = CliRunner().invoke(command, ["--schema"])
    assert done.exit_code == 0 and json.loads(done.stdout) == schema()
    assert CliRunner().invoke(command, []).exit_code == 2


def test_a_sentence_stands_where_its_words_are_printed(pdf: Path, read: Paper) -> None:
    with pymupdf.open(pdf) as document:
        for section in read.sections:
            for sentence in section.sentences:
                assert sentence.places and sentence.places[0].page == sentence.page
                first, last = sentence.places[0], sentence.places[-1]
                begins = _words(document, first.page, first.box)
                ends = _words(document, last.page, last.box)
                assert sentence.text.split()[0] in begins, "its first word is in the first box"
                assert sentence.text.split()[-1] in ends, "its last word is in the last box"


def _words(document: pymupdf.Document, page: int, box: tuple[float, ...]) -> list[str]:
    x0, y0, x1, y1 = box
    return [
        word[4]
        for word in document[page - 1].get_text("words")
        if x0 - 6 <= (word[0] + word[2]) / 2 <= x1 + 6 and y0 - 1 <= (word[1] + word[3]) / 2 <= y1 + 1
    ]


def test_headings_and_cells_have_boxes(pdf: Path, read: Paper) -> None:
    record = public(read)
    with pymupdf.open(pdf) as document:
        for section in (s for s in record.sections if s.title):
            (place,) = section.places
            assert section.title.split()[-1] in _words(document, place.page, tuple(place.bbox))
        (table,) = record.figures
        assert table.kind == "table" and len(table.cells) == 9 and table.certainty >= 0.9
        for cell in table.cells:
            assert cell.text in _words(document, table.page, tuple(cell.bbox))
