"""The nastiest texts, as a real browser sends and shows them; and two visitors at once."""

import pytest
from playwright.sync_api import Page, expect

from model import load
from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

HTML = (
    "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 1'>"
    "<svg/onload=window.stolen=1> <a href='javascript:window.stolen=1'>muy</a> bueno ![x](http://evil.example/x.png)"
)
NASTY = {
    "html": HTML,
    "right-to-left": "\u202eהסרט הזה\u202c היה نهدر muy bueno",
    "zero-width": "muy\u200b\u200d b\u200bue\ufeffno",
    "emoji": "😀👎🏽👨‍👩‍👧😡",
    "stacked accents": "Z" + "\u0335\u0323" * 300 + "algo muy bueno",
}


def read(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name=Texts("es")("sentiment-text"))
    box.fill(text)
    box.press("Control+Enter")


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_a_nasty_text_is_read_shown_as_text_and_kept(server: Server, page: Page, text: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/sentiment?lang=es")
    read(page, text)
    expect(page.locator(".verdict")).to_be_visible()
    wait_until_idle(page)
    assert page.evaluate("() => window.stolen") is None
    assert not [url for url in asked if "evil.example" in url]
    assert page.get_by_role("textbox", name=Texts("es")("sentiment-text")).input_value() == text
    overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    page.reload()
    expect(page.locator(".verdict")).to_be_visible()
    assert page.evaluate("() => window.stolen") is None


def test_a_pasted_megabyte_is_cut_said_and_kept(server: Server, page: Page) -> None:
    text = ("Muy buena película, de verdad. " * 40_000)[:1_000_000]
    page.goto(f"{server.url}/sentiment?lang=es")
    read(page, text)
    expect(page.get_by_text("Se leyeron las primeras 1.200 piezas de")).to_be_visible(timeout=20_000)
    wait_until_idle(page)
    assert len(page.get_by_role("textbox", name=Texts("es")("sentiment-text")).input_value()) == len(text)
    expect(page.get_by_text(Texts("es")("share-too-long"))).to_be_visible()
    assert len(page.url) < 500


def test_two_visitors_at_once_each_get_their_own(server: Server, open_page: OpenPage) -> None:
    spanish, english = open_page(), open_page(locale="en-US")
    spanish.goto(f"{server.url}/sentiment")
    english.goto(f"{server.url}/sentiment")
    boxes = {
        spanish: spanish.get_by_role("textbox", name=Texts("es")("sentiment-text")),
        english: english.get_by_role("textbox", name=Texts("en")("sentiment-text")),
    }
    for number in range(3):
        texts = {
            spanish: f"La comida número {number} fue excelente.",
            english: f"Dish number {number} was awful, disgusting.",
        }
        for page, text in texts.items():
            boxes[page].fill(text)
            boxes[page].press("Control+Enter")
        for page, text in texts.items():
            language = "es" if page is spanish else "en"
            label = load(f"{language}-lstm").predict([text])[0].label
            expect(page.locator(".verdict strong")).to_have_text(Texts(language)(f"verdict-{label}"))
            expect(page.locator(".verdict")).to_contain_text(f"{language}-lstm")
            expect(page.locator(".reader")).to_contain_text(str(number))


def test_a_server_that_goes_away_says_so_keeps_the_text_and_reads_it_once_back(page: Page) -> None:
    t = Texts("es")
    server = Server()
    with server:
        page.goto(f"{server.url}/sentiment?lang=es")
        box = page.get_by_role("textbox", name=t("sentiment-text"))
        expect(box).to_be_visible()
        wait_until_idle(page)
        box.fill("La comida fue excelente.")
    dialog = page.get_by_role("dialog", name=t("streamlit-dead"))
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(t("streamlit-dead-local"))
    expect(dialog).not_to_contain_text("Streamlit", use_inner_text=True)
    with server:  # on the same port again
        expect(dialog).to_be_hidden()
        expect(box).to_have_value("La comida fue excelente.")
        page.get_by_role("button", name=t("sentiment-read"), exact=True).click()
        expect(page.locator(".reader")).to_be_visible()
