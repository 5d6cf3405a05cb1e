"""A built site whose library attacks, in Chromium: no script of it runs, no dialog opens, no request leaves."""

from __future__ import annotations

import pytest


@pytest.fixture
def watched(chromium):
    """A page in the browser, and what it did that it should not."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    acts: list[str] = []
    page.on("dialog", lambda dialog: (acts.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: acts.append(f"popup: {popup.url}"))
    context.on(
        "request",
        lambda sent: sent.url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")) or acts.append(sent.url),
    )
    context.add_init_script("for (const name of ['alert', 'confirm']) window[name] = () => { top.pwned = name }")
    yield page, acts
    context.close()


def unharmed(page) -> bool:
    return bool(page.evaluate("top.pwned === undefined"))


def test_nothing_runs_and_nothing_is_asked_for_elsewhere(hostile_site, watched):
    site, url = hostile_site
    addresses = [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("*.html"))]
    page, acts = watched
    assert len(addresses) > 15
    for address in addresses:
        page.goto(url + address, wait_until="load")
        page.evaluate("""() => {
            for (const element of document.querySelectorAll("article *, .pn-card *")) {
                for (const kind of ["pointerover", "mouseover", "focusin", "toggle", "animationstart", "error"]) {
                    element.dispatchEvent(new PointerEvent(kind, {bubbles: true, pointerType: "mouse"}));
                }
            }
            for (const button of document.querySelectorAll("article button, article summary")) button.click();
        }""")
        assert unharmed(page), address
        assert page.url.startswith(url + address), address
        assert acts == [], address
    page.wait_for_timeout(500)
    assert (unharmed(page), acts) == (True, [])


def test_cards_search_and_figures_show_attacks_as_text(hostile_site, watched):
    url = hostile_site[1]
    page, acts = watched
    page.goto(url, wait_until="networkidle")
    assert "<script>" in page.locator(".pn-cards").inner_text()
    page.locator(".pn-filter input[name=text]").fill("walnuts")
    field = page.locator(".md-search__input")
    for words in ("walnuts", "script", "onerror", "shelves"):
        field.click()
        field.fill(words)
        field.press("End")
        page.wait_for_timeout(400)
        assert unharmed(page), words
    page.goto(f"{url}?q=%3Cimg%20src=x%20onerror=top.pwned=1%3E&tag=%22%3E%3Cimg%20src=x%20onerror=top.pwned=1%3E")
    page.goto(f"{url}paper-notes/metadata/", wait_until="networkidle")
    assert "<script>" in page.title()
    page.locator(".pn-figure__open").first.click()
    page.locator(".pn-dialog img").wait_for()
    assert "onerror" in page.locator(".pn-dialog p").inner_text()
    page.keyboard.press("Escape")
    page.locator(".pn-cite summary").click()
    page.locator("a.pn-page").first.hover()
    page.wait_for_timeout(400)
    assert (unharmed(page), acts) == (True, [])
