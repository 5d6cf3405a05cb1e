"""A stranger's pull request to a public library, built as its owner would: nothing from outside is read, published or
written, the key goes nowhere, and each bad folder is told while the others are published."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

import claude_model
from messages_server import serving
from paper_notes.note.store import Owner, owner
from papers import write_paper

SECRET = "SECRET-OF-THE-OWNER"
KEY = "no-real-key-of-the-owner"
NOTE = "---\ntitle: {title}\nyear: 2020\n---\n\n# {title}\n\n## TL;DR\n\nShort.\n"

LINKS = {
    "folder": "",
    "pdf": "paper.pdf",
    "note": "README.md",
    "translation": "README.zh.md",
    "settings": "paper.yml",
    "pictures": "images",
    "picture": "images/fig1_arch_a.png",
}
"""What of a folder leads out of the library."""
DEEP = {"source": "data/tables/raw.csv", "sources": "data/tables"}
"""What would only be published: left out."""

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{below}'] * 9)}]\n" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
YAML = {
    "aliases": BOMB,
    "depth": "a: " + "[" * 3000,
    "digits": f"year: {'9' * 5000}",
    "date": "date: 2024-13-45",
    "object": "!!python/object/apply:os.system ['touch pwned']",
    "merge": "a: &a {b: c}\n<<: *a",
}
"""Of ``paper.yml`` and of front matter: each refused."""

FORGED = {
    "template": {"template": "redirect.html", "location": "//foreign.example"},
    "status": {"note": {"status": "generated", "writer": "claude", "digest": "0" * 64}},
    "reviewed": {"status": "reviewed", "note": {"status": "reviewed"}},
}


def outside(root: Path) -> Path:
    """What the owner has beside the library."""
    place = root / "outside"
    (place / "images").mkdir(parents=True)
    (place / "data" / "tables").mkdir(parents=True)
    (place / "README.md").write_text(NOTE.format(title=SECRET), "utf-8")
    (place / "paper.yml").write_text(f"{SECRET}: 1\n", "utf-8")
    (place / "images" / "fig1_arch_a.png").write_bytes(SECRET.encode())
    (place / "data" / "tables" / "raw.csv").write_text(SECRET, "utf-8")
    write_paper(place / "paper.pdf", title=SECRET.replace("-", " "))
    (place / "paper.pdf").write_bytes((place / "paper.pdf").read_bytes() + f"\n%{SECRET}\n".encode())
    (place / "README.zh.md").write_text(SECRET, "utf-8")
    return place


def linked(library: Path, name: str, where: str, target: Path) -> None:
    """A folder of which one part leads out."""
    folder = library / f"link-{name}"
    if not where:
        folder.symlink_to(target)
        return
    (folder / where).parent.mkdir(parents=True)
    if where != "README.md":
        (folder / "README.md").write_text(NOTE.format(title=name), "utf-8")
    (folder / where).symlink_to(target / where)


def settings(root: Path, **options: object) -> None:
    plugin = {"writer": "extract", "raw_html": "forbid", "fail_on": "never", **options}
    values = {
        "site_name": "Notes",
        "site_url": "https://notes.example/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"paper-notes": plugin}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(values), "utf-8")


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=400,
        env=os.environ | environment,
    )


def files(place: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


def told(done: subprocess.CompletedProcess[str], slug: str) -> list[str]:
    return [line for line in done.stderr.splitlines() if f"/{slug}" in line]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory) -> tuple[Path, dict[str, bytes], subprocess.CompletedProcess[str]]:
    """The owner's checkout with the stranger's folders, what lay outside before, and the first build of it."""
    root = tmp_path_factory.mktemp("pull") / "checkout"
    library = root / "paper-notes"
    library.mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Home\n", "utf-8")
    settings(root)
    place = outside(root.parent)
    for name, where in (LINKS | DEEP).items():
        linked(library, name, where, place)
    for name, text in YAML.items():
        for kind in ("yml", "front"):
            folder = library / f"{kind}-{name}"
            folder.mkdir()
            front = f"---\n{text}\n---\n\n# {name}\n" if kind == "front" else NOTE.format(title=name)
            (folder / "README.md").write_text(front, "utf-8")
            if kind == "yml":
                (folder / "paper.yml").write_text(text, "utf-8")
    for name, values in FORGED.items():
        folder = library / f"forged-{name}"
        folder.mkdir()
        front = yaml.safe_dump({"title": name.capitalize(), "year": 2020} | values)
        body = "<script>top.pwned=1</script>\n\n<img src=x onerror=top.pwned=1>\n\n[a](javascript:top.pwned=1)\n"
        (folder / "README.md").write_text(f"---\n{front}---\n\n# {name}\n\n## TL;DR\n\nShort.\n\n{body}", "utf-8")
    write_paper(library / "good" / "paper.pdf")
    before = files(place)
    return root, before, run(root, "mkdocs", "build")


def test_nothing_from_outside_is_published_told_or_written(attacked) -> None:
    root, before, done = attacked
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    for path in (root / "site").rglob("*"):
        assert not path.is_symlink()
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    for path in (root / ".cache").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path
    assert not [path for name in DEEP for path in (root / "site").rglob(f"link-{name}/data/**/*")]
    assert files(root.parent / "outside") == before
    assert not (root / "pwned").exists()
    assert (root / "site" / "paper-notes" / "good" / "index.html").exists()
    assert {path.name for path in root.parent.iterdir()} == {"checkout", "outside"}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_out_is_one_line(attacked, name: str) -> None:
    (line,) = told(attacked[2], f"link-{name}{'/' if LINKS[name] else ' '}")
    assert "leads out of the library" in line


@pytest.mark.parametrize("name", [f"{kind}-{name}" for kind in ("yml", "front") for name in YAML])
def test_hostile_yaml_is_one_line(attacked, name: str) -> None:
    (line,) = told(attacked[2], f"{name}/")
    assert line.startswith("WARNING")
    assert len(line) < 600


@pytest.mark.parametrize("name", FORGED)
def test_a_note_that_claims_to_be_a_person_s_runs_nothing(attacked, name: str) -> None:
    root = attacked[0]
    file = root / "paper-notes" / f"forged-{name}" / "README.md"
    assert owner(file) is not Owner.MACHINE
    page = LexborHTMLParser((root / "site" / "paper-notes" / f"forged-{name}" / "index.html").read_text("utf-8"))
    assert page.css("#__config")  # the theme's page, of no other template
    article = page.css_first("article")
    assert "Short." in article.text()
    assert not article.css("script:not([type]), [onerror], [href^='javascript:']")
    assert "foreign.example" not in (page.html or "")


def test_commands_say_by_their_exit_status_that_folders_are_bad(attacked) -> None:
    root, before, _ = attacked
    built = run(root, "paper_notes", "build", "paper-notes", "--writer", "extract", "--fail-on", "never")
    linted = run(root, "paper_notes", "lint", "paper-notes", "--fail-on", "error")
    strict = run(root, "mkdocs", "build", "--strict")
    for done in (built, linted, strict):
        assert done.returncode == 1, done.stderr[-2000:]
        assert "Traceback" not in done.stderr
        assert SECRET not in done.stdout + done.stderr
    assert files(root.parent / "outside") == before


@pytest.mark.parametrize("command", ["mkdocs", "write", "dry"])
def test_the_key_goes_to_no_server_that_the_settings_name(collection: Path, command: str) -> None:
    write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")
    claude = {"base_url": "https://foreign.example/v1", "max_cost": 5}
    with serving(claude_model.answer) as proxy:  # all that leaves would pass here
        environment = {"ANTHROPIC_API_KEY": KEY, "HTTPS_PROXY": proxy.url, "HTTP_PROXY": proxy.url, "NO_PROXY": ""}
        settings(collection, writer="claude", claude=claude)
        commands = {"mkdocs": ("mkdocs", "build"), "write": ("paper_notes", "write", "shelf")}
        commands["dry"] = (*commands["write"], "--dry-run")
        done = run(collection, *commands[command], **environment)
        assert not proxy.requests
        assert not proxy.counts
    assert "foreign.example" in done.stderr
    assert "nothing was sent" in done.stderr
    assert KEY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if command == "mkdocs" else 2) or done.returncode == 1
