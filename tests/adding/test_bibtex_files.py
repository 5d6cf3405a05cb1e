"""BibTeX files of reference managers: which PDFs their entries name."""

from __future__ import annotations

import pytest
import yaml

from paper_notes.adding.bibtex import pdf_paths
from paper_notes.commands.add import add_all
from paper_notes.errors import UsageError
from paper_notes.library.folders import Library
from papers import write_paper


@pytest.mark.parametrize(
    ("field", "paths"),
    [
        ("paper.pdf", ["paper.pdf"]),
        ("/a/b c.pdf;/a/page.html", ["/a/b c.pdf"]),
        ("Full Text PDF:files/12/paper.pdf:application/pdf;Snapshot:files/13/p.html:text/html", ["files/12/paper.pdf"]),
        (":paper.pdf:PDF", ["paper.pdf"]),
        ("A description\\: of it:sub/paper.pdf:PDF;:other.pdf:PDF", ["sub/paper.pdf", "other.pdf"]),
        (":home/me/paper.pdf:pdf", ["home/me/paper.pdf"]),
        ("PDF:C\\:\\\\Users\\\\me\\\\paper.pdf:application/pdf", ["C:\\Users\\me\\paper.pdf"]),
        (":C$\\backslash$:/Users/me/paper.pdf:pdf", ["C:/Users/me/paper.pdf"]),
        (":C:/Users/me/paper.pdf:pdf", ["C:/Users/me/paper.pdf"]),
        ("with\\;semicolon.pdf", ["with;semicolon.pdf"]),
        (":my\\_paper.pdf:PDF", ["my_paper.pdf"]),
        ("notes.txt", []),
        ("", []),
        (":::", []),
    ],
)
def test_file_fields(field, paths):
    assert pdf_paths(field) == paths


def test_a_library_of_a_reference_manager(tmp_path, capsys):
    write_paper(tmp_path / "files" / "1" / "paper.pdf")
    (tmp_path / "files" / "bad.pdf").write_bytes(b"no paper")
    (tmp_path / "refs.bib").write_text(
        """@string{x = {y}}
@article{lovelace, title = {Shelves}, doi = {10.1000/182}, file = {PDF:files/1/paper.pdf:application/pdf}}
@article{gone, file = {:gone.pdf:PDF}}
@misc{linked, eprint = {1706.03762}, archiveprefix = {arXiv}}
@misc{bad, file = {files/bad.pdf}}
@article{broken, file = {files/1/paper.pdf
""",
        encoding="utf-8",
    )
    library = Library(tmp_path / "paper-notes")
    assert add_all(library, (str(tmp_path / "refs.bib"),)) == 1
    shown = capsys.readouterr()
    (folder,) = library.folders()
    assert shown.out.splitlines()[0] == f"{folder.pdf} added; the next build writes its note"
    assert yaml.safe_load(folder.settings_file.read_text(encoding="utf-8")) == {
        "title": "Shelves",
        "doi": "10.1000/182",
    }
    said = shown.err.splitlines()
    assert len(said) == 4
    assert "gone: gone.pdf is not there" in said[0]
    assert "linked: the entry names no PDF; try `paper-notes add 1706.03762`" in said[1]
    assert "refs.bib: bad is not a PDF" in said[2]
    assert "line 6: the entry can't be read" in said[3]


def test_several_papers_and_one_line_each(tmp_path, capsys):
    one = write_paper(tmp_path / "one.pdf")
    library = Library(tmp_path / "paper-notes")
    assert add_all(library, (str(one), "nowhere.pdf", str(one))) == 1
    shown = capsys.readouterr()
    assert shown.out.count("added") == 1
    assert len(shown.err.splitlines()) == 2
    assert "one.pdf is in the library already: " in shown.err
    with pytest.raises(UsageError, match="one by one"):
        add_all(library, (str(one), str(one)), "shelf")
    (tmp_path / "empty").mkdir()
    assert add_all(library, (str(tmp_path / "empty"),)) == 1
    assert "holds no PDF" in capsys.readouterr().err
