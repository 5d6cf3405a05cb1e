"""A real ``mkdocs serve`` on a free port of this machine: the preview follows the folder and never loops."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from papers import write_paper

PATIENCE = 60.0


class Preview:
    """A running preview: its log and its pages."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.root, self.log_file = root, root / "serve.log"
        self.output = self.log_file.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
            cwd=root,
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        return self.log.count("Building documentation")

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, f"serve ended:\n{self.log}"
            try:
                if condition():
                    return
            except OSError:
                pass  # not listening yet
            time.sleep(0.2)
        raise AssertionError(f"waited {PATIENCE:.0f} s for {what}:\n{self.log}")

    def settled(self) -> int:
        """The number of builds once two quiet seconds have passed."""
        seen, since = self.builds, time.monotonic()
        while time.monotonic() - since < 2.5:
            time.sleep(0.2)
            if self.builds != seen:
                seen, since = self.builds, time.monotonic()
        return seen

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.output.close()


@pytest.fixture
def preview(collection: Path) -> Iterator[Preview]:
    write_paper(collection / "paper-notes" / "shelf" / "paper.pdf")
    running = Preview(collection)
    try:
        running.wait("the first page", lambda: running.get("/paper-notes/shelf/")[0] == 200)
        yield running
    finally:
        running.stop()


def test_the_preview_follows_the_folder(preview: Preview) -> None:
    notes = preview.root / "paper-notes"
    builds = preview.settled()
    assert builds <= 2, preview.log  # writing the first note may be noticed once

    write_paper(notes / "second" / "paper.pdf", title="A Second Paper on the Same Shelf")
    preview.wait("the new paper's page", lambda: "Second Paper" in preview.get("/paper-notes/second/")[1])
    assert preview.settled() <= builds + 3, preview.log

    note = notes / "second" / "README.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nEdited while serving.\n", encoding="utf-8")
    preview.wait("the edit", lambda: "Edited while serving" in preview.get("/paper-notes/second/")[1])

    shutil.rmtree(notes / "shelf" / "images")
    preview.wait("the images", lambda: any((notes / "shelf" / "images").glob("fig1_*.png")))
    builds = preview.settled()

    (notes / "broken").mkdir()
    (notes / "broken" / "paper.pdf").write_bytes(b"no pdf")
    preview.wait("the warning", lambda: str(Path("broken") / "paper.pdf") in preview.log)
    assert preview.settled() <= builds + 2, preview.log
    assert preview.get("/paper-notes/second/")[0] == 200
