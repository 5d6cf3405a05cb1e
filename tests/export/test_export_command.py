from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from export_notes import HARD, write_library
from export_reading import formulas_of_site, site_html
from paper_notes.cli import cli
from paper_notes.errors import PaperNotesError
from paper_notes.export.docx import require_pandoc
from paper_notes.export.model import ExportError

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FILES = ("--to", "zhihu", "--to", "juejin", "--to", "wechat", "--to", "notion", "--to", "obsidian", "--to", "html")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    """Exit status and what was printed, as :func:`paper_notes.cli.main` would have it."""
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    if isinstance(result.exception, PaperNotesError):
        return 2, f"{result.output}{result.exception}\n"
    assert result.exception is None, result.exception
    return int(result.return_value or 0), result.output


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_give_the_same_bytes(project: Path) -> None:
    assert run("export", *FILES)[0] == 0
    first = digests(project / "export")
    assert {name.split("/")[0] for name in first} == {"zhihu", "juejin", "wechat", "notion", "obsidian", "html"}
    assert not any("an-extract" in name for name in first)
    shutil.rmtree(project / "export")
    (project / "paper-notes/hard/.published.json").unlink()
    assert run("export", *FILES)[0] == 0
    assert digests(project / "export") == first


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("$x_1$", "$\\frac{1$", "formula"),
        ("images/photo.jpg", "images/none.jpg", "images/none.jpg"),
        ("images/photo.jpg", "../../../secret.jpg", "missing-image"),
        ("title: 'Hard", "title: [", "YAML"),
        ("$x_1$", "$x_1$ and $`a`", ""),
    ],
)
def test_bad_notes_are_one_line_and_nothing_is_written(project: Path, old: str, new: str, words: str) -> None:
    (project.parent / "secret.jpg").write_bytes(b"\xff\xd8\xff")
    (project / "paper-notes/hard/README.md").write_text(HARD.replace(old, new), encoding="utf-8")
    status, said = run("export", "hard", *FILES)
    if not words:  # a lone mark is text, and stays text
        assert status == 0
        return
    assert status == 1
    assert len(said.strip().splitlines()) == 1
    assert words in said
    assert "README.md" in said
    assert not (project / "export").exists()
    assert not (project / "paper-notes/hard/.published.json").exists()


def test_a_picture_that_is_none_stops_its_note_only(project: Path) -> None:
    (project / "paper-notes/hard/images/photo.jpg").write_bytes(b"not a picture")
    status, said = run("export", "--to", "juejin")
    assert status == 1
    assert "photo.jpg" in said
    assert (project / "export/juejin/other/article.md").is_file()
    assert not (project / "export/juejin/hard").exists()


def test_extracts_are_refused_unless_asked_for(project: Path) -> None:
    status, said = run("export", "an-extract", "--to", "zhihu")
    assert status == 1
    assert "is an extract" in said
    # the extract of this test has no sections, which its settings allow
    assert run("export", "an-extract", "--to", "zhihu", "--extract")[0] == 0


def test_wrong_calls(project: Path) -> None:
    assert run("export", "hard")[0] == 2
    assert "Did you mean hard" in run("export", "hart", "--to", "zhihu")[1]
    assert run("export", "hard", "--to", "zhihu", "--images", "elsewhere")[0] == 2
    assert "--api" in run("export", "hard", "--to", "zhihu", "--api")[1]


def test_an_edited_export_is_kept(project: Path) -> None:
    run("export", "other", "--to", "juejin")
    article = project / "export/juejin/other/article.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nmy own line\n", encoding="utf-8")
    status, said = run("export", "other", "--to", "juejin")
    assert status == 1
    assert "--force" in said
    assert "my own line" in article.read_text(encoding="utf-8")
    assert run("export", "other", "--to", "juejin", "--force")[0] == 0
    assert "my own line" not in article.read_text(encoding="utf-8")


def test_a_picture_that_the_note_no_longer_has_goes(project: Path) -> None:
    run("export", "hard", "--to", "juejin")
    note = project / "paper-notes/hard/README.md"
    note.write_text(HARD.replace("![照片](images/photo.jpg)", ""), encoding="utf-8")
    assert run("export", "hard", "--to", "juejin")[0] == 0
    assert [path.name for path in (project / "export/juejin/hard/images").iterdir()] == ["fig1-arch.png"]


