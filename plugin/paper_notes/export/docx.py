"""Word, by Pandoc when it is installed: formulas become Word's own."""

from __future__ import annotations

import os
import re
import tempfile
from importlib.util import find_spec
from pathlib import Path

from markupsafe import escape

from paper_notes.export.html import PageWriter, page_blocks
from paper_notes.export.model import Article, ExportError, Formula, Picture
from paper_notes.export.options import Bundle, Options
from paper_notes.export.pictures import Gallery

_ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.S)
_DIVISION = re.compile(r"</?div[^>]*>")
_EPOCH = "315532800"
"""1980, the date of every file in the document: the same note makes the same bytes."""

_LANGUAGES = {"zh": "zh-Hans", "en": "en-US"}
_HINT = "install both: pip install 'mkdocs-paper-notes[docx]', and Pandoc from pandoc.org or your system's packages"


def require_pandoc() -> None:
    """Raise :class:`ExportError` when there is no Pandoc."""
    if find_spec("pypandoc") is None:
        raise ExportError("Word documents need pypandoc and Pandoc, and pypandoc is not here", _HINT)
    import pypandoc

    try:
        pypandoc.get_pandoc_path()
    except OSError as error:
        raise ExportError("Word documents need Pandoc, and it is not here", _HINT) from error


def export(article: Article, options: Options) -> Bundle:
    """``<slug>.docx``."""
    require_pandoc()
    import pypandoc

    name = f"{article.slug}.docx"
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as folder:
        writer = _Writer(article, Gallery(article), Path(folder))
        content = writer.document(page_blocks(article, options))
        target = Path(folder) / "note.docx"
        before = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
        try:
            pypandoc.convert_text(
                f"<h1>{escape(article.title)}</h1>\n{content}",
                "docx",
                format="html",
                outputfile=str(target),
                sandbox=False,
                extra_args=[f"--resource-path={folder}", f"--metadata=lang:{_LANGUAGES[article.language]}"],
            )
        except (OSError, RuntimeError) as error:
            raise ExportError(f"Pandoc could not write {name}", " ".join(str(error).split())[:200]) from error
        finally:
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = before
        return Bundle(name, {name: target.read_bytes()})


class _Writer(PageWriter):
    def __init__(self, article: Article, gallery: Gallery, folder: Path) -> None:
        super().__init__(article, gallery)
        self.folder = folder

    def formula(self, formula: Formula) -> str:
        # without its LaTeX: Pandoc would read that instead, and knows fewer commands than the site
        written = _ANNOTATION.sub("", super().formula(formula))
        return f"<p>{_DIVISION.sub('', written)}</p>" if formula.display else written

    def picture(self, picture: Picture) -> str:
        shown = self.gallery.shown.get(picture.source)
        if shown is None:
            return super().picture(picture)
        (self.folder / shown.name).write_bytes(shown.data)
        image = f'<img src="{shown.name}" alt="{escape(picture.alt)}">'
        return f"<figure>{image}<figcaption>{escape(picture.alt)}</figcaption></figure>" if picture.alone else image
