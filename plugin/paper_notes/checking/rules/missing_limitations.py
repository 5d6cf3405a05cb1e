from __future__ import annotations

from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.document import Document
from paper_notes.note.labels import LIMITATIONS, labels, says_missing


class MissingLimitations(Rule):
    name = "missing-limitations"
    severity = "error"
    group = "structure"
    what = (
        "A note whose sections on experiments and summary have no heading or label “Limitations” with text behind it. "
        "Not asked of an extract, which quotes limits only where the paper names them."
    )
    why = "A summary without limits is praise; readers decide by them whether the method fits their case."
    example = "## Summary\n\nThe model is fast and accurate."
    instead = "## Summary\n\n### Limitations\n\n- memory grows with the square of the length"
    bad = (example, "## 总结与思考\n\n### 局限性\n\n### 适用场景\n\n甲。\n", "## Experiments\n\nText.\n")
    good = (
        instead,
        "## Summary\n\n**Limitations**: memory grows with the square of the length.\n",
        "## 五、实验分析\n\n### 局限性\n\n冷启动时优势不明显。\n\n## 总结\n\n甲。\n",
        "## 总结与思考\n\n- **局限**：冷启动。\n",
        "## Summary\n\n*The paper names no limits.*\n",
        "# No such sections\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        if document.status == "extract":
            return
        sections = [s for s in (document.section("summary"), document.section("experiments")) if s is not None]
        for section in sections:
            paragraphs = section.paragraphs
            if len(paragraphs) == 1 and says_missing(paragraphs[0]):
                return
            for label in labels(document, section.blocks, LIMITATIONS):
                if label.block.kind != "heading" and label.value_end > label.value_start:
                    return
                following = section.blocks[section.blocks.index(label.block) + 1 :]
                if following and following[0].kind != "heading":
                    return
        if sections:
            heading = sections[0].heading
            yield Fault(
                heading.start,
                heading.end,
                Message(
                    "name the limitations here, below a heading or label of that name",
                    "在这里写出局限，放在“局限性”标题或标签之下",
                ),
            )
