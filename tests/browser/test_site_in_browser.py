"""The built site in Chromium. Every test fails on an error in a script and on a request that leaves the site."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

NOTE = "paper-notes/walnut/"
PAGES = {
    "index": "",
    "note": NOTE,
    "translation": "paper-notes/walnut/README.en/",
    "both": "paper-notes/walnut/side-by-side/",
    "extract": "paper-notes/hazel/",
}
GUIDES = ["guide", "claude"]


@pytest.fixture(scope="module")
def searched(session_visit, address):
    """The index, to search from again and again."""
    return session_visit(address)


def search(page, words: str) -> list[str]:
    """Addresses of the sections that the theme's search finds, without the site's own."""
    field = page.locator(".md-search__input")
    field.click()
    field.fill("")
    field.press("End")
    page.locator(".md-search-result__item").first.wait_for(state="detached")
    field.fill(words)
    field.press("End")  # the theme looks when a key goes up
    page.locator(".md-search-result__item, .md-search-result__meta:has-text('没有')").first.wait_for()
    return page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.pathname)")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_screen(visit, address, width):
    page = visit(address, width)
    for name, path in PAGES.items():
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_many_tags_make_no_page_wider_than_a_phone(visit, address):
    page = visit(address, 390)
    page.goto(address, wait_until="networkidle")
    page.locator(".pn-chip").first.evaluate(
        "chip => { for (let i = 0; i < 40; i++) chip.parentElement.append(chip.cloneNode(true)) }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_from_the_index_to_the_papers_page_in_three_clicks(visit, address):
    page = visit(address)
    page.get_by_role("link", name="Pruning Walnut Trees").click()
    page.wait_for_url("**/walnut/")
    link = page.locator("a.pn-page").nth(1)
    assert link.evaluate("link => link.href") == f"{address}{NOTE}paper.pdf#page=1"
    assert page.request.get(address + NOTE + "paper.pdf").headers["content-type"] == "application/pdf"


def test_filters_work_at_once_and_stand_in_the_address(visit, address):
    page = visit(address)
    cards = page.locator(".pn-card:visible")
    assert cards.count() == 2
    page.locator(".pn-filter input[name=text]").fill("lund walnut")
    assert cards.count() == 1
    assert page.locator(".pn-filter output").inner_text() == "共 1 篇"
    page.locator(".pn-filter button[type=reset]").click()
    page.wait_for_function("document.querySelectorAll('.pn-card:not([hidden])').length === 2")
    page.locator(".pn-chip", has_text="hedges").click()
    page.locator(".pn-filter select[name=status]").select_option("extract")
    assert cards.count() == 1
    page.reload()
    page.locator(".pn-filter:visible").wait_for()
    assert "tag=hedges" in page.url
    assert cards.count() == 1
    assert cards.first.locator("h2").inner_text() == "Hazel Hedges: A Survey"
    page.goto(address + "?sort=oldest&lang=en")
    page.locator(".pn-filter:visible").wait_for()
    assert [card.inner_text() for card in cards.locator("h2").all()] == [
        "Hazel Hedges: A Survey",
        "Pruning Walnut Trees",  # it has a translation
    ]
    page.locator(".pn-filter input[name=text]").fill("no such note")
    assert page.locator(".pn-nothing").is_visible()
    page.reload()
    page.locator(".pn-nothing").wait_for()
    assert not page.locator("#__search").is_checked()  # the theme's search stays closed


def test_without_a_script_the_index_is_a_plain_list(visit, address):
    page = visit(address, java_script_enabled=False)
    assert page.locator(".pn-card h2 a").count() == 2
    assert not page.locator(".pn-filter").is_visible()
    assert not visit(address + NOTE, java_script_enabled=False).locator("[data-pn-copy]").first.is_visible()


def test_search_finds_words_that_no_key_wrote(visit, address):
    page = visit(address)
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("产量")  # as an input method or a paste by mouse does
    page.locator(".md-search-result__item").first.wait_for()


def test_an_address_that_is_not_there_leads_to_the_index(visit, address):
    page = visit(address + "404.html")
    assert page.locator("h1").inner_text() == "没有这个页面"
    page.get_by_role("link", name="阅读笔记", exact=True).last.click()
    page.locator(".pn-filter:visible").wait_for()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("产量", "walnut"),  # a word inside a Chinese sentence
        ("注意力", "walnut"),
        ("scaffolding", "walnut"),  # an English word in a Chinese note
        ("gardeners", "hazel"),
        ("Ada Lund", "walnut"),
        ("Carla", "hazel"),
        ("修剪技术", "walnut"),  # a tag
        ("hedges", "hazel"),
        ("2101.00001", "walnut"),
        ("总体架构", "walnut"),  # a caption
    ],
)
def test_search_finds(searched, words, found):
    pages = search(searched, words)
    assert any(f"/{found}/" in page for page in pages), pages


def test_a_citation_shows_its_page_with_the_words_marked(visit, address):
    page = visit(address + NOTE)
    link = page.locator("a.pn-page[data-pn-marks]").first
    link.scroll_into_view_if_needed()
    preview = page.locator(".pn-preview")
    link.hover()
    preview.wait_for(state="visible")
    page.wait_for_function("document.querySelector('.pn-preview img').naturalWidth === 720")
    assert preview.locator("mark").count() == 2  # two lines
    mark, sheet = preview.locator("mark").first.bounding_box(), preview.locator("img").bounding_box()
    assert sheet["x"] < mark["x"] < sheet["x"] + sheet["width"]
    assert 0.08 < (mark["y"] + mark["height"] - sheet["y"]) / sheet["height"] < 0.16  # its baseline is at 60 of 520 pt
    text, shown = page.locator("p", has=link).bounding_box(), preview.bounding_box()
    assert text["x"] + text["width"] <= shown["x"]  # beside the sentence, within the screen
    assert shown["x"] + shown["width"] <= 1280
    page.set_viewport_size({"width": 800, "height": 900})
    page.mouse.move(0, 0)
    preview.wait_for(state="hidden")
    link.hover()
    preview.wait_for(state="visible")
    place, shown = link.bounding_box(), preview.bounding_box()
    assert shown["y"] + shown["height"] <= place["y"] or shown["y"] >= place["y"] + place["height"]
    page.keyboard.press("Escape")
    preview.wait_for(state="hidden")


def test_a_citation_shows_its_page_on_focus_too(visit, address):
    page = visit(address + NOTE)
    page.locator("a.pn-page").first.scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    page.locator("a.pn-page").first.focus()
    page.locator(".pn-preview").wait_for(state="visible")
    assert page.locator("a.pn-page").first.get_attribute("aria-describedby") == "pn-preview"


def test_a_figure_opens_with_its_caption_and_gives_the_focus_back(visit, address):
    page = visit(address + NOTE)
    figure = page.locator(".pn-figure__open").first
    figure.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.pn-dialog[open]")
    dialog.wait_for()
    assert dialog.locator("p").inner_text() == "图 1：整枝流程的总体架构"
    page.keyboard.press("ArrowRight")
    assert dialog.locator("p").inner_text() == "图 2：各年产量"
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.href").endswith("fig2_result_yield.png")


def test_formulas_are_typeset_with_the_sites_font_and_scroll_on_a_phone(visit, address):
    page = visit(address + NOTE, 390)
    assert page.locator("math").count() >= 3
    page.wait_for_function("[...document.fonts].some(f => f.family.includes('Paper Notes') && f.status === 'loaded')")
    height = "element => element.getBoundingClientRect().height"
    bracket = page.locator("math mo", has_text="(").first.evaluate(height)
    letter = page.locator("math mi").first.evaluate(height)
    assert bracket > 2 * letter
    wide = page.locator(".pn-formula__body").nth(1)
    assert wide.evaluate("element => element.scrollWidth > element.clientWidth + 50")
    assert page.locator("#formula-3 .pn-formula__number").inner_text() == "(3)"


def test_formula_and_bibtex_are_copied(visit, address):
    page = visit(address + NOTE, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".pn-formula .pn-copy").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('frac'))")
    assert page.evaluate("navigator.clipboard.readText()").startswith("y = \\left(\\frac")
    page.locator(".pn-cite summary").click()
    page.locator(".pn-cite [data-pn-copy]").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('@inproceedings{lund2021'))")


def test_pages_loaded_without_a_reload_work_the_same(visit, address):
    page = visit(address)
    page.wait_for_load_state("networkidle")  # the theme has learnt then which pages there are
    page.evaluate("window.same = true")
    page.locator(".pn-card h2 a", has_text="Walnut").click()
    page.locator(".pn-formula .pn-copy").first.wait_for(state="attached")
    page.locator(".pn-tag", has_text="树木").click()
    page.locator(".pn-filter:visible").wait_for()
    assert page.locator(".pn-card:visible").count() == 1
    assert page.evaluate("window.same") is True


def test_the_keyboard_reaches_filter_cards_and_note(visit, address):
    page = visit(address)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.closest('h2')?.className"))
    assert {"text", "sort", "year", "difficulty", "status", "tag", "pn-card__title"} <= reached


def test_a_printed_note_is_a_decent_document(visit, address):
    import pymupdf

    page = visit(address + NOTE)
    page.emulate_media(media="print")
    assert not page.locator(".pn-actions").is_visible()
    with pymupdf.open(stream=page.pdf(), filetype="pdf") as printed:
        text = "".join(sheet.get_text() for sheet in printed)
    assert "核桃树疏于修剪" in text
    assert "Ada Lund" in text
    assert "Markdown" not in text


def test_a_site_on_disk_is_whole(visit, offline_site):
    page = visit((offline_site / "index.html").as_uri())
    page.locator(".pn-filter input[name=text]").fill("hazel")
    assert page.locator(".pn-card:visible").count() == 1
    assert any("walnut" in path for path in search(page, "注意力"))
    page = visit((offline_site / "paper-notes/walnut/index.html").as_uri())
    page.wait_for_function("[...document.fonts].some(f => f.family.includes('Paper Notes') && f.status === 'loaded')")
    page.locator("a.pn-page[data-pn-marks]").first.hover()
    page.wait_for_function("document.querySelector('.pn-preview img')?.naturalWidth === 720")


def faults(page) -> list[str]:
    """What axe-core finds wrong with the page as it is shown, an element each."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response
    return [
        f"{fault['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:260]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("name", [*PAGES, "search", *GUIDES])
def test_axe_finds_no_violation(visit, address, name, scheme):
    page = visit(address + (f"{name}/" if name in GUIDES else PAGES.get(name, "")))
    page.evaluate(f"document.body.setAttribute('data-md-color-scheme', '{scheme}')")
    if name == "search":
        search(page, "产量")
    page.wait_for_load_state("networkidle")
    for code in page.locator("pre:has(> code):visible").all():
        code.scroll_into_view_if_needed()  # the theme adds its button when the code comes into view
    if name in GUIDES:
        page.locator(".md-code__button").last.wait_for(state="attached")
    assert faults(page) == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('.pn-card__title a').textContent = ''", "link-name"),
        ("document.querySelector('.pn-filter input').labels[0].replaceWith(document.createElement('input'))", "label"),
        ("document.querySelector('.pn-card__summary').style.color = '#bbb'", "color-contrast"),
    ],
)
def test_axe_finds_what_is_broken_on_purpose(visit, address, fault, rule):
    page = visit(address)
    page.locator(".pn-filter:visible").wait_for()
    page.evaluate(fault)
    assert any(found.startswith(rule) for found in faults(page))
