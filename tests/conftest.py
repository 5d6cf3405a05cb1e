"""Collections to build."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

os.environ.setdefault("PAPER_NOTES_CACHE_KEY", "the tests keep no key at home")

for _name in ("LC_ALL", "LC_MESSAGES", "PAPER_NOTES_LANG"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"


@pytest.fixture(autouse=True)
def _no_language_of_another_test(monkeypatch) -> None:
    monkeypatch.setenv("PAPER_NOTES_SPOKEN", "")


@pytest.fixture(autouse=True, scope="session")
def _no_cache_at_home(tmp_path_factory) -> None:
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_workers_of_another_test() -> Iterator[None]:
    """A test that leaves a build halfway leaves the workers open that the rest of the build would share."""
    from paper_notes.paper.pdf import isolation

    before = list(isolation._open.readers)
    yield
    for reader in [each for each in isolation._open.readers if each not in before]:
        reader.__exit__(None, None, None)


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with ``mkdocs.yml``, ``docs/index.md`` and an empty ``paper-notes/``."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "paper-notes").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\nsite_url: https://notes.example/\ntheme: {name: material, font: false}\n"
        "plugins: [search, paper-notes]\n",
        encoding="utf-8",
    )
    return tmp_path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="session", params=[("generated", "allow"), ("", "forbid")], ids=["model", "stranger"])
def hostile_site(request, tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A site built of a library that attacks: its folder, and the address where it is served."""
    from hostile_library import build_site, write_library

    root = tmp_path_factory.mktemp("hostile")
    (root / "site").mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "site"))) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        status, raw_html = request.param
        write_library(root, status=status, raw_html=raw_html, url=url)
        site = build_site(root)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site, url
        server.shutdown()
