from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.model import Edit
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.language.identify import is_chinese
from paper_notes.language.script import HAN, HAN_CHARACTER
from paper_notes.note.document import Document

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_ANY = re.compile(r"[,;:?!.]")
_MARK = re.compile(rf"[,;:?!.](?<=[{HAN}].)(?:(?<!\.)(?![)(DPp/,;:?!.])|(?<=\.)(?=[ \t]|\n|$|[{HAN}]))")


class HalfWidthPunctuation(Rule):
    name = "half-width-punctuation"
    severity = "suggestion"
    group = "format"
    what = "A half-width comma, colon, semicolon, question mark, exclamation mark or full stop behind a Han character."
    why = "Half-width marks stick to the Han character before them and leave a hole behind."
    example = "模型很小,而且快."
    instead = "模型很小，而且快。"
    bad = (example + "\n", "- 结论: 更快\n", "## 为什么?\n")
    good = (
        instead + "\n",
        "比例为 3:4，见 f(x, y)。\n",
        "`中文,代码`，[链接](http://a.b/中,文)。\n",
        "See 王, who wrote it first.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        if not HAN_CHARACTER.search(document.text):
            return
        for block in document.of_kind("heading", "paragraph", "cell"):
            if not block.is_ours or not _ANY.search(block.text) or not is_chinese(block.text):
                continue
            text = block.prose.text
            for match in _MARK.finditer(text):
                mark, after = match.group(), match.end()
                while after < len(text) and text[after] in " \t":
                    after += 1
                if after == len(text) or text[after] == "\n":
                    after = match.end()  # spaces at a line's end may be a line break
                start, end = block.prose.span(match.start(), match.end())
                edit = None
                if document.text[start:end] == mark:
                    until = block.prose.span(match.start(), after)[1]
                    spaces = document.text[end:until]
                    edit = Edit(start, end if spaces.strip(" \t") else until, _FULL[mark])
                yield Fault(
                    start,
                    end,
                    Message(f"write {_FULL[mark]} behind a Han character", f"汉字后面用全角的“{_FULL[mark]}”"),
                    edit,
                )
