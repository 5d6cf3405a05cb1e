from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from export_notes import COLLECTION, write_library
from export_reading import bare, formulas_of_site, site_html
from paper_notes.cli import cli
from paper_notes.errors import PaperNotesError
from wechat_server import SECRET, TOKEN, wechat


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_library(tmp_path)
    for slug in ("esmm", "attention-is-all-you-need"):
        shutil.copytree(COLLECTION / slug, tmp_path / "paper-notes" / slug)
        note = tmp_path / "paper-notes" / slug / "README.md"
        note.write_text(note.read_text(encoding="utf-8").replace(".svg)", ".png)"), encoding="utf-8")
        for drawing in (tmp_path / "paper-notes" / slug / "images").glob("*.svg"):
            Image.linear_gradient("L").save(drawing.with_suffix(".png"))  # drawing SVG takes a process
    monkeypatch.chdir(tmp_path)
    for name in ("WECHAT_ACCESS_TOKEN", "WECHAT_APP_ID", "WECHAT_APP_SECRET"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def account(project: Path, monkeypatch: pytest.MonkeyPatch):
    with wechat() as server:
        monkeypatch.setenv("WECHAT_API_URL", server.url)
        monkeypatch.setenv("WECHAT_ACCESS_TOKEN", TOKEN)
        yield server


def send(*slugs: str) -> tuple[int, str]:
    """Exit status and everything that was printed."""
    result = CliRunner().invoke(cli, ["export", *slugs, "--to", "wechat", "--api"], standalone_mode=False)
    said = result.output
    if isinstance(result.exception, PaperNotesError):
        return 2, said + str(result.exception)
    assert result.exception is None, result.exception
    return int(result.return_value or 0), said


def test_a_draft_is_made_with_its_pictures_and_formulas(account) -> None:
    status, said = send("esmm")
    assert (status, said.strip()) == (0, "esmm: draft draft0")
    (draft,) = account.drafts.values()
    assert draft["title"] == "ESMM：在全部曝光上学习转化率"
    assert len(draft["content"]) < 20_000
    images = LexborHTMLParser(draft["content"]).css("img")
    assert {image.attributes["src"] for image in images} == set(account.pictures)
    formulas = [image.attributes["alt"] for image in images if "em" in (image.attributes["style"] or "")]
    text = (COLLECTION / "esmm/README.md").read_text(encoding="utf-8")
    assert [bare(latex or "") for latex in formulas] == [bare(latex) for latex in formulas_of_site(site_html(text))]
    assert account.covers
    assert TOKEN not in said


def test_sent_again_the_draft_is_updated_and_nothing_uploaded_twice(account, project: Path) -> None:
    send("esmm")
    uploads = account.paths.count("/cgi-bin/media/uploadimg")
    note = project / "paper-notes/esmm/README.md"
    note.write_text(note.read_text(encoding="utf-8").replace("漏斗可以", "漏斗也可以"), encoding="utf-8")
    assert send("esmm")[0] == 0
    assert account.paths.count("/cgi-bin/media/uploadimg") == uploads
    (draft,) = account.drafts.values()
    assert "漏斗也可以" in draft["content"]
    account.drafts.clear()  # published or deleted on the platform
    assert send("esmm")[0] == 0
    assert len(account.drafts) == 1


@pytest.mark.parametrize("fault", ["cut", "cut-after"])
@pytest.mark.parametrize("path", ["/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material", "/cgi-bin/draft/add"])
def test_cut_off_it_goes_on_without_doubles(account, path: str, fault: str) -> None:
    account.faults = [(path, fault)]
    status, said = send("esmm")
    assert status == 1
    assert "can't be reached" in said
    sent = len(account.pictures)
    assert send("esmm")[0] == 0
    assert len(account.drafts) == 1
    if path.endswith("draft/add"):
        assert len(account.pictures) == sent
    else:
        assert len(account.pictures) <= account.paths.count("/cgi-bin/media/uploadimg")


@pytest.mark.parametrize(
    ("code", "words"), [(45009, "used up"), (40164, "list"), (48001, "may not use"), (45166, "said by the test")]
)
def test_refusals_are_told_in_one_line(account, code: int, words: str) -> None:
    account.faults = [("/cgi-bin/draft/add", code)]
    status, said = send("esmm")
    assert status == 1
    assert f"error {code}" in said
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert TOKEN not in said


def test_busy_is_asked_again(account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paper_notes.export.wechat_account.BUSY_PAUSE", 0.01)
    account.faults = [("/cgi-bin/draft/add", -1)]
    assert send("esmm")[0] == 0


def test_a_stale_token_is_renewed_with_the_app_s_secret(account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WECHAT_ACCESS_TOKEN", "an old one")
    status, said = send("esmm")
    assert status == 1
    assert "an old one" not in said
    monkeypatch.setenv("WECHAT_APP_ID", "wx1")
    monkeypatch.setenv("WECHAT_APP_SECRET", SECRET)
    assert send("esmm")[0] == 0
    monkeypatch.delenv("WECHAT_ACCESS_TOKEN")
    monkeypatch.setenv("WECHAT_APP_SECRET", "wrong-secret")
    status, said = send("esmm")
    assert "the app secret is wrong" in said
    assert "wrong-secret" not in said


def test_what_is_too_long_is_refused_before_anything_is_sent(account) -> None:
    status, said = send("attention-is-all-you-need")
    assert status == 1
    assert "the API takes fewer than 20000" in said
    assert account.paths == []


def test_extracts_and_missing_credentials_are_refused(account, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is an extract" in send("an-extract")[1]
    monkeypatch.delenv("WECHAT_ACCESS_TOKEN")
    assert "WECHAT_ACCESS_TOKEN" in send("esmm")[1]
    assert account.paths == []
