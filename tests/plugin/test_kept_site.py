"""A site with pages that earlier builds made is, byte for byte, what a build of everything makes."""

from __future__ import annotations

import logging
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image

from paper_notes.adapter.kept_pages import PageKeeper

SEQUENCES = int(os.environ.get("KEPT_SEQUENCES", "1"))
STEPS = int(os.environ.get("KEPT_STEPS", "4"))
WORDS = ["walnut", "hazel", "prune", "branch", "summer", "树木", "修剪", "坚果", "root", "leaf", "graft", "bark"]


class Project:
    """A collection, and what its last build put in place and said."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance, self.notes = root, chance, root / "paper-notes"
        self.config = root / "mkdocs.yml"
        self.config.write_text(
            "site_name: Test\nsite_url: https://notes.example/\nrepo_url: https://example.org/r\nedit_uri: edit/docs/\n"
            "theme: {name: material, font: false, features: []}\nvalidation: {links: {anchors: warn}}\n"
            "plugins: [search, {paper-notes: {writer: none, fail_on: never}}]\n",
            encoding="utf-8",
        )
        for name in ("walnut", "hazel", "oak", "ash"):
            self.write(name)
        (root / "docs" / "about.md").write_text(
            "# About\n\n[a note](../paper-notes/oak/README.md#tldr)\n".replace("../", "")
        )

    def build(self, site: str) -> tuple[dict[str, bytes], list[str]]:
        """Every file of the site, and what was told from warnings on."""
        told: list[str] = []
        listener = logging.Handler(logging.WARNING)
        listener.emit = lambda record: told.append(record.getMessage())
        logging.getLogger("mkdocs").addHandler(listener)
        try:
            config = load_config(str(self.config), site_dir=str(self.root / site))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        finally:
            logging.getLogger("mkdocs").removeHandler(listener)
        files = {
            file.relative_to(self.root / site).as_posix(): file.read_bytes()
            for file in (self.root / site).rglob("*")
            if file.is_file() and file.name != "sitemap.xml.gz"  # it holds the time
        }
        return files, sorted(line.replace(f"/{site}/", "/") for line in told)

    def clean(self) -> tuple[dict[str, bytes], list[str]]:
        """The same without anything kept of the site."""
        cache = self.root / ".cache" / "paper-notes" / "site"
        aside = self.root / "aside"
        cache.rename(aside)
        try:
            return self.build("clean")
        finally:
            shutil.rmtree(cache)
            aside.rename(cache)

    def text(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=20))

    def write(self, name: str, language: str = "") -> None:
        folder = self.notes / name
        (folder / "images").mkdir(parents=True, exist_ok=True)
        other = self.chance.choice([name, name, "oak", "ash", "ash", "gone"])
        Image.effect_noise((300, 200), 40).save(folder / "images" / "fig1_arch_tree.png")
        note = f"README{'.' + language if language else ''}.md"
        status = self.chance.choice(["extract", "reviewed"])
        (folder / note).write_text(
            f"---\ntitle: {name} {self.chance.randrange(9)}\nyear: 2021\nlanguage: {language or 'zh'}\n"
            f"tags: [{self.chance.choice(WORDS)}]\nnote: {{status: {status}}}\n---\n\n"
            f"# {name}\n\n## TL;DR\n\n{self.text()} $x^{self.chance.randrange(9)}$ [p. 1](paper.pdf#page=1)\n\n"
            f"![a tree](images/fig1_arch_tree.png)\n\n## More\n\n[see](../{other}/README.md#tldr) {self.text()}\n",
            encoding="utf-8",
        )

    def one(self) -> Path:
        return self.chance.choice(sorted(path for path in self.notes.iterdir() if path.is_dir()))

    def swap(self, old: str, new: str) -> None:
        text = self.config.read_text("utf-8")
        self.config.write_text(text.replace(old, new) if old in text else text.replace(new, old), encoding="utf-8")


def edit(project: Project) -> None:
    note = project.one() / "README.md"
    note.write_text(note.read_text("utf-8") + f"\n{project.text()}\n", encoding="utf-8")


def add(project: Project) -> None:
    project.write(f"new-{project.chance.randrange(10**6)}")


def delete(project: Project) -> None:
    if len(list(project.notes.iterdir())) > 3:
        shutil.rmtree(project.one())


def rename(project: Project) -> None:
    project.one().rename(project.notes / f"named-{project.chance.randrange(10**6)}")


def image(project: Project) -> None:
    size = (300 + project.chance.randrange(99), 200)
    Image.effect_noise(size, 40).save(project.one() / "images" / "fig1_arch_tree.png")


def settings(project: Project) -> None:
    (project.one() / "paper.yml").write_text(f"rating: {project.chance.randrange(1, 6)}\n")


def translate(project: Project) -> None:
    folder = project.one()
    if (folder / "README.en.md").exists():
        (folder / "README.en.md").unlink()
    else:
        project.write(folder.name, "en")


def configure(project: Project) -> None:
    project.swap("site_name: Test", "site_name: Other")


def theme(project: Project) -> None:
    project.swap("features: []", "features: [navigation.tabs, navigation.top]")


def write_page(project: Project) -> None:
    page = project.root / "docs" / f"page{project.chance.randrange(3)}.md"
    page.write_text(f"# {project.text()[:12]}\n\n[to](paper-notes/ash/README.md#more)\n", encoding="utf-8")


def break_note(project: Project) -> None:
    (project.one() / "README.md").write_text("---\ntitle: [\n---\n\n# Broken\n", encoding="utf-8")


def nothing(project: Project) -> None:
    pass


CHANGES: tuple[Callable[[Project], None], ...] = (
    edit, edit, add, delete, rename, image, settings, translate, configure, theme, write_page, break_note, nothing,
)  # fmt: skip


@pytest.fixture
def placed(monkeypatch) -> list[set[str]]:
    """The sources of the pages that each build put in place."""
    found: list[set[str]] = []
    place = PageKeeper.place

    def noted(self, files):
        placed = place(self, files)
        found.append(set(self._placed))
        return placed

    monkeypatch.setattr(PageKeeper, "place", noted)
    return found


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_any_changes_the_site_is_a_clean_builds(collection, placed, seed):
    chance = random.Random(seed)
    project = Project(collection, chance)
    project.build("site")
    for _ in range(STEPS):
        change = chance.choice(CHANGES)
        change(project)
        kept, clean = project.build("site"), project.clean()
        different = [name for name in kept[0].keys() | clean[0].keys() if kept[0].get(name) != clean[0].get(name)]
        assert (change.__name__, different) == (change.__name__, [])
        assert kept[1] == clean[1]
        assert not placed[-1]  # the clean one


def test_what_did_not_change_is_put_in_place(collection, placed):
    project = Project(collection, random.Random(2))
    project.build("site")
    first = {f"paper-notes/{name}/README.md" for name in ("walnut", "hazel", "oak", "ash")}
    gone = [folder.name for folder in project.notes.iterdir() if "gone" in (folder / "README.md").read_text("utf-8")]
    told = {f"paper-notes/{name}/README.md" for name in gone}  # a link that leads nowhere is told each time
    project.build("site")
    assert placed[0] == set() and placed[1] == first - told
