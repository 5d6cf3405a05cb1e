"""``paper-notes crop``: cut a figure by hand, for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from paper_notes.commands.library_options import library_options
from paper_notes.errors import PaperError, UsageError
from paper_notes.files import write_atomically
from paper_notes.library.crop_settings import with_crop
from paper_notes.library.folders import Library, PaperFolder
from paper_notes.messages import in_chinese, say
from paper_notes.paper.model import Box
from paper_notes.paper.pdf.isolation import PaperReader
from paper_notes.settings import Settings

SECONDS = 60.0


class Rectangle(click.ParamType[Box]):
    """Four numbers in points: left, top, right, bottom."""

    name = "x0,y0,x1,y1"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Box:
        if isinstance(value, Box):
            return value
        try:
            x0, y0, x1, y1 = (float(part) for part in str(value).strip("()[] ").split(","))
        except ValueError:
            self.fail(f"{value!r} is not four numbers such as 50,100,550,400 (points from the top left)", param, ctx)
        if not (x0 < x1 and y0 < y1):
            self.fail(f"{value!r}: the first corner must be the top left one", param, ctx)
        return Box(x0, y0, x1, y1)


@click.command("crop")
@click.argument("slug")
@click.option(
    "--page", type=click.IntRange(1), required=True, help=say("The page, counted from 1.", "页码，从 1 算起。")
)
@click.option(
    "--rect",
    type=Rectangle(),
    required=True,
    help=say("Points from the top left of the page as displayed.", "单位为点，从显示页面的左上角算起。"),
)
@click.option(
    "--name",
    required=True,
    help=say("The image's name, such as fig1_arch_overall.", "图片的名字，例如 fig1_arch_overall。"),
)
@click.option(
    "--label",
    help=say(
        'The figure that it replaces, as printed: "Figure 1". Else the name tells.',
        "要换掉的图，照原文写，例如 “Figure 1”；不写则由名字判断。",
    ),
)
@click.option("--caption", help=say("A caption in place of the printed one.", "代替原文图题的说明。"))
@click.option(
    "--tolerance",
    type=click.FloatRange(0, 72),
    default=0.0,
    show_default=True,
    help=say(
        "Points by which the rectangle may grow or shrink to the ink; 0 takes it as it is.",
        "裁剪框可以向内容伸缩的点数；0 表示不变。",
    ),
)
@library_options("dpi")
@in_chinese("手工裁图：写进 paper.yml，以后每次构建都保留，并裁出图片。")
def command(
    slug: str,
    page: int,
    rect: Box,
    name: str,
    label: str | None,
    caption: str | None,
    tolerance: float,
    settings: Settings,
) -> None:
    """Cut a figure by hand: writes it into paper.yml, where it survives every rebuild, and its picture."""
    from paper_notes.paper.figures.describe import safe_stem

    folder = Library(settings.library).folder(slug)
    folder.settings()  # an error in the file is told before anything is done
    stem = safe_stem(name)
    with PaperReader() as reader:
        picture, box = reader.run(_rendered, SECONDS, folder.pdf, page, rect, tolerance, settings.options.dpi).result()
    crop: dict[str, Any] = {
        "label": label,
        "name": stem,
        "page": page,
        "rect": [_short(value) for value in box],
        "caption": caption,
    }
    _save(folder, crop)
    write_atomically(folder.images / f"{stem}.png", picture)
    click.echo(
        say(
            f"{folder.images / f'{stem}.png'} (page {page}), kept in {folder.settings_file}",
            f"{folder.images / f'{stem}.png'}（第 {page} 页），已记入 {folder.settings_file}",
        )
    )


def _save(folder: PaperFolder, crop: dict[str, Any]) -> None:
    try:
        text = folder.settings_file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    write_atomically(folder.settings_file, with_crop(text, crop, str(folder.settings_file)).encode("utf-8"))


def _rendered(pdf: Path, page: int, rect: Box, tolerance: float, dpi: int) -> tuple[bytes, Box]:
    from paper_notes.paper.figures.crops import ink_box, render_crop
    from paper_notes.paper.pdf.opening import open_pdf

    with open_pdf(pdf) as document:
        if page > document.page_count:
            raise UsageError(
                say(
                    f"{pdf} has {document.page_count} pages, there is no page {page}",
                    f"{pdf} 共 {document.page_count} 页，没有第 {page} 页",
                )
            )
        box = rect
        if tolerance:
            ink = ink_box(document, page, rect, reach=tolerance)
            limit = rect.grown(-tolerance)
            box = Box(min(ink.x0, limit.x0), min(ink.y0, limit.y0), max(ink.x1, limit.x1), max(ink.y1, limit.y1))
        try:
            return render_crop(document, page, box, dpi), box
        except (ValueError, PaperError) as error:
            raise PaperError(f"{pdf}: {error}") from error


def _short(value: float) -> float | int:
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