def test_status_tells_what_changed(project: Path) -> None:
    assert "hard  not exported" in run("publish-status")[1]
    run("export", "hard", "--to", "zhihu")
    assert "up to date" in run("publish-status", "hard")[1]
    note = project / "paper-notes/hard/README.md"
    note.write_text(HARD.replace("空间 $X_c$", "整个空间 $X_c$"), encoding="utf-8")
    (project / "paper-notes/hard/images/photo.jpg").write_bytes(b"other")
    said = run("publish-status", "hard")[1]
    assert "export/zhihu/hard" in said
    assert "changed since: 公式, images/photo.jpg" in said


def test_check_finds_what_a_platform_does_not_take(project: Path) -> None:
    bad = project / "bad.md"
    bad.write_text(
        "---\ntitle: x\n---\n\n```math\nx\n```\n\n"
        "![a](my%20pic.png) ![b](b.svg) &amp; $$y$$\n\n```\n&amp; $$z$$\n```\n",
        encoding="utf-8",
    )
    status, said = run("export", "--check", str(bad), "--to", "zhihu")
    assert status == 1
    for rule in ("front-matter", "math-fence", "space-in-address", "svg-picture", "entity", "dollar-formula"):
        assert rule in said, rule
    assert ":12:" not in said  # code is code
    page = project / "bad.html"
    page.write_text(
        '<section id="a" class="b"><style>p{}</style><a href="https://x.org">x</a>\n<math></math>'
        '<p style="position:fixed">y</p><img src="z.svg"></section>',
        encoding="utf-8",
    )
    said = run("export", "--check", str(page), "--to", "wechat")[1]
    for words in ("id of <section>", "class of", "<style>", "<a>", "<math>", "position", "z.svg"):
        assert words in said, words
    run("export", "hard", "--to", "zhihu", "--to", "wechat")
    assert run("export", "--check", "export/zhihu/hard/article.md", "--to", "zhihu") == (0, "")
    assert run("export", "--check", "export/wechat/hard/article.html", "--to", "wechat") == (0, "")


def test_what_is_missing_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    status, said = run("export", "other", "--to", "pdf")
    assert (status, len(said.strip().splitlines())) == (1, 1)
    assert "--chromium" in said
    monkeypatch.setattr("paper_notes.export.docx.find_spec", lambda name: None)
    status, said = run("export", "other", "--to", "all")
    assert status == 0
    assert "left out pdf" in said
    assert "left out docx" in said
    assert "there is no program" in run("export", "other", "--to", "pdf", "--chromium", "/no/such")[1]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")
def test_pdf_has_text_pictures_page_numbers_and_links(project: Path) -> None:
    import pymupdf

    assert run("export", "hard", "--to", "pdf", "--chromium", str(CHROMIUM))[0] == 0
    path = project / "export/pdf/hard.pdf"
    first = path.read_bytes()
    with pymupdf.open(path) as document:
        text = "".join(page.get_text() for page in document)
        assert "难倒编辑器" in text
        assert f"1 / {document.page_count}" in text
        assert any(
            link.get("uri") == "https://notes.example.org/paper-notes/other/" for p in document for link in p.links()
        )
        assert sum(len(page.get_images()) for page in document) == 2
        assert document.metadata["author"].startswith("Ann Author")
    path.unlink()
    assert run("export", "hard", "--to", "pdf", "--chromium", str(CHROMIUM))[0] == 0
    assert path.read_bytes() == first


def _has_pandoc() -> bool:
    try:
        require_pandoc()
    except ExportError:
        return False
    return True


@pytest.mark.skipif(not _has_pandoc(), reason="there is no Pandoc")
def test_word_has_formulas_of_its_own(project: Path) -> None:
    import zipfile

    assert run("export", "hard", "--to", "docx")[0] == 0
    path = project / "export/docx/hard.docx"
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        written = archive.read("word/document.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert written.count("<m:oMath>") == len(formulas_of_site(site_html(HARD)))
    assert len(pictures) == 2
    assert "难倒编辑器" in written
    path.unlink()
    assert run("export", "hard", "--to", "docx")[0] == 0
    assert path.read_bytes() == first
