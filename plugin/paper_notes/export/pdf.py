"""PDF: the single HTML page printed by Chromium, with page numbers and links."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from paper_notes.export.html import page
from paper_notes.export.model import Article, ExportError
from paper_notes.export.options import Bundle, Options

SECONDS = 120.0
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def browser(given: str) -> str:
    """The path of a Chromium; raises :class:`ExportError` when there is none."""
    if given:
        found = shutil.which(given)
        if found is None:
            raise ExportError(f"there is no program {given}", "give --chromium the path of Chromium or Chrome")
        return found
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None and _MAC.is_file():
        found = str(_MAC)
    if found is None:
        raise ExportError(
            "PDF needs Chromium or Chrome, and neither is here",
            "install one (Debian: apt install chromium), or give its path with --chromium",
        )
    return found


def export(article: Article, options: Options) -> Bundle:
    """``<slug>.pdf``."""
    program = browser(options.chromium)
    name = f"{article.slug}.pdf"
    with tempfile.TemporaryDirectory(prefix="paper-notes-") as folder:
        source, target = Path(folder) / "note.html", Path(folder) / "note.pdf"
        source.write_text(page(article, options), encoding="utf-8")
        call = [
            program,
            "--headless=new",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            call.append("--no-sandbox")  # Chromium doesn't start as root with it; the page has no script
        try:
            done = subprocess.run(
                [*call, source.as_uri()], capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ExportError(f"{program} could not print the note ({type(error).__name__})") from error
        if not target.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise ExportError(f"{program} could not print the note", said[-1] if said else "")
        data = _settled(target.read_bytes(), article)
    return Bundle(name, {name: data})


def _settled(data: bytes, article: Article) -> bytes:
    """The same PDF without the time of day: title and authors in its metadata, no dates."""
    from paper_notes.paper.pdf.mupdf import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        document.set_metadata({"title": article.title, "author": ", ".join(article.entry.front.authors)})
        info = document.xref_get_key(-1, "Info")[1].split()
        for key in ("CreationDate", "ModDate") if info and info[0].isdigit() else ():
            document.xref_set_key(int(info[0]), key, "null")
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))
