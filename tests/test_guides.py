"""The Chinese guide has what the English one has: as many headings of each level in the same order, and the same code,
commands, options and rules under each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def parts(name):
    """Level and text of each section."""
    text = (DOCS / name).read_text(encoding="utf-8")
    fenced = re.sub(r"^```.*?^```", lambda block: block[0].replace("#", "\0"), text, flags=re.M | re.S)
    found = re.split(r"^(#+) .*$", fenced, flags=re.M)
    return [(level, body.replace("\0", "#")) for level, body in zip(found[1::2], found[2::2], strict=True)]


@pytest.mark.parametrize(("english", "chinese"), [("guide.md", "guide-zh.md"), ("publish.md", "publish-zh.md")])
def test_headings_match(english, chinese):
    assert [level for level, _ in parts(english)] == [level for level, _ in parts(chinese)]


def test_commands_and_rules_match():
    for (_, en), (_, zh) in zip(parts("guide.md"), parts("guide-zh.md"), strict=True):
        for pattern in (r"^paper-notes ([a-z-]+)", r"`([a-z]+(?:-[a-z]+)+)`", r"(?<![\w-])(--[a-z-]+)"):
            missing = set(re.findall(pattern, en, re.M)) - set(re.findall(pattern, zh, re.M))
            assert not missing, (en[:80], missing)
