from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from export_notes import HARD, write_library
from export_reading import bare, formulas_of_site, site_html
from notion_server import PARENT, SOURCE, TOKEN, Notion, notion
from paper_notes.cli import cli
from paper_notes.errors import PaperNotesError

pytest.importorskip("notion_client")


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    with notion() as server:
        monkeypatch.setenv("NOTION_API_URL", server.url)
        monkeypatch.setenv("NOTION_TOKEN", TOKEN)
        monkeypatch.setenv("NOTION_PARENT_PAGE", PARENT)
        monkeypatch.delenv("NOTION_DATA_SOURCE", raising=False)
        yield server


def send(*slugs: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["export", *slugs, "--to", "notion", "--api"], standalone_mode=False)
    if isinstance(result.exception, PaperNotesError):
        return 2, result.output + str(result.exception)
    assert result.exception is None, result.exception
    return int(result.return_value or 0), result.output


def page_of(space: Notion, parent: str = PARENT) -> str:
    (page,) = space.children[parent]
    return page


def test_a_page_has_every_block_and_formula(space) -> None:
    status, said = send("hard")
    assert status == 0, said
    page = page_of(space)
    wanted = [bare(latex) for latex in formulas_of_site(site_html(HARD))]
    assert [bare(latex) for latex in space.equations(page)] == wanted
    kinds = [space.blocks[name]["type"] for name in space.children[page]]
    assert {"heading_1", "paragraph", "equation", "numbered_list_item", "quote", "table", "code", "image"} <= set(kinds)
    texts = space.texts(page)
    assert (
        'def f(x):\n    return {"a<b": x & 1}  # 中文  两个空格\n\n\n    # 空行之后 \\$x [p. 1](paper.pdf#page=1)'
        in texts
    )
    assert "内层 粗 与 斜" in texts
    assert "甲 & 乙\\beta_1=0.9，P(A\\mid B)1" in texts
    assert texts[-1] == "以下内容由你维护，再次导出时不会改动"


def test_the_same_page_is_updated_and_what_a_person_added_stays(space, tmp_path: Path) -> None:
    send("hard")
    page = page_of(space)
    before = space.texts(page)
    mine = {"type": "paragraph", "paragraph": {"rich_text": [{"type": "text", "text": {"content": "my own thought"}}]}}
    space.add(page, mine, maker="person")
    between = space.add(page, {**mine}, after=space.children[page][3], maker="person")
    note = tmp_path / "paper-notes/hard/README.md"
    note.write_text(note.read_text(encoding="utf-8").replace("第一步", "头一步"), encoding="utf-8")
    assert send("hard")[0] == 0
    assert page_of(space) == page
    assert between in space.children[page]
    after = space.texts(page)
    assert after[-2:] == ["以下内容由你维护，再次导出时不会改动", "my own thought"]
    after.remove("my own thought")
    assert after[:-1] == [text.replace("第一步", "头一步") for text in before]


@pytest.mark.parametrize("fault", ["cut", "cut-after"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "pages"), ("PATCH", "blocks/*/children"), ("DELETE", "blocks/*"), ("POST", "file_uploads/*/send")],
)
def test_cut_off_it_goes_on_without_doubles(space, method: str, path: str, fault: str, monkeypatch) -> None:
    monkeypatch.setattr("notion_client.client.DEFAULT_INITIAL_RETRY_DELAY_MS", 1)
    send("other")
    wanted = space.texts(page_of(space))
    if method == "POST":
        space.children[PARENT].clear()
        Path("paper-notes/other/.published.json").unlink()
    if path.startswith("file_uploads"):
        send("hard")
        wanted = space.texts(space.children[PARENT][-1])
        space.faults = [(method, path, fault)]
        status, said = send("hard")
        assert status == 1, said
        assert send("hard")[0] == 0
        assert space.texts(space.children[PARENT][-1]) == wanted
        return
    space.faults = [(method, path, fault)]
    status, said = send("other")
    assert status == 1, said
    assert len(said.strip().splitlines()) == 1
    assert send("other")[0] == 0
    assert space.texts(page_of(space)) == wanted


def test_a_table_of_notes_gets_its_columns_filled(space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTION_DATA_SOURCE", SOURCE)
    assert send("hard")[0] == 0
    properties = space.blocks[page_of(space, SOURCE)]["child_page"]["properties"]
    assert properties["Name"]["title"][0]["text"]["content"] == "难倒编辑器：& 与 其他"
    assert properties["Year"] == {"number": 2020}
    assert properties["Difficulty"] == {"number": 2}
    assert [tag["name"] for tag in properties["Tags"]["multi_select"]] == ["编辑器", "math"]
    assert properties["Status"] == {"select": {"name": "handwritten"}}


def test_a_deleted_page_is_made_again_and_errors_are_one_line(space, monkeypatch: pytest.MonkeyPatch) -> None:
    send("other")
    first = space.children[PARENT].pop()
    space.blocks[first]["archived"] = True
    assert send("other")[0] == 0
    assert page_of(space) != first
    space.faults = [("PATCH", "pages/*", 400)]
    status, said = send("other")
    assert (status, len(said.strip().splitlines())) == (1, 1)
    assert "validation_error" in said
    monkeypatch.setenv("NOTION_TOKEN", "another-secret")
    status, said = send("other")
    assert "Check NOTION_TOKEN" in said
    assert "another-secret" not in said
    monkeypatch.delenv("NOTION_TOKEN")
    assert "NOTION_TOKEN" in send("other")[1]
