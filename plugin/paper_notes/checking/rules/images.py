"""Images: they exist, are named by the scheme, have alternative text, and are described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from paper_notes.checking.model import is_file
from paper_notes.checking.rule import Fault, Message, Rule
from paper_notes.note.blocks import Block, Span
from paper_notes.note.document import Document
from paper_notes.note.labels import FIGURE, labels
from paper_notes.note.words import WORDS

NAME = re.compile(
    r"(?:fig|table|algo|eq)[\w.-]*?_(?:arch|method|result|ablation|compare)(?:_[^\W_][\w.-]*)?\.(?:png|svg|jpe?g|webp)",
    re.I,
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.I)
_DRAWN_FORMULA = re.compile(r"(?:^|/)eq[^/]*$", re.I)


def images(document: Document) -> Iterator[tuple[int, Block, Span]]:
    """Each image with the index of its block."""
    for index, block in enumerate(document.blocks):
        for span in block.spans:
            if span.kind == "image":
                yield index, block, span


def file_of(span: Span) -> str:
    """The path that an image leads to, seen from the note."""
    return unquote(span.target.split("#")[0].split("?")[0])


class MissingImage(Rule):
    name = "missing-image"
    severity = "error"
    group = "structure"
    what = "An image whose file doesn't exist beside the note, or whose address leads out of the note's folder."
    why = "Readers see a gap; an image on someone else's server is gone one day, and tells them who reads the note."
    example = "![Architecture](images/nosuch.png)"
    instead = "Put the image into `images/` (`paper-notes crop` cuts it out of the paper)."
    bad = ("![Architecture](images/nosuch.png)\n", "![A](https://example.org/a.png)\n", "![A](../../secret.png)\n")
    good = ("No image.\n",)

    def check(self, document: Document) -> Iterator[Fault]:
        folder = Path(document.path).parent
        for _, _, span in images(document):
            if _ELSEWHERE.match(span.target):
                yield Fault(
                    span.start,
                    span.end,
                    Message(
                        "keep the image in images/ beside the note, not at an address",
                        "把图片放进笔记旁的 images/，不用网址",
                    ),
                )
                continue
            target = file_of(span)
            if target.startswith("/") or ".." in target.split("/"):
                yield Fault(
                    span.start,
                    span.end,
                    Message("keep the image in images/ beside the note", "把图片放进笔记旁的 images/"),
                )
            elif not is_file(folder, target):
                yield Fault(
                    span.start,
                    span.end,
                    Message(
                        f"there is no file {target}: correct the name or cut the image",
                        f"没有文件 {target}：改正文件名，或用 paper-notes crop 截图",
                    ),
                )


class ImageName(Rule):
    name = "image-name"
    severity = "warning"
    group = "structure"
    what = (
        "An image that isn't `images/fig{number}_{type}_{what}.png` (`table…`, `algo…`, `eq…` for "
        "tables, algorithms and "
        "formulas), type being arch, method, result, ablation or compare."
    )
    why = "The name says which figure of the paper it is and what it shows, in every listing."
    example = "![Architecture](images/screenshot-2.png)"
    instead = "![Architecture](images/fig1_arch_overall.png)"
    bad = ("![A](images/screenshot-2.png)\n", "![A](fig1_arch_overall.png)\n", "![A](images/fig1.png)\n")
    good = (
        "![A](images/fig1_arch_overall.png) ![B](images/table2_result_main.png) ![C](images/algo1_method_update.png)\n",
        "![A](images/fig3-2_result_缩放.png) ![B](images/eq4_method_attention.png)\n",
        "![A](https://example.org/a.png)\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        for _, _, span in images(document):
            target = unquote(span.target)
            if _ELSEWHERE.match(target):
                continue  # told by missing-image
            folder, _, name = target.rpartition("/")
            if folder.removeprefix("./") != "images" or not NAME.fullmatch(name):
                yield Fault(
                    span.start,
                    span.end,
                    Message(
                        "name it images/fig{number}_{type}_{what}.png, such as fig1_arch_overall.png",
                        "命名为 images/fig{编号}_{类型}_{内容}.png，例如 fig1_arch_overall.png",
                    ),
                )


class MissingAltText(Rule):
    name = "missing-alt-text"
    severity = "error"
    group = "structure"
    what = "An image without alternative text, or whose text is a mere “image”, “figure” or a file name."
    why = "Who can't see the image hears this text, and search finds the figure by it."
    example = "![](images/fig1_arch_overall.png)"
    instead = "![The Transformer: encoder left, decoder right](images/fig1_arch_overall.png)"
    bad = (
        example,
        "![image](images/fig1_arch_overall.png)\n",
        "![fig1.png](images/fig1_arch_overall.png)\n",
        "![图](a.png)\n",
    )
    good = (instead, "![架构图](images/fig1_arch_overall.png)\n")

    def check(self, document: Document) -> Iterator[Fault]:
        for _, _, span in images(document):
            if re.fullmatch(
                r"\W*(?:image|img|figure|picture|图片?|[\w-]+\.\w{3,4}|alt)?\W*", span.content.strip(), re.I
            ):
                yield Fault(
                    span.start,
                    span.end,
                    Message("say between the square brackets what the image shows", "在方括号里写出图片的内容"),
                )


class UndescribedFigure(Rule):
    name = "undescribed-figure"
    severity = "warning"
    group = "structure"
    what = (
        "A figure that isn't followed, before the next figure or heading, by its description: what it "
        "shows, key points, "
        "and where the paper's text speaks of it. Pictures of formulas are exempt. An extract owes what it shows: it "
        "quotes key points only where the paper says them."
    )
    why = "A figure of a paper explains itself only to those who have read the paper."
    example = "![Architecture](images/fig1_arch_overall.png)\n\nThe next topic."
    instead = (
        "![Architecture](images/fig1_arch_overall.png)\n\n**What it shows**: the encoder left, the decoder right\n\n"
        "**Key points**:\n\n- six layers each\n\n**In the text**: section 3.1"
    )
    bad = (example + "\n", "![架构图](images/fig1_arch_overall.png)\n\n**图示内容**：架构\n")
    good = (
        instead + "\n",
        "![图一](images/fig1_arch_a.png)\n\n**图示内容**：甲\n\n**关键信息**：乙\n\n**与正文对应**：第 3 节\n",
        "![A](images/fig1_arch_a.png)\n**Content of the Diagram**: a\n**Key Information**: "
        "b\n**Correspondence with Text**: c\n",
        "![Equation 1](images/eq1_method_loss.png)\n",
    )

    def check(self, document: Document) -> Iterator[Fault]:
        if document.status == "extract" and not document.quotations:
            return  # pages of a scan, shown because nothing could be read
        found = [entry for entry in images(document) if not _DRAWN_FORMULA.search(entry[2].target)]
        for place, (index, block, span) in enumerate(found):
            if block.kind == "cell":
                continue
            last = found[place + 1][0] if place + 1 < len(found) else len(document.blocks)
            if last == index:
                continue  # several in one paragraph are described together
            after = []
            for following in document.blocks[index:last]:
                if following.kind == "heading":
                    break
                after.append(following)
            there = {label.name for label in labels(document, after, FIGURE)}
            words = WORDS[document.language]
            wanted = {"content": words.figure_content, "points": words.figure_points, "text": words.figure_text}
            if document.status == "extract":
                del wanted["points"], wanted["text"]
            missing = [f"“{label}”" for name, label in wanted.items() if name not in there]
            if missing:
                yield Fault(
                    span.start,
                    span.end,
                    Message(f"describe the figure below it: {', '.join(missing)}", f"在图下方写出{'、'.join(missing)}"),
                )
