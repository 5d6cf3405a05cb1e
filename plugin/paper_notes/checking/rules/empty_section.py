from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document

_PLACEHOLDER = re.compile(
    r"(?:to ?-?do|tbd|tba|wip|to be (?:added|continued|done|written)|coming soon|fill in|lorem ipsum"
    r"|待(?:补充?|填写?|写|续|完善|更新|定)|未完待续|施工中|此处(?:填写?|补充)|略)",
    re.I,
)
_SKIPPED = re.compile(r"\b(?:skipped|omitted|none|n/a)\b|略|跳过|（无）|\(无\)", re.I)
LONGEST_PLACEHOLDER = 30
"""Characters, marks around it included."""


class EmptySection(Rule):
    name = "empty-section"
    severity = "warning"
    group = "structure"
    what = "A heading with nothing below it but comments, or a placeholder such as “TODO” or “待补充”."
    why = "A heading promises an answer; who opens it in the table of contents finds none."
    example = "## Limitations\n\n## Where it applies\n\nShort texts."
    instead = "Write the section, say in a line what the paper lacks, or take the heading out."
    bad = (
        "Text.\n\n" + example,
        "# 题\n\n## 背景\n\n甲。\n\n## 局限性\n\n待补充\n",
        "# T\n\nText.\n\n## Code\n\n<!-- later -->\n",
    )
    good = (
        "# T\n\n## A\n\n### B\n\nText.\n",
        "# 只有标题\n",
        "## A paper\n\n### Its authors, 2019\n\n### Summary\n\nText.\n\n### Proofs (skipped)\n",
        "## 结果\n\n![图](images/fig1_result_a.png)\n",
        "## A\n\n---\n\nText.\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        first = next((block.start for block in document.blocks if _says_something(block)), len(document.text))
        for section in document.sections:
            if section.heading.start < first or _speaks_for_itself(section.heading):
                continue  # a title, and who wrote it
            if any(_says_something(block) for block in section.blocks):
                continue
            if any(block.kind == "heading" for block in section.blocks):
                continue  # told at the headings in it
            heading = section.heading
            message = Message(
                "nothing stands below this heading: write the section or take the heading out",
                "标题下面没有内容：写上，或删去标题",
            )
            yield Fault(heading.start, heading.end, message)


def _speaks_for_itself(heading: Block) -> bool:
    """Whether a heading leads elsewhere, or says that there is nothing."""
    return bool(heading.of_kind("link") or _SKIPPED.search(heading.text))


def _says_something(block: Block) -> bool:
    if block.kind in ("heading", "rule"):
        return False
    if block.kind == "html":
        before, *comments = block.content.split("<!--")
        return any(text.strip() for text in (before, *(comment.partition("-->")[2] for comment in comments)))
    if block.kind != "paragraph" or block.spans or len(block.text) > LONGEST_PLACEHOLDER:
        return True
    word = re.sub(r"^\W+|\W+$", "", block.text)
    return bool(word) and _PLACEHOLDER.fullmatch(word) is None
