"""Take the pictures of this repository's own pages that the README and the guide show.

Run in the repository's root with Chromium installed: ``python docs/images/take.py``. It builds the site into a
temporary folder, serves it on 127.0.0.1, and writes the WebP files beside this script.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
EXTRACT = "paper-notes/a-shelf-for-reading-notes/"
EXTRACT_ZH = "paper-notes/chinese-notes-without-a-dictionary/"
WRITTEN = "paper-notes/attention-is-all-you-need/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def take(browser: Browser, site: str) -> None:
    """All pictures of the site at the address ``site``, which ends in "/"."""
    desktop = browser.new_page(viewport={"width": 1280, "height": 800})
    desktop.goto(site)
    save("index", shot(desktop))
    for name, path in (("note-page", EXTRACT), ("note-page-zh", EXTRACT_ZH)):
        desktop.goto(site + path)
        desktop.locator("a.pn-page[data-pn-marks]").first.hover()
        desktop.locator(".pn-preview").wait_for()
        save(name, shot(desktop))
    phone = browser.new_context(
        viewport={"width": 390, "height": 760}, device_scale_factor=1.25, has_touch=True, is_mobile=True
    ).new_page()
    phone.goto(site + WRITTEN)
    screens = [shot(phone)]
    for place in range(2):
        phone.locator(".pn-note h3").nth(place).evaluate("part => window.scrollTo(0, part.offsetTop - 60)")
        screens.append(shot(phone))
    save("phone", beside(screens))


def shot(page: Page) -> Image.Image:
    """What the page shows, once its pictures are there."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    return Image.open(io.BytesIO(page.screenshot()))


def beside(screens: list[Image.Image], gap: int = 24) -> Image.Image:
    """Pictures of one height in a row."""
    width = sum(screen.width for screen in screens) + gap * (len(screens) - 1)
    row = Image.new("RGB", (width, screens[0].height), "#d7d9dd")
    left = 0
    for screen in screens:
        row.paste(screen, (left, 0))
        left += screen.width + gap
    return row


def save(name: str, picture: Image.Image) -> None:
    """As WebP with a thin frame; flat colours and text stay sharp at this quality."""
    framed = ImageOps.expand(picture.convert("RGB"), border=1, fill="#c8cbd0")
    framed.save(HERE / f"{name}.webp", quality=80, method=6)


def main() -> None:
    """Build, serve, take."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("take.py: there is no chromium; install it and run this again")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder], check=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                take(browser, f"http://127.0.0.1:{server.server_port}/")
                browser.close()
            server.shutdown()


if __name__ == "__main__":
    main()
