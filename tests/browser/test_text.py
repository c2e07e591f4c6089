"""The Text page in a real browser: scenes, the cursor over zeros, links, phones, nasty sentences."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import LOCALES, Texts

SCENES = ("tokens", "matrix", "zeros", "pipe")
NASTY = (
    "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 1'> muy bueno\n"
    "\u202eהסרט הזה\u202c היה نهدر ![x](http://evil.example/x.png)\n" + "a" * 3_000
)
# What reaches beyond the window, unless it scrolls in a place of its own.
TOO_WIDE = """
() => [...document.querySelectorAll(
    ".cuts, .scrolling, .figures:not(.scrolling *), .pipe, .claim, .ranks, .shares, .st-key-scene, .st-key-accuracy")]
  .map(element => [element.className, element.getBoundingClientRect()])
  .filter(([, edges]) => edges.width && (edges.left < 0 || edges.right > window.innerWidth))
  .map(([name, edges]) => `${name} ${edges.left} ${edges.right}`)
"""


def open_scene(page: Page, server: Server, scene: str, **address: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in {"lang": "es", "scene": scene, **address}.items())
    page.goto(f"{server.url}/text?{query}")
    expect(page.get_by_role("button", name="JSON")).to_be_visible(timeout=30_000)
    wait_until_idle(page)


def test_the_four_scenes_follow_each_other_from_one_batch(server: Server, page: Page) -> None:
    t = Texts("es")
    page.goto(f"{server.url}/text?lang=es")
    box = page.get_by_role("textbox", name=t("text-sentences"))
    box.fill("Muy rico todo\nNo vuelvo")
    box.press("Control+Enter")
    expect(page.locator(".cuts").first).to_contain_text("vuelvo")
    page.get_by_role("radio", name=t("text-choose-scene-matrix")).click()
    expect(page.locator(".matrix .pad")).to_have_count(1)
    page.get_by_role("radio", name=t("text-choose-scene-zeros")).click()
    expect(page.locator(".lane")).to_have_count(3)
    page.get_by_role("radio", name=t("text-choose-scene-pipe")).click()
    expect(page.locator(".pipe > li")).to_have_count(6)
    expect(page.locator(".outcome")).to_contain_text("No vuelvo")
    assert "scene=pipe" in page.url
    page.go_back()
    expect(page.locator(".lane")).to_have_count(3)
    expect(box).to_have_value("Muy rico todo\nNo vuelvo")


def test_the_cursor_walks_over_words_and_zeros(server: Server, page: Page) -> None:
    t = Texts("es")
    open_scene(page, server, "zeros", example="matrix", zeros="50")
    cursor = page.get_by_role("slider", name=t("text-scene-label"))
    status = page.locator(".scene .status")
    last = int(cursor.get_attribute("max"))
    expect(status).to_contain_text(f"{last} de {last} · cero 50 de 50")
    cursor.focus()
    page.keyboard.press("Home")
    expect(status).to_contain_text(f"1 de {last} · «\u2068La\u2069»")
    expect(status).to_contain_text(f"1 de {last} · cero 1 de 50")
    page.keyboard.press("ArrowRight")
    expect(status).to_contain_text(f"2 de {last} · «\u2068comida\u2069»")
    strip = page.locator(".strip").nth(1)
    strip.click(position={"x": strip.bounding_box()["width"] - 2, "y": 40})
    expect(status.locator("span").nth(1)).to_contain_text("«\u2068buena\u2069»")


def test_the_cursor_over_the_zeros_travels_in_the_link(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    page = open_page()
    open_scene(page, server, "zeros", example="matrix", zeros="50")
    page.get_by_role("slider", name=t("text-scene-label")).focus()
    for key in ("Home", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_url("**at=2*")
    page.get_by_role("button", name=t("share-copy")).click()
    other = open_page()
    other.goto(page.locator(".st-key-share input").input_value())
    expect(other.locator(".scene .status")).to_contain_text("2 de ", timeout=30_000)
    wait_until_idle(other)
    other.get_by_role("slider", name=t("text-scene-label")).focus()
    other.keyboard.press("End")
    other.wait_for_url(lambda url: "at=" not in url)


def test_the_state_is_painted_in_both_themes(server: Server, open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(scheme=scheme)
        open_scene(page, server, "zeros", example="matrix", zeros="20")
        painted = page.locator(".lane canvas").first.evaluate(
            """canvas => {
              const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((_, at) => at % 4 === 3 && data[at] > 40).length / (data.length / 4);
            }"""
        )
        assert painted > 0.3


def test_the_plots_draw_every_figure(server: Server, page: Page) -> None:
    open_scene(page, server, "zeros")
    figures = page.locator("figure")
    expect(figures).to_have_count(3)
    for at in range(3):
        expect(figures.nth(at).locator("path.line")).to_have_count(3)
        expect(figures.nth(at).locator("path.band")).to_have_count(3)
    assert not page.locator("figure path").evaluate_all(
        "paths => paths.filter(path => /NaN/.test(path.getAttribute('d')))"
    )


def test_the_copied_link_shows_another_visitor_the_same(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    mine = open_page(permissions=["clipboard-read", "clipboard-write"])
    open_scene(mine, server, "matrix", text="Uno%20dos%20tres%0ACuatro", length="2", cut="post")
    mine.get_by_role("button", name=t("share-copy")).click()
    expect(mine.get_by_role("button", name=t("share-copied"))).to_be_visible()
    theirs = open_page(locale="en-US")
    theirs.goto(mine.evaluate("() => navigator.clipboard.readText()"))
    expect(theirs.locator(".matrix")).to_be_visible()
    wait_until_idle(theirs)
    assert theirs.locator(".matrix").inner_text() == mine.locator(".matrix").inner_text()


def test_what_is_shown_can_be_taken_away(server: Server, page: Page) -> None:
    open_scene(page, server, "matrix")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    told = json.loads(download.value.path().read_text("utf-8"))
    assert told["ids"] == [[2, 6, 3, 7, 8], [0, 2, 9, 3, 4], [0, 0, 0, 5, 10], [0, 0, 0, 5, 4]]
    assert download.value.suggested_filename == "compuertas-matrix.json"


@pytest.mark.parametrize("language", LOCALES)
def test_a_phone_shows_the_lectures_whole_matrix(server: Server, open_page: OpenPage, language: str) -> None:
    page = open_page(size="phone")
    open_scene(page, server, "matrix", lang=language)
    room = page.locator(".scrolling:has(.matrix)")
    assert room.evaluate("element => element.scrollWidth - element.clientWidth") <= 0


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_nothing_is_wider_than_the_page_nor_run(server: Server, open_page: OpenPage, scene: str, size: str) -> None:
    t = Texts("es")
    page = open_page(size=size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_scene(page, server, scene)
    box = page.get_by_role("textbox", name=t("text-sentences"))
    for text in (box.input_value(), NASTY):
        box.fill(text)
        box.press("Control+Enter")
        wait_until_idle(page)
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        assert page.evaluate(TOO_WIDE) == []
    assert box.input_value() == NASTY
    assert page.evaluate("() => window.stolen") is None
    assert not [url for url in asked if "evil.example" in url]
