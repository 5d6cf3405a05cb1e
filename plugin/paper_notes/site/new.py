"""A new site, ready to build and to publish: ``paper-notes new DIR``."""

from __future__ import annotations

import json
from pathlib import Path

from paper_notes import __version__
from paper_notes.errors import UsageError
from paper_notes.files import write_atomically
from paper_notes.messages import say
from paper_notes.site.templates import render_text

_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README_{language}.md",
    "docs/index.md": "index_{language}.md",
    "requirements.txt": "requirements.txt",
    "CITATION.cff": "CITATION.cff",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/pages.yml": "pages.yml",
    "paper-notes/.gitkeep": "gitkeep",
}
_SCAN_FILES = {
    "scan.yml": "scan.yml",
    "topics.txt": "topics_{language}.txt",
    ".github/workflows/scan.yml": "scan_workflow.yml",
}


def new_site(directory: Path, *, name: str, language: str, scan: bool = False) -> list[Path]:
    """Write the files of a new site into ``directory``, which is made when it isn't there; returns their paths.

    With ``scan`` also those of the daily scan; where there is a site already, only these.
    Raises :class:`UsageError` when one of the files exists already, before anything is written.
    """
    if directory.exists() and not directory.is_dir():
        raise UsageError(say(f"{directory} is a file", f"{directory} 是文件"), say("name a folder", "请给出文件夹"))
    site = {} if scan and (directory / "mkdocs.yml").is_file() else _FILES
    files = {**site, **(_SCAN_FILES if scan else {})}
    taken = [file for file in files if (directory / file).exists()]
    if taken:
        raise UsageError(
            say(f"{directory} already has {', '.join(taken)}", f"{directory} 已经有 {'、'.join(taken)}"),
            say("name a new folder; nothing was written", "请换一个新文件夹；什么都没有写"),
        )
    written = []
    for file, template in files.items():
        text = render_text(
            f"new/{template.format(language=language)}",
            name=name,
            quoted_name=json.dumps(name, ensure_ascii=False),  # a YAML string as well
            language=language,
            version=__version__,
            dependencies="requirements.txt",
            install="pip install -r requirements.txt",
        )
        write_atomically(directory / file, text.encode())
        written.append(directory / file)
    return written
