"""Reports: text with a caret, JSON, GitHub annotations, SARIF with fixes."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from paper_notes.checking.formats import github, sarif, text
from paper_notes.checking.formats import json as json_format
from paper_notes.checking.linter import check
from paper_notes.note.document import Document
from paper_notes.note.lines import Lines

NOTE = "# 题 note\n\n用Transformer训练 — it, 50% 🚀:\r\n\n- 第二行,好\n"
PATH = "paper-notes/图 a/README.md"


@pytest.fixture(scope="module")
def report():
    return check(Document(NOTE, PATH))


def test_text_shows_the_line_with_a_caret_under_the_fault(report):
    lines = list(text.render([report], {PATH: NOTE}))
    place = next(i for i, line in enumerate(lines) if "[dash]" in line)
    assert lines[place].startswith(f"{PATH}:3:16: suggestion: ")
    shown, caret = lines[place + 1 : place + 3]
    assert shown == "    用Transformer训练 — it, 50% 🚀:"
    assert caret == " " * (4 + 2 + 11 + 4 + 1) + "^"  # a Han character is two columns wide
    assert lines[-1].startswith("1 file: ")


def test_text_cuts_long_lines_around_the_fault():
    long = "x" * 5000 + " — " + "y" * 5000
    lines = list(text.render([check(Document(long))], {"README.md": long}))
    place = next(i for i, line in enumerate(lines) if "[dash]" in line)
    shown, caret = lines[place + 1 : place + 3]
    assert len(shown) < 120
    assert shown[caret.index("^")] == "—"


def test_json_has_what_programs_need(report):
    (file,) = json.loads(json_format.render([report]))["files"]
    assert file["path"] == PATH
    assert file["score"] == report.score > 0
    finding = next(f for f in file["findings"] if f["rule"] == "missing-space")
    edit = finding["edit"]
    assert NOTE[: edit["start"]].endswith("用")
    assert edit["text"] == " "


def test_github_escapes_what_it_must(report):
    lines = list(github.render([report]))
    assert len(lines) == len(report.findings)
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert any("title=dash::" in line and ",col=16," in line for line in lines)
    percent = check(Document("# 50%, a\n\nx\n", "a,b:c.md"))
    assert all("file=a%2Cb%3Ac.md" in line for line in github.render([percent]))


def test_sarif_fits_the_specification_and_its_fixes_mend(report):
    log = json.loads(sarif.render([report], {PATH: NOTE}))
    subset = json.loads(Path(__file__).with_name("sarif_subset.json").read_text())
    jsonschema.Draft202012Validator(subset).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "paper-notes/%E5%9B%BE%20a/README.md"
    fix = next(r for r in run["results"] if r["ruleId"] == "half-width-punctuation")["fixes"][0]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    lines = Lines(NOTE)
    line = lines.line_text(region["startLine"])
    assert region["startLine"] == region["endLine"] == 5
    mended = (
        line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    )
    assert mended == "- 第二行，好"


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no file")
def test_sarif_fits_the_official_schema(report):
    """The schema comes with Microsoft's validator: ``sarif-2.1.0.json`` of npm's @microsoft/sarif-multitool-linux."""
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8-sig"))
    log = json.loads(sarif.render([report], {PATH: NOTE}))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
