from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser_collection import write_collection

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_WHY = []


def pytest_terminal_summary(terminalreporter) -> None:
    for reason in dict.fromkeys(_WHY):
        terminalreporter.section("BROWSER TESTS SKIPPED", red=True)
        terminalreporter.line(reason)


def _skip(reason: str) -> None:
    _WHY.append(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _skip("the site was not tested in a browser: playwright is not installed")
    if CHROMIUM is None:
        _skip("the site was not tested in a browser: there is no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def build_site(folder: Path, *, site_url: str = "", offline: bool = False) -> Path:
    write_collection(folder, site_url=site_url, offline=offline)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(scope="session")
def offline_site(chromium, tmp_path_factory) -> Path:
    return build_site(tmp_path_factory.mktemp("offline"), offline=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="session")
def address(chromium, tmp_path_factory) -> Iterator[str]:
    """Where the site of the collection is served; ends in "/"."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "site").mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site"))) as server:
        # the theme loads pages without a reload only where the site says that it is
        url = f"http://127.0.0.1:{server.server_port}/"
        build_site(folder, site_url=url)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield url
        server.shutdown()


@pytest.fixture(scope="session")
def session_visit(chromium):
    yield from _visitor(chromium)


@pytest.fixture
def visit(chromium):
    """Open a page: ``visit(url, width=1280)``. Fails at the end on an error in a script or a request elsewhere."""
    yield from _visitor(chromium)


def _visitor(chromium):
    contexts, faults = [], []

    def complain(message, origin: str) -> None:
        # the theme looks for a sitemap, which a page on disk may not read; it goes on without
        known = origin == "file://" and ("sitemap.xml" in message.text or "ERR_FAILED" in message.text)
        if message.type == "error" and not known:
            faults.append(f"console: {message.text}")

    def open_page(url: str, width: int = 1280, **options):
        origin = "file://" if url.startswith("file:") else "/".join(url.split("/")[:3]) + "/"
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900}, locale="zh-CN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda message: complain(message, origin))
        page.on(
            "request",
            lambda sent: (
                sent.url.startswith((origin, "data:", "blob:", "about:"))
                or faults.append(f"request elsewhere: {sent.url}")
            ),
        )
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
