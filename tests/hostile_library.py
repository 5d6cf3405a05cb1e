"""A library in which everything attacks: PDFs, a steered model's notes, a stranger's pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pymupdf
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from attacks import FAMILIES


def batched(names: Iterable[str], size: int) -> Iterator[list[str]]:
    """The names in groups of a size."""
    listed = list(names)
    return (listed[at : at + size] for at in range(0, len(listed), size))


PACKED = 5
"""Attacks on one page. Each is tried by itself, too, where the gate is."""
SCRIPT = "</title><script>top.pwned=1</script>"
BREAKOUT = "\"><img src=//foreign.example/x onerror='top.pwned=1'>"
REFRESH = '0;url=//foreign.example" http-equiv="refresh" x="'
HIDDEN = "\u202eab\u2066\x07\x0b"
VALUES = {
    "title": f"Walnuts {HIDDEN}{SCRIPT}{BREAKOUT}",
    "authors": [f"Ada {BREAKOUT}", f"{SCRIPT}{HIDDEN}", "A and B } \\input{x}"],
    "venue": f"Proc {BREAKOUT}",
    "year": 2024,
    "arxiv": BREAKOUT,
    "doi": f"10.1/{BREAKOUT}",
    "tags": [BREAKOUT, f"{SCRIPT}{HIDDEN}", "javascript:top.pwned=1", "]]><x/>"],
    "difficulty": 3,
    "difficulty_reason": BREAKOUT,
    "prerequisites": [SCRIPT, BREAKOUT],
    "description": REFRESH,
    "author": BREAKOUT,
    "subtitle": SCRIPT,
}
STEERING = {
    "template": "redirect.html",
    "location": '//foreign.example"];top.pwned=1;["',
    "icon": "../../../secret",
    "status": BREAKOUT,
    "search": {"boost": BREAKOUT},
    "hide": [BREAKOUT, "toc"],
}
SETTINGS = """site_name: Hostile
site_url: {url}
theme:
  name: material
  font: false
  features: [content.code.copy, search.highlight, search.suggest, navigation.footer, navigation.instant]
plugins:
  - search
  - tags
  - paper-notes: {{writer: extract, fail_on: never, raw_html: {raw_html}}}
markdown_extensions:
  - admonition
  - abbr
  - tables
  - def_list
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.magiclink
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.snippets: {{base_path: ["."]}}
  - pymdownx.superfences:
      custom_fences:
        - {{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format ""}}
"""
BODY = f"""# Walnuts {BREAKOUT}

## TL;DR

Summary {BREAKOUT} {HIDDEN} [p. 1](paper.pdf#page=1).

## Method {SCRIPT}

![Figure 1: {BREAKOUT}](images/fig1_arch_a.png)

$$
\\text{{<img src=x onerror=top.pwned=1>}} \\tag{{"><script>top.pwned=1</script>}}
$$

“{BREAKOUT}” [p. 1](paper.pdf#page=1)

--8<-- "secret.txt"
"""


def note(status: str, body: str, values: dict[str, object]) -> str:
    """A note's file; ``status`` is "" for one that claims to be a person's."""
    front = dict(values)
    if status:
        front["note"] = {"status": status, "writer": "claude", "date": "2026-01-02"}
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{body}"


def write_pdf(path: Path, text: str) -> None:
    """A paper whose title, author, abstract, section, formula, caption, outline and metadata attack."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_textbox((60, 50, 560, 130), f"Shelves {text}", fontsize=17, fontname="hebo")
        page.insert_textbox((60, 135, 560, 160), f"Ada Lund {BREAKOUT}", fontsize=10)
        lines = [
            ("Abstract", 13),
            (f"We propose a method {BREAKOUT} that {SCRIPT} orders notes and improves on the baseline by 12%.", 10),
            (f"1 Introduction {BREAKOUT}", 13),
            (f"However, existing tools {SCRIPT} cannot sort many notes, which {REFRESH} is a problem for readers.", 10),
            ("We show that x < y and $$<img src=x onerror=top.pwned=1>$$ holds for every order of the shelf.", 10),
            (f"2 Method {SCRIPT}", 13),
            ("The order is a permutation that keeps related notes close to each other on the shelf at all times.", 10),
        ]
        y = 180.0
        for line, size in lines:
            page.insert_textbox((60, y, 560, y + 40), line, fontsize=size, fontname="hebo" if size > 12 else "helv")
            y += 42
        page.draw_rect((120, 500, 480, 640), color=(0, 0, 1), fill=(0.8, 0.9, 1))
        page.insert_textbox((60, 650, 560, 690), f"Figure 1: The architecture {BREAKOUT} {SCRIPT}", fontsize=9)
        document.set_toc([[1, f"Outline {BREAKOUT}", 1], [2, SCRIPT, 1]])
        document.set_metadata({"title": f"Meta {text}", "author": BREAKOUT, "subject": SCRIPT, "keywords": BREAKOUT})
        document.save(path)


def write_library(root: Path, *, status: str, raw_html: str, url: str) -> None:
    """The site's sources."""
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Notes\n\n<!-- paper-notes:index -->\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS.format(url=url, raw_html=raw_html), encoding="utf-8")
    (root / "secret.txt").write_text("SECRET-OF-THE-READER", encoding="utf-8")
    library = root / "paper-notes"
    for slug, text in {"pdf-title": SCRIPT, "pdf-breakout": BREAKOUT}.items():
        (library / slug).mkdir(parents=True)
        write_pdf(library / slug / "paper.pdf", text)
    steered = library / "metadata"
    (steered / "images").mkdir(parents=True)
    write_pdf(steered / "paper.pdf", "x")
    (steered / "README.md").write_text(note(status, BODY, VALUES | (STEERING if status else {})), encoding="utf-8")
    (steered / "README.zh.md").write_text(note(status, BODY, VALUES | {"language": "zh"}), encoding="utf-8")
    pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 300, 200)).save(steered / "images" / "fig1_arch_a.png")
    (library / "unreadable").mkdir()
    (library / "unreadable" / "README.md").write_text(f"---\nnote: {{status: mine}}\n---\n\n{BODY}", encoding="utf-8")
    for number, names in enumerate(batched(FAMILIES, PACKED)):
        slug = f"attack-{number:02}"
        (library / slug).mkdir()
        attacks = "\n\n".join(f"### {name.capitalize()}\n\n{FAMILIES[name]}" for name in names)
        body = f"# Attack {number}\n\n## TL;DR\n\nShort.\n\n## Method\n\nBefore.\n\n{attacks}\n"
        values: dict[str, object] = {"title": f"Attack {number}", "year": 2020}
        (library / slug / "README.md").write_text(note(status, body, values), encoding="utf-8")
    if raw_html == "forbid":
        (steered / "further.md").write_text(BODY, encoding="utf-8")
        (steered / "page.html").write_text("<script>top.pwned=1</script>", encoding="utf-8")
        drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>top.pwned=1</script></svg>'
        (steered / "images" / "fig2_arch_b.svg").write_text(drawing, encoding="utf-8")


def build_site(root: Path) -> Path:
    """Build the site; returns its folder."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"
