from __future__ import annotations

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from paper_notes.note.remarks import BEGIN, END, with_remarks
from paper_notes.paper.model import Remark

ONE = Remark(3, "waves spread", "is it so?")
NOTE = "# A\n\nMine.\n\n## B\n\nMore.\n"


def test_the_section_is_written_renewed_and_taken_away():
    first = with_remarks(NOTE, [ONE], "en")
    assert first.startswith(NOTE)
    assert "> “waves spread” [p. 3](paper.pdf#page=3)\n>\n> is it so?" in first
    assert with_remarks(first, [ONE], "en") == first
    moved = first.replace("## B", "## C") + "\nWritten below.\n"
    second = with_remarks(moved, [Remark(1, "", "看这里")], "zh")
    assert "第 1 页： 看这里" in second
    assert "waves" not in second
    assert second.startswith("# A\n\nMine.\n\n## C\n\nMore.\n")
    assert second.endswith("\nWritten below.\n")
    gone = with_remarks(second, [], "zh")
    assert gone == "# A\n\nMine.\n\n## C\n\nMore.\n\nWritten below.\n"


@pytest.mark.parametrize("text", [NOTE, NOTE.replace("\n", "\r\n"), "# A"])
def test_a_note_without_remarks_stays_as_it_is(text):
    assert with_remarks(text, [], "en") == text


def test_line_ends_stay():
    said = with_remarks(NOTE.replace("\n", "\r\n"), [ONE], "en")
    assert said.count("\n") == said.count("\r\n")


def test_what_an_annotation_says_stays_text():
    evil = f"<script>x</script> {END} [a](javascript:b) ![](x) `{{{{ y }}}}` # h $z$ {BEGIN}"
    said = with_remarks(NOTE, [Remark(1, evil, evil)], "en")
    inside = said.split(BEGIN)[1].split(END)[0]
    assert said.count(BEGIN) == said.count(END) == 1
    html = LexborHTMLParser(markdown.markdown(inside))
    assert {link.attributes["href"] for link in html.css("a")} == {"paper.pdf#page=1"}
    assert not html.css("script, img, code, h1, h3")
    assert "{{" not in inside
    assert with_remarks(said, [], "en") == NOTE
