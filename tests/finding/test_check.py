import gzip
import json

import pytest

from abstracts import records, write
from paper_notes.errors import UsageError
from paper_notes.finding.checking_file import check
from paper_notes.finding.source import open_source


def test_faults_are_counted_and_named_by_line(tmp_path):
    rows = records(2)
    path = write(tmp_path / "c.jsonl", rows)
    with path.open("ab") as file:
        file.write(b'{"id": broken\n\n\xff\xfe\n[1, 2]\n')
        file.write(json.dumps({**rows[0], "title": "again"}).encode() + b"\n")
        file.write(json.dumps({**rows[0], "id": "x", "abstract": "  \n"}).encode() + b"\n")
        file.write(json.dumps({"id": "y", "title": None, "abstract": "a", "authors": []}).encode())
    report = check(open_source(path))
    assert (report.records, report.kept, report.blank_lines) == (9, 6, 1)
    assert report.malformed_lines == [7, 9, 10]
    assert (report.duplicates, report.duplicate_lines, report.duplicate_ids) == (1, [11], [rows[0]["id"]])
    assert report.incomplete_lines == [12, 13]
    assert (report.fields["abstract"].empty, report.fields["title"].missing) == (1, 1)
    assert report.fields["authors"].empty == 1
    assert report.years["2010"] == 5
    assert report.categories["cs.IR"] == 4


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_kept_is_the_lines_as_they_stand(tmp_path, monkeypatch, workers):
    monkeypatch.setattr("paper_notes.finding.source.BLOCK_BYTES", 700)
    rows = records(5)
    path = write(tmp_path / "c.jsonl", rows + rows[:4])
    report = check(open_source(path), out=tmp_path / "kept.jsonl", workers=workers)
    whole = path.read_bytes().split(b"\n")[: len(rows)]
    assert (tmp_path / "kept.jsonl").read_bytes().split(b"\n") == [*whole, b""]
    assert report.duplicate_lines == [16, 17, 18, 19]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_compressed_tables_and_other_columns_are_read(tmp_path):
    rows = records(2)
    lines = write(tmp_path / "c.jsonl", rows)
    with gzip.open(tmp_path / "c.jsonl.gz", "wb") as file:
        file.write(lines.read_bytes())
    named = [{"paper": r["id"], "title": r["title"], "summary": r["abstract"], "authors": ["A", "B"]} for r in rows]
    write(tmp_path / "other.jsonl", named)
    (tmp_path / "t.csv").write_text('id,title,abstract,authors\n1,T,"A, b",X and Y\n2,,c,\n', encoding="utf-8")
    wholes = [
        check(open_source(tmp_path / "c.jsonl.gz")).kept,
        check(open_source(tmp_path / "other.jsonl", {"id": "paper", "abstract": "summary"})).kept,
        check(open_source(tmp_path / "t.csv")).kept,
    ]
    assert wholes == [6, 6, 1]
    assert next(open_source(tmp_path / "t.csv").records()).authors == ("X", "Y")


def test_parquet_is_read(tmp_path):
    pytest.importorskip("pyarrow")
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(records(3)), tmp_path / "c.parquet")
    source = open_source(tmp_path / "c.parquet")
    assert check(source).kept == 9
    assert next(source.records()).date == "2010-04-02"


def test_what_can_be_no_corpus_is_told(tmp_path):
    (tmp_path / "pdf.jsonl").write_bytes(b"%PDF-1.7\n\xff\n")
    for path, word in ((tmp_path / "none", "no file"), (tmp_path / "pdf.jsonl", "can't be read")):
        with pytest.raises(UsageError, match=word):
            open_source(path)
    with pytest.raises(UsageError, match="no column 'sumary'"):
        open_source(write(tmp_path / "c.jsonl", records(1)), {"abstract": "sumary"})


def test_a_stopped_check_leaves_no_half_file(tmp_path):
    path = write(tmp_path / "c.jsonl", records(3))

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "kept.jsonl").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        check(open_source(path), out=tmp_path / "kept.jsonl", advance=stop)
    assert (tmp_path / "kept.jsonl").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "kept.jsonl"]
