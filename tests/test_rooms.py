"""The order of rooms in docs/design.md is what the imports say."""

import ast
import re
from pathlib import Path

import paper_notes

ROOT = Path(paper_notes.__file__).parent
DESIGN = Path(__file__).parent.parent / "docs" / "design.md"
ENTRIES = {"__init__", "__main__", "cli", "plugin", "config"}
"""Modules at the root that put the rooms together."""
SHARED = {"errors", "messages", "files", "safe_yaml", "settings", "settings_file"}
"""The other ones there, which every room may use."""
EVERYBODYS = {"language", "cache", "work"}
"""Rooms that every later one may use."""


def imported():
    """From which room or module of the root another is imported, and in which files."""
    for file in ROOT.rglob("*.py"):
        room = file.relative_to(ROOT).with_suffix("").parts[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("paper_notes."):
                yield room, node.module.split(".")[1], file.name


def rooms():
    """The rooms of the table from the first to the last, with what each may import."""
    rows = re.findall(r"^\| (`[^|]*) \| [^|]* \| ([^|]*) \|$", DESIGN.read_text("utf-8"), re.M)
    found = {}
    for names, allowed in rows:
        above = set(found) if allowed.startswith("all") else set(re.findall(r"`(\w+)`", allowed))
        for name in re.findall(r"`(\w+)[/.py]*`", names):
            found[name] = above | (EVERYBODYS & set(found))
    return found


def test_a_room_imports_what_the_table_says():
    allowed = rooms()
    assert set(allowed) - {"plugin"} == {file.parent.name for file in ROOT.glob("*/__init__.py")}
    wrong = {
        f"{room}/{file} imports {other}"
        for room, other, file in imported()
        if room in allowed and other in allowed and room != other and other not in allowed[room]
    }
    assert not wrong


def test_the_table_goes_from_the_first_room_to_the_last():
    order = list(rooms())
    assert all(
        order.index(other) < order.index(room) for room, allowed in rooms().items() for other in allowed - {room}
    )


def test_what_lies_at_the_root_knows_no_room():
    assert {file.stem for file in ROOT.glob("*.py")} == ENTRIES | SHARED
    wrong = {f"{room} imports {other}" for room, other, _ in imported() if room in SHARED and other in rooms()}
    assert wrong <= {"settings imports language"}
