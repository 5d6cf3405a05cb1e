"""A whole paper as Markdown: sections, paragraphs, captions, display equations, references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paper_notes.paper.model import Figure, Formula, Paper, Paragraph, Section

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_OPENS_BLOCK = re.compile(r"^(\s*)([#+\-=~]|\d{1,9}[.)])(?=\s|$|-|=|~|#)")


def to_markdown(paper: Paper) -> str:
    """The paper's text as Markdown.

    A figure stands behind the section that it belongs to, as its caption with the page; an equation as the text
    layer gives it. Text of the paper can't become markup.
    """
    meta = paper.metadata
    parts = [f"# {_inline(meta.title or 'Untitled')}"]
    if meta.authors:
        parts.append(_inline(", ".join(meta.authors)))
    facts = [str(meta.year or ""), meta.venue or "", f"arXiv:{meta.arxiv}" if meta.arxiv else "", meta.doi or ""]
    if any(facts):
        parts.append(_inline(" · ".join(fact for fact in facts if fact)))
    if not paper.sections:
        parts += [f"*p. {number}*\n\n{_block(text)}" for number, text in enumerate(paper.page_texts, 1) if text.strip()]
    for index, section in enumerate(paper.sections):
        parts += _section(paper, index, section)
    parts += [_figure(figure) for figure in paper.figures if figure.section is None]
    if paper.references:
        if not any(section.role == "references" and section.title for section in paper.sections):
            parts.append("## References")
        parts.append("\n".join(f"- {_block(reference.text)}" for reference in paper.references))
    return "\n\n".join(parts) + "\n"


def _section(paper: Paper, index: int, section: Section) -> Iterator[str]:
    title = section.title or ("Abstract" if section.role == "abstract" else "")
    if title:
        yield f"{'#' * min(section.level + 1, 6)} {_inline(f'{section.number} {title}'.strip())}"
    items: list[str] = []
    for paragraph in section.paragraphs:
        text = _paragraph(paragraph)
        if paragraph.kind == "item":
            items.append(f"- {text}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield text
    if items:
        yield "\n".join(items)
    yield from (_formula(formula) for formula in paper.formulas if formula.section == index)
    yield from (_figure(figure) for figure in paper.figures if figure.section == index)


def _paragraph(paragraph: Paragraph) -> str:
    sentences = [sentence.text for sentence in paragraph.sentences]
    glue = "" if sentences and sentences[0][-1:] in "。！？．" else " "
    return _block(glue.join(sentences))


def _formula(formula: Formula) -> str:
    number = f" ({formula.number})" if formula.number else ""
    return f"> {_inline(formula.text)}{number} *(p. {formula.page})*"


def _figure(figure: Figure) -> str:
    lines = [f"**{_inline(figure.label)}** {_inline(figure.caption)} *(p. {figure.page})*"]
    if figure.rows:
        head, *rest = figure.rows
        cells = [head, tuple("---" for _ in head), *rest]
        lines.append("\n".join("| " + " | ".join(c if c == "---" else _inline(c) for c in row) + " |" for row in cells))
    return "\n\n".join(lines)


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _block(text: str) -> str:
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _inline(text))
