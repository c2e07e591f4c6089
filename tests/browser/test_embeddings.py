"""The Embeddings page in a real browser: the way through its scenes, the map by keyboard and search, files, phones."""

import json
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

SCENES = ("near", "map", "bias", "layer", "help")
NASTY = "<script>window.stolen = 1</script> <img src=x onerror='window.stolen = 1'> " + "a" * 300
# What reaches beyond the window, unless it scrolls in a place of its own.
TOO_WIDE = """
() => [...document.querySelectorAll(
    ".ladders, .leaning, .pair, .scrolling, .claim, .st-key-embedding-map, .st-key-embedding-curves")]
  .map(element => [element.className, element.getBoundingClientRect()])
  .filter(([, edges]) => edges.width && (edges.left < 0 || edges.right > window.innerWidth))
  .map(([name, edges]) => `${name} ${edges.left} ${edges.right}`)
"""
PAINTED = """
canvas => {
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] > 250) seen.add(data.slice(at, at + 3).join(","));
  }
  return [...seen];
}
"""

# How much is drawn in each square of 8 pixels.
INK = """
canvas => {
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const across = Math.ceil(canvas.width / 8);
  const ink = new Array(across * Math.ceil(canvas.height / 8)).fill(0);
  for (let at = 0; at < canvas.width * canvas.height; at += 1)
    ink[across * Math.floor(at / canvas.width / 8) + Math.floor((at % canvas.width) / 8)] += data[4 * at + 3];
  return ink;
}
"""


def likeness(one: list[float], other: list[float]) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def open_scene(page: Page, server: Server, scene: str, **address: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in {"lang": "es", "scene": scene, **address}.items())
    page.goto(f"{server.url}/embeddings?{query}")
    expect(page.get_by_role("button", name="CSV")).to_be_visible(timeout=60_000)
    wait_until_idle(page)


def test_the_main_way_leads_from_a_word_to_what_was_measured(server: Server, page: Page) -> None:
    t = Texts("es")
    open_scene(page, server, "near")
    word = page.get_by_role("textbox", name=t("embeddings-word-word"), exact=True)
    word.fill("malo")
    word.press("Enter")
    expect(page.locator(".ladder").first).to_contain_text("bueno")
    page.get_by_role("radio", name=t("embeddings-choose-scene-map")).click()
    expect(page.locator(".map canvas")).to_be_visible()
    page.get_by_role("radio", name=t("embeddings-choose-scene-bias")).click()
    expect(page.locator(".leaning")).to_be_visible()
    page.get_by_role("radio", name=t("embeddings-choose-scene-layer")).click()
    expect(page.get_by_text("trainable=False").first).to_be_visible()
    page.get_by_role("radio", name=t("embeddings-choose-scene-help")).click()
    expect(page.locator(".curves figure")).to_have_count(2)
    assert not page.locator(".curves path").evaluate_all(
        "paths => paths.filter(path => /NaN/.test(path.getAttribute('d')))"
    )
    assert "scene=help" in page.url
    page.go_back()
    expect(page.get_by_text("trainable=False").first).to_be_visible()


def test_the_map_is_searched_and_moved_by_keyboard(server: Server, page: Page) -> None:
    t = Texts("es")
    open_scene(page, server, "map")
    status = page.locator(".map .status")
    expect(status).to_contain_text("3.000")
    search = page.get_by_role("searchbox", name=t("embeddings-map-search"))
    search.fill("helado")
    search.press("Enter")
    expect(status).to_contain_text("helado")
    expect(status).to_contain_text("postre")
    canvas = page.locator(".map canvas")
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    moved = canvas.evaluate("canvas => canvas.toDataURL()")
    page.keyboard.press("-")
    assert len({before, moved, canvas.evaluate("canvas => canvas.toDataURL()")}) == 3
    page.keyboard.press("Home")
    expect(status).to_contain_text("3.000")
    search.fill("zzyzx")
    search.press("Enter")
    expect(status).to_contain_text("zzyzx")


def test_where_the_map_looks_travels_in_the_link(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    open_scene(page, server, "map")
    canvas = page.locator(".map canvas")
    canvas.focus()
    for key in ("+", "+", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_url("**view=*")
    page.get_by_role("button", name=Texts("es")("share-copy")).click()
    shared = page.locator(".st-key-share input").input_value()
    assert parse_qs(urlsplit(shared).query)["view"] == parse_qs(urlsplit(page.url).query)["view"]
    ink = canvas.evaluate(INK)
    other = open_page()
    other.goto(shared)
    there = other.locator(".map canvas")
    expect(there).to_be_visible(timeout=30_000)
    wait_until_idle(other)
    assert likeness(there.evaluate(INK), ink) > 0.98
    there.focus()
    other.keyboard.press("Home")
    other.wait_for_url(lambda url: "view=" not in url)
    assert likeness(there.evaluate(INK), ink) < 0.5


def test_the_reviews_words_have_an_ink_of_their_own_in_both_themes(server: Server, open_page: OpenPage) -> None:
    for scheme, ink in (("light", "27,69,150"), ("dark", "138,166,240")):
        page = open_page(scheme=scheme)
        open_scene(page, server, "map")
        assert ink in page.locator(".map canvas").evaluate(PAINTED)


def test_an_uploaded_file_is_asked_and_another_visitor_doesnt_see_it(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    mine = open_page()
    mine.goto(f"{server.url}/embeddings?lang=es&table=own")
    content = b"rico 1 0 0\nsabroso 0.9 0.1 0\nmalo -1 0.2 0\n"
    mine.locator("input[type=file]").set_input_files({"name": "mine.txt", "mimeType": "text/plain", "buffer": content})
    expect(mine.locator(".ladder").first).to_contain_text("sabroso", timeout=60_000)
    theirs = open_page()
    theirs.goto(f"{server.url}/embeddings?lang=es&table=own")
    expect(theirs.get_by_text(t("embeddings-own-none"))).to_be_visible(timeout=60_000)


def test_what_is_shown_can_be_taken_away(server: Server, page: Page) -> None:
    open_scene(page, server, "near")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    told = json.loads(download.value.path().read_text("utf-8"))
    assert told["word"] == "rico"
    assert {"rico", "hijo"} & {answer["word"] for answer in told["answers"]}
    assert download.value.suggested_filename == "compuertas-embeddings-near.json"


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_wider_than_a_phone(server: Server, open_page: OpenPage, scene: str) -> None:
    page = open_page(size="phone")
    open_scene(page, server, scene)
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert page.evaluate(TOO_WIDE) == []
    canvas = page.locator(".map canvas")
    if scene == "map":
        box = canvas.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_nasty_words_are_only_words(server: Server, page: Page) -> None:
    t = Texts("es")
    open_scene(page, server, "map")
    box = page.get_by_role("textbox", name=t("embeddings-map-text"))
    box.fill(NASTY)
    box.press("Control+Enter")
    wait_until_idle(page)
    page.get_by_role("radio", name=t("embeddings-choose-scene-near")).click()
    word = page.get_by_role("textbox", name=t("embeddings-word-word"), exact=True)
    word.fill("<img src=x onerror='window.stolen=1'>")
    word.press("Enter")
    wait_until_idle(page)
    assert page.evaluate("() => window.stolen") is None
