"""How often a build opens a note and a paper."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from papers import write_paper

WATCH = """
import os, sys
log = os.open(os.environ["OPENS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def told(event, given):
    if event == "open" and isinstance(given[0], (str, os.PathLike)):
        name, writing = os.fspath(given[0]), isinstance(given[1], str) and "w" in given[1]
        if name.endswith(("README.md", "paper.pdf")) and not writing and os.path.exists(name):
            os.write(log, f"{name}\\n".encode())
sys.addaudithook(told)
"""


def opens(project: Path, place: Path) -> Counter[str]:
    """Builds; how often each file of the library was opened by name, in whatever process."""
    log = place / "opens"
    log.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(place), *sys.path[1:]]), "OPENS": str(log)}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"]
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    library = f"{project}/paper-notes/"
    return Counter(line.rpartition("/")[2] for line in log.read_text().split("\n") if line.startswith(library))


def test_a_note_is_opened_once_a_build_and_a_paper_by_nobody_who_has_nothing_to_do(collection, tmp_path_factory):
    place = tmp_path_factory.mktemp("watch")
    (place / "sitecustomize.py").write_text(WATCH)
    write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")
    cold, warm = opens(collection, place), opens(collection, place)
    # cold: its digest, reading and its digest there, cutting out, drawing pages; and MkDocs copies it to the site
    assert cold == {"paper.pdf": 6}  # the note that was written is handed on
    assert warm == {"README.md": 1, "paper.pdf": 1}  # MkDocs copies the paper
