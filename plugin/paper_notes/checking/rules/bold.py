"""Bold type that no longer marks anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.blocks import Block
from paper_notes.note.document import Document
from paper_notes.note.labels import FIGURE, LIMITATIONS, META, OVERVIEW, labels


def _is_label(block: Block, start: int, end: int, text: str) -> bool:
    """Whether a bold span is a label of its paragraph: first thing in it, with a colon in or behind it."""
    return start <= block.start and (
        text[end - 4 : end].rstrip("*_")[-1:] in "：:" or text[end : end + 1] in ("：", ":")
    )


class BoldEverywhere(Rule):
    name = "bold-everywhere"
    severity = "warning"
    group = "format"
    weight = 1.0
    what = (
        "A paragraph of three sentences or more of which more than half hold bold type, or one that is bold throughout."
    )
    why = "Where everything is marked, nothing is."
    example = "The **encoder** has **six** layers. It uses **attention**. The **decoder** does too."
    instead = "Mark the one word that a skimming reader must not miss."
    bad = (
        example + "\n",
        "编码器有**六层**。它用**注意力**。解码器**也一样**。\n",
        "**A whole paragraph in bold type that goes on and on, with more than twelve words in it, is hard to read.**\n",
    )
    good = (
        "The **encoder** has six layers. It uses attention. The decoder does too.\n",
        "**Problem**: training is slow.\n",
        "**Why no softmax?**\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for block in document.prose_blocks:
            bold = [
                span for span in block.of_kind("strong") if not _is_label(block, span.start, span.end, document.text)
            ]
            if not bold:
                continue
            sentences = list(document.sentences_of(block))
            held = sum(any(s.start < span.inner_end and span.inner_start < s.end for span in bold) for s in sentences)
            if len(sentences) >= 3 and held * 2 > len(sentences):
                yield Fault(
                    block.start,
                    block.end,
                    Message(
                        f"{held} of {len(sentences)} sentences hold bold type: keep one at most",
                        f"{len(sentences)} 句里有 {held} 句带加粗：最多留一处",
                    ),
                )
                continue
            for span in bold:
                inner = document.text[span.inner_start : span.inner_end]
                long = len(inner) > 100 if inner.isascii() else len(inner) > 50
                if long:
                    yield Fault(
                        span.start,
                        span.end,
                        Message("set a word or a term in bold, not a sentence", "只加粗一个词或术语，不加粗整句"),
                    )


class BoldLedList(Rule):
    name = "bold-led-list"
    severity = "suggestion"
    group = "format"
    weight = 1.0
    what = (
        "A list of three items or more, all of which begin with a bold phrase and a colon or dash. The "
        "labels of a note "
        "(problem, approach, contributions, a figure's description) are exempt."
    )
    why = "It cuts an argument into slogans; what holds the items together is left to the reader."
    example = "- **Speed**: it is fast.\n- **Memory**: it is small.\n- **Quality**: it is good."
    instead = "Write sentences that connect the points, or a list of plain items."
    bad = (example, "1. **速度**：快\n2. **内存**：小\n3. **质量**：好\n")
    good = (
        "- fast\n- **small** in memory\n- good\n",
        "- **问题**：甲\n- **方案**：乙\n- **贡献**：丙\n",
        "- **a**: b\n- **c**: d\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        lists: dict[int, list[Block]] = defaultdict(list)
        for block in document.prose_blocks:
            if block.list_id and block.starts_item:
                lists[block.list_id].append(block)
        for items in lists.values():
            led = [item for item in items if self._led(document, item)]
            if len(led) >= 3 and len(led) == len(items):
                for item in led:
                    span = next(span for span in item.of_kind("strong") if span.start <= item.start)
                    yield Fault(
                        span.start,
                        span.end,
                        Message(
                            "write the item as a sentence, without the bold slogan in front",
                            "把这一项写成一句话，去掉前面的加粗口号",
                        ),
                    )

    def _led(self, document: Document, item: Block) -> bool:
        first = next((span for span in item.of_kind("strong") if span.start <= item.start), None)
        if first is None:
            return False
        if any(next(labels(document, [item], table), None) for table in (META, OVERVIEW, FIGURE, LIMITATIONS)):
            return False
        after = document.text[first.end : first.end + 3].lstrip()[:1]
        inside = document.text[first.inner_end - 1 : first.inner_end]
        return after in (":", "：", "—", "–", "-", "(", "（") or inside in (":", "：", ".", "。")
