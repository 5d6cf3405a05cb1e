r"""Formulas as GitHub shows them.

GitHub reads the text between dollar signs as Markdown before it typesets it. A backslash before punctuation is an
escape there and is gone by then: ``\,`` shows a comma, ``\{`` no brace, and ``\\`` stays a line break only at the end
of a line; two underscores behind braces are italics, and italics no formula. A dollar sign right behind most
characters, Chinese punctuation among them, opens no formula either. What stands in a code block of the language
``math``, or between backticks between dollar signs, is taken as it is.

Sources: GitHub's documentation, "Writing mathematical expressions"; issues 1741 and 1742 of github/markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from paper_notes.checking.rule import Message
from paper_notes.checking.rules.formula_error import formula_problem
from paper_notes.language.script import HAN, WIDE_MARKS, is_han
from paper_notes.language.shorten import excerpt
from paper_notes.note.blocks import Block, Span
from paper_notes.note.document import Document

_SAME = {
    ",": r"\thinspace",
    ":": r"\medspace",
    ">": r"\medspace",
    ";": r"\thickspace",
    "!": r"\negthinspace",
    "{": r"\lbrace",
    "}": r"\rbrace",
    "|": r"\Vert",
}
"""Commands of letters that mean the same as a backslash and this character."""

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_END = re.compile(r"[ \t]*\\\\[ \t]*(?=\n)")
_BREAK = re.compile(r"\\\\(?!\s*\[)[ \t]*(?!\s*\n)")
_OPENS_BEHIND = re.compile(r"[\s(\[{*_|>]")
"""Before a formula's dollar sign; "*", "_", "|" and ">" because Markdown has taken them away by then."""
_WIDE = re.compile(rf"[{HAN}{WIDE_MARKS}“”‘’…—·]")
LONGEST = 60
"""Characters of a formula that a message shows."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What GitHub shows otherwise than it is meant: offsets in the note's text, what to do about it, and the text to
    put there, which is a space where ``start`` is ``end``; None when nothing that is sure to mean the same is known."""

    start: int
    end: int
    message: Message
    text: str | None


def losses(document: Document) -> Iterator[Loss]:
    """The formulas of a note that GitHub would not show as they are meant."""
    for block in document.blocks:
        if block.kind == "formula" and document.text.startswith("$$", block.start):
            yield from _display(document.text, block)
        formulas = [span for span in block.spans if span.kind == "formula" and document.text[span.start] == "$"]
        formulas = [span for span in formulas if document.text[span.start : span.start + 2] != "$`"]
        if not formulas:
            continue
        slanted = _slants(document.text, block)
        for span in formulas:
            yield from _inline(span, slanted and any(mark in span.content for mark in "*_"))
            yield from _borders(document.text, span, block)


def mend_formulas(text: str) -> str:
    """The note's text with every loss mended that can be."""
    found = [loss for loss in losses(Document(text)) if loss.text is not None]
    for loss in sorted(found, key=lambda loss: (loss.start, loss.end), reverse=True):
        text = text[: loss.start] + (loss.text or "") + text[loss.end :]
    return text


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")


def _display(text: str, block: Block) -> Iterator[Loss]:
    if _survives(block.content):
        return
    start, end = block.content_start, block.content_start + len(block.content)
    mended = _BREAK.sub(lambda match: "\\\\\n", _renamed(block.content))
    if _survives(mended) and formula_problem(mended, display=True) is None:
        yield Loss(start, end, _garbled(f"write {excerpt(mended, LONGEST)}", f"写 {excerpt(mended, LONGEST)}"), mended)
        return
    before = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    fenced = f"```math\n{before}{block.content.strip()}\n{before}```" if not before.strip() else None
    yield Loss(
        block.start,
        block.end,
        _garbled("put it into a code block of the language math", "放进语言为 math 的代码块"),
        fenced,
    )


def _survives(latex: str) -> bool:
    """Whether a formula between double dollar signs is one paragraph of the same text to Markdown."""
    tokens = _markdown().parse(f"$$\n{latex.strip()}\n$$")
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    source = _LINE_END.sub("", tokens[1].content)
    children = _children(source)
    shown = "".join("\n" if child.type == "softbreak" else child.content for child in children)
    return shown == source and all(child.type in ("text", "softbreak") for child in children)


def _inline(span: Span, slanted: bool) -> Iterator[Loss]:
    if not slanted and not _ESCAPE.search(span.content):
        return
    mended: str | None = _renamed(span.content)
    if slanted or _ESCAPE.search(mended or "") or formula_problem(mended or "", display=False) is not None:
        verbatim = not span.display and "\n" not in span.content and "`" not in span.content
        mended = f"`{span.content}`" if verbatim else None
    short = excerpt(f"${mended}$", LONGEST) if mended else ""
    instead = (
        _garbled(f"write {short}", f"写 {short}")
        if mended
        else _garbled("give it a paragraph of its own", "让它独占一段")
    )
    yield Loss(span.inner_start, span.inner_end, instead, mended)


def _garbled(en: str, zh: str) -> Message:
    return Message(f"GitHub garbles this formula: {en}", f"GitHub 会弄乱这个公式：{zh}")


def _slants(text: str, block: Block) -> bool:
    """Whether Markdown finds more emphasis in a block when it doesn't know of formulas."""
    found = sum(
        token.type in ("em_open", "strong_open", "s_open") for token in _children(text[block.start : block.end])
    )
    return found > sum(span.kind in ("em", "strong") for span in block.spans)


def _children(text: str) -> list[Token]:
    return _markdown().parseInline(text)[0].children or []


def _renamed(latex: str) -> str:
    def same(match: re.Match[str]) -> str:
        command = _SAME.get(match.group(1))
        if command is None:
            return match.group()
        return command + (" " if latex[match.end() : match.end() + 1].isalpha() else "")

    return _ESCAPE.sub(same, latex)


def _borders(text: str, span: Span, block: Block) -> Iterator[Loss]:
    before = text[span.start - 1] if span.start > block.start else " "
    after = text[span.end : span.end + 1]
    if not _OPENS_BEHIND.match(before):
        space = " " if _WIDE.match(before) else None
        yield Loss(
            span.start,
            span.start,
            Message(
                f"GitHub sees no formula right behind “{before}”: put a space before it",
                f"紧跟在“{before}”后面，GitHub 不认作公式：前面加一个空格",
            ),
            space,
        )
    if re.match(rf"[A-Za-z0-9{HAN}]", after):
        space = " " if is_han(after) else None
        message = Message(
            f"GitHub may see no formula right before “{after}”: put a space behind it",
            f"后面紧接“{after}”，GitHub 可能不认作公式：后面加一个空格",
        )
        yield Loss(span.end, span.end, message, space)
