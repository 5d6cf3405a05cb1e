"""Keys of kept work change with every file that decides what it holds."""

import hashlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import paper_notes
from paper_notes.building.plan import CHECKING_ROOMS, READING_ROOMS, WRITING_ROOMS
from paper_notes.cache.keys import declared_version, sources
from paper_notes.site import pictures, thumbnails

ROOT = Path(paper_notes.__file__).parent
LOADED = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
        importlib.import_module(found.name)
print(*(m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == "paper_notes"), sep="\\n")
"""


@pytest.mark.parametrize("rooms", [READING_ROOMS, WRITING_ROOMS["extract"], WRITING_ROOMS["claude"], CHECKING_ROOMS])
def test_the_key_holds_every_module_that_the_rooms_load(rooms):
    names = [f"paper_notes.{room.replace('/', '.')}" for room in rooms]
    run = subprocess.run([sys.executable, "-c", LOADED, *names], capture_output=True, text=True, check=True)
    loaded = {Path(line).relative_to(ROOT) for line in run.stdout.split()}
    empty = {file for file in loaded if file.name == "__init__.py" and len((ROOT / file).read_text("utf-8")) < 300}
    assert loaded - empty <= sources(rooms).keys()


def test_an_extract_is_not_written_again_for_what_it_does_not_depend_on():
    names = {file.as_posix() for file in sources(WRITING_ROOMS["extract"])}
    assert "language/sentences.py" in names and "writing/extract/select.py" in names
    assert not any(name.startswith(("checking/", "site/", "writing/claude/")) for name in names)
    assert {file.parts[0] for file in sources(READING_ROOMS)} >= {"paper", "language", "files.py"}


def code_of(*functions):
    """What stands in functions, however it is laid out."""
    text = " ".join("".join(map(inspect.getsource, functions)).split())
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_how_pictures_are_made_does_not_change_without_its_version():
    """After a change: raise the version in ``cache/keys.py`` if pictures look otherwise, and write the new digest."""
    made = {
        "pictures": code_of(pictures.lighter_copy, pictures._webp, thumbnails.on_white),
        "thumbnails": code_of(thumbnails.figure_thumbnail, thumbnails.social_picture, thumbnails.on_white),
    }
    assert {what: (declared_version(what), code) for what, code in made.items()} == {
        "pictures": ("1", "47cc7eef14f98e82"),
        "thumbnails": ("1", "1c1510f047db9857"),
    }
