"""The main job as a visitor does it: type, read, share, go back."""

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Locator, Page, expect

from model import load
from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

GOOD = "La comida fue excelente y la atención, maravillosa."
# The reader lives behind a shadow root, which has a focus of its own.
FOCUSED = "element => element.getRootNode().activeElement === element"
BAD = "Una porquería: se rompió el primer día y nadie responde."


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=Texts("es")("sentiment-text"))


def verdict(page: Page) -> Locator:
    return page.locator(".verdict strong")


def test_a_review_typed_and_entered_gets_its_verdict_and_word(server: Server, page: Page) -> None:
    t = Texts("es")
    page.goto(f"{server.url}/sentiment")
    box(page).fill(GOOD)
    box(page).press("Control+Enter")
    expect(verdict(page)).to_have_text(t("verdict-pos"))
    box(page).fill(BAD)
    page.get_by_role("button", name=t("sentiment-read"), exact=True).click()
    expect(verdict(page)).to_have_text(t("verdict-neg"))
    expect(page.locator(".verdict")).to_contain_text("es-lstm")
    expect(page.get_by_text("porquería:", exact=True).first).to_be_visible()
    expect(page.get_by_text("maravillosa.", exact=True)).to_have_count(0)


def test_the_copied_link_shows_another_visitor_the_same(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    mine = open_page(permissions=["clipboard-read", "clipboard-write"])
    mine.goto(f"{server.url}/sentiment")
    box(mine).fill(BAD)
    box(mine).press("Control+Enter")
    expect(verdict(mine)).to_have_text(t("verdict-neg"))
    mine.get_by_role("radio", name="GRU").click()
    expect(mine.locator(".verdict")).to_contain_text("es-gru")
    wait_until_idle(mine)
    mine.get_by_role("button", name=t("share-copy")).click()
    expect(mine.get_by_role("button", name=t("share-copied"))).to_be_visible()
    link = mine.evaluate("() => navigator.clipboard.readText()")
    said = mine.locator(".verdict").inner_text()

    theirs = open_page(locale="en-US")
    theirs.goto(link)
    expect(box(theirs)).to_have_value(BAD)
    expect(theirs.locator(".verdict")).to_contain_text("es-gru")
    assert theirs.locator(".verdict").inner_text() == said


def test_on_a_phone_a_review_gets_its_verdict_and_fits(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    page = open_page(size="phone", has_touch=True)
    page.goto(f"{server.url}/sentiment")
    box(page).fill(BAD)
    page.get_by_role("button", name=t("sentiment-read"), exact=True).tap()
    expect(page.locator(".verdict")).to_contain_text("es-lstm")
    expect(page.locator(".reader .row")).to_have_count(3)
    word = page.locator(".reader .word").nth(2)
    word.tap()
    expect(page.locator(".reader .status")).to_contain_text("paso 3 de")
    for element in page.locator(".verdict, .reader, .figures, .claim, .stButtonGroup").all():
        edges = element.bounding_box()
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= 390


def test_the_keyboard_alone_is_enough(server: Server, page: Page) -> None:
    t = Texts("es")

    def tab_to(role: str, name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.get_by_role(role, name=name, exact=True).evaluate(FOCUSED):
                return
        pytest.fail(f"Tab never reaches {role} {name}")

    page.goto(f"{server.url}/sentiment")
    expect(box(page)).to_be_visible()
    wait_until_idle(page)
    tab_to("textbox", t("sentiment-text"))
    page.keyboard.type(BAD)
    tab_to("button", t("sentiment-read"))
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("es-lstm")
    wait_until_idle(page)
    tab_to("slider", t("reader-ribbon"))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".reader .status")).to_contain_text("paso 2 de")
    tab_to("button", t("reader-table-show"))
    page.keyboard.press("Enter")
    expect(page.locator(".reader .table tbody tr")).to_have_count(len(BAD.split()))
    tab_to("button", t("share-copy"))


@pytest.fixture
def frame_elsewhere(server: Server) -> Iterator[str]:
    """The address of a page of another site that shows the app in a frame, as a Hugging Face Space does."""
    address = f"{server.url}/sentiment?example=almost-left&lang=es&embed=true"

    class Outer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f'<iframe src="{address}" width="1200" height="2400"></iframe>'.encode())

        def log_message(self, *_: object) -> None: ...

    outer = HTTPServer(("127.0.0.1", 0), Outer)  # not localhost: another site
    Thread(target=outer.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{outer.server_port}"
    outer.shutdown()
    outer.server_close()


def test_the_link_is_copied_in_a_frame_that_may_not_use_the_clipboard(page: Page, frame_elsewhere: str) -> None:
    t = Texts("es")
    page.goto(frame_elsewhere)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name=t("share-copy")).click()
    expect(frame.get_by_role("button", name=t("share-copied"))).to_be_visible()
    expect(frame.get_by_role("link", name=t("share-open"))).to_have_attribute(
        "href", re.compile(r"^http://localhost:\d+/sentiment\?.*example=almost-left")
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_cold_deep_link_works_for_the_first_visitor_after_a_restart(
    fresh_server: Server, open_page: OpenPage, language: str
) -> None:
    text = {"es": BAD, "en": "The food was excellent."}[language]
    page = open_page(locale="de-DE")
    page.goto(f"{fresh_server.url}/sentiment?lang={language}&text={text}")
    t = Texts(language)
    expect(page.get_by_role("heading", level=1)).to_have_text(t("sentiment-title"))
    label = load(f"{language}-lstm").predict([text])[0].label
    expect(verdict(page)).to_have_text(t(f"verdict-{label}"), timeout=20_000)
    expect(page.get_by_role("textbox", name=t("sentiment-text"))).to_have_value(text)
    expect(page.get_by_role("link", name=t("home-nav"))).to_be_visible()


def test_back_and_forward_walk_through_the_reviews(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/sentiment")
    wait_until_idle(page)
    for text in (GOOD, BAD):
        box(page).fill(text)
        box(page).press("Control+Enter")
        expect(page).to_have_url(re.compile(text.split()[1].replace("í", "%C3%AD").rstrip(":")))
        wait_until_idle(page)
    page.go_back()
    expect(box(page)).to_have_value(GOOD)
    expect(verdict(page)).to_have_text(Texts("es")("verdict-pos"))
    page.go_forward()
    expect(box(page)).to_have_value(BAD)
    expect(verdict(page)).to_have_text(Texts("es")("verdict-neg"))
    page.get_by_role("radio", name=Texts("es")("sentiment-view-file")).click()
    expect(page).to_have_url(re.compile("view=file"))
    wait_until_idle(page)
    page.go_back()
    expect(box(page)).to_have_value(BAD)


def test_an_example_is_one_click_away_and_its_reading_can_be_taken_home(server: Server, page: Page) -> None:
    t = Texts("es")
    page.goto(f"{server.url}/sentiment")
    page.get_by_role("radio", name="Casi nos vamos").click()
    expect(page.locator(".verdict")).to_be_visible()
    wait_until_idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=t("download-json")).click()
    reading = json.loads(download.value.path().read_text("utf-8"))
    assert reading["words"][0] == "Tardaron"
    assert [series["name"] for series in reading["series"]] == ["es-lstm", "es-gru", "es-rnn"]
    with page.expect_download() as download:
        page.get_by_role("button", name=t("download-csv")).click()
    assert download.value.path().read_text("utf-8-sig").startswith("word,es-lstm neg,")
