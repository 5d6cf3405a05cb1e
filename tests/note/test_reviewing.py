import pytest

from paper_notes.errors import UsageError
from paper_notes.note.reviewing import mark_reviewed
from paper_notes.note.store import Owner, owner_of_text, parse_note

GENERATED = """---
title: "T: one"   # a comment
note:
    status: generated
    writer: claude
    usage:
      cost: 0.1
tags: [a]
---

# T

Body with --- and note:
  status: extract
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_mark_changes(end):
    text = GENERATED.replace("\n", end)
    changed = mark_reviewed(text, "Li 伟: x", "2026-11-21")
    note = parse_note(changed)
    assert note.front.provenance.status == "reviewed"
    assert note.front.provenance.writer == "claude"
    assert note.front.title == "T: one"
    assert set(changed.splitlines()) - set(text.splitlines()) == {
        "    status: reviewed",
        "    reviewed: '2026-11-21'",
        "    reviewed_by: 'Li 伟: x'",
    }
    assert changed.split("---", 2)[2] == text.split("---", 2)[2]
    assert owner_of_text(changed) is Owner.USER
    assert mark_reviewed(changed, "Li 伟: x", "2026-11-21") == changed


def test_a_note_by_hand_gets_the_mark_before_its_text():
    for text in ("# T\n\nText\n", "---\ntitle: T\n---\n# T\n\nText\n"):
        note = parse_note(mark_reviewed(text, "", "2026-11-21"))
        assert note.front.provenance.status == "reviewed"
        assert note.body.endswith("# T\n\nText")


@pytest.mark.parametrize("front", ["note: {status: generated}", "note: [", "note: 3"])
def test_a_form_that_cannot_be_changed_is_told(front):
    with pytest.raises(UsageError):
        mark_reviewed(f"---\n{front}\n---\n# T\n", "", "2026-11-21")
