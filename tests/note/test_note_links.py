from __future__ import annotations

import pytest

from paper_notes.note.note_links import link_notes, linked_slugs

NOTES = {"waves": ("README.md", "Waves *in* Glia"), "钙波": ("README.zh.md", "钙波")}


@pytest.mark.parametrize(
    ("text", "linked", "missing"),
    [
        ("See [[waves]].", "See [Waves \\*in\\* Glia](../waves/README.md).", ()),
        ("See [[waves|that *note*]].", "See [that *note*](../waves/README.md).", ()),
        ("[[waves#results]]", "[Waves \\*in\\* Glia](../waves/README.md#results)", ()),
        ("见[[钙波]]。", "见[钙波](../钙波/README.zh.md)。", ()),
        ("| a |\n|---|\n| [[waves\\|w]] |", "| a |\n|---|\n| [w](../waves/README.md) |", ()),
        ("[[gone]] and [[gone|words]]", "gone and words", ("gone",)),
        ("`[[waves]]` and `[[gone]]`", "`[[waves]]` and `[[gone]]`", ()),
        ("```\n[[waves]]\n```", "```\n[[waves]]\n```", ()),
        ("    [[waves]]", "    [[waves]]", ()),
        ("$[[waves]]$", "$[[waves]]$", ()),
        ("[[1, 2], [3, 4]] and [[12]]", "[[1, 2], [3, 4]] and [[12]]", ()),
        ("![[waves]] \\[[waves]]", "![[waves]] \\[[waves]]", ()),
        ("---\ntags: [[waves]]\n---\n\ntext", "---\ntags: [[waves]]\n---\n\ntext", ()),
    ],
)
def test_links_between_notes(text, linked, missing):
    done = link_notes(text, NOTES.get)
    assert (done.text, done.missing) == (linked, missing)


def test_what_a_note_links_to():
    text = "[[b]] [x](../a/README.md) [[b|again]] [y](../c/) `[[d]]` [z](https://x/../e/) [p](paper.pdf#page=1)"
    assert linked_slugs(text) == ["b", "a", "c"]
