"""``paper-notes figures``: what figures, tables and algorithms a paper has, as a list or as pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from paper_notes.errors import PaperError
from paper_notes.messages import in_chinese, say
from paper_notes.paper.model import Figure, Paper
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.paper.public import public_figure

SECONDS_A_PICTURE = 60.0


@click.command("figures")
@click.argument("pdfs", metavar="PDF…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say("One JSON list a PDF, each on a line of its own.", "每个 PDF 输出一行 JSON 列表。"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=say("Cut the figures out into this folder.", "把图裁到这个文件夹。"),
)
@click.option(
    "--dpi",
    type=click.IntRange(36, 1200),
    default=200,
    show_default=True,
    help=say("Resolution of pictures.", "图片分辨率。"),
)
@click.option("--svg", is_flag=True, help=say("With --out: SVG beside PNG.", "与 --out 同用：PNG 之外再存 SVG。"))
@click.option(
    "--debug",
    type=click.Path(path_type=Path, file_okay=False),
    help=say(
        "Draw what was found on the pages (columns, order, headings, regions, cells), into this folder.",
        "把识别结果（栏、次序、标题、区域、单元格）画在页面上，存进这个文件夹。",
    ),
)
@in_chinese("列出或裁出论文里的图、表和算法。")
def command(pdfs: tuple[Path, ...], as_json: bool, out: Path | None, dpi: int, svg: bool, debug: Path | None) -> None:
    """List or cut out the figures, tables and algorithms of papers."""
    failed = False
    with PaperReader() as reader:
        for path in pdfs:
            try:
                paper = reader.read(path)
                if out is not None:
                    folder = out / path.stem if len(pdfs) > 1 else out
                    failed |= not _cut(reader, path, paper, folder, dpi, svg)
                if debug is not None:
                    folder = debug / path.stem if len(pdfs) > 1 else debug
                    reader.run(_draw, 600.0, path, paper, folder).result()
            except PaperError as error:
                click.echo(f"paper-notes: {error}", err=True)
                failed = True
                continue
            if as_json:
                click.echo(msgspec.json.encode([public_figure(figure) for figure in paper.figures]))
            else:
                click.echo(overview(path, paper.figures))
    if failed:
        sys.exit(1)


def overview(path: Path, figures: tuple[Figure, ...]) -> str:
    """One line a figure: page, label, image, caption."""
    lines = [f"{path}: {len(figures)} figures, tables and algorithms"]
    lines += [f"  p. {f.page:<4} {f.label:<14} {f.name}.png  {f.caption[:70]}".rstrip() for f in figures]
    return "\n".join(lines)


def _cut(reader: PaperReader, path: Path, paper: Paper, folder: Path, dpi: int, svg: bool) -> bool:
    """Write every picture; whether all could be written."""
    whole = True
    for figure in paper.figures:
        try:
            reader.run(_write, SECONDS_A_PICTURE, path, figure, folder, dpi, svg).result()
        except (PaperError, ValueError, RuntimeError) as error:
            click.echo(
                say(
                    f"paper-notes: {path}: {figure.label} can't be cut out ({error})",
                    f"paper-notes: {path}：无法裁出 {figure.label}（{error}）",
                ),
                err=True,
            )
            whole = False
    return whole


def _write(path: Path, figure: Figure, folder: Path, dpi: int, svg: bool) -> None:
    from paper_notes.files import write_atomically
    from paper_notes.paper.figures.crops import render_crop, render_svg
    from paper_notes.paper.pdf.opening import open_pdf

    with open_pdf(path) as document:
        write_atomically(folder / f"{figure.name}.png", render_crop(document, figure.page, figure.box, dpi))
        if svg:
            write_atomically(
                folder / f"{figure.name}.svg", render_svg(document, figure.page, figure.box).encode("utf-8")
            )


def _draw(path: Path, paper: Paper, folder: Path) -> None:
    from paper_notes.files import write_atomically
    from paper_notes.paper.debug import draw_pages
    from paper_notes.paper.pdf.opening import open_pdf

    with open_pdf(path) as document:
        for number, png in draw_pages(document, paper):
            write_atomically(folder / f"page{number:03d}.png", png)
