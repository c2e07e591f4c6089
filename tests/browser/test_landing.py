"""Arriving: something alive at once, nothing heavy, and a way to every page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.landing import TEXTS
from ui.texts import Texts


def test_the_first_visitor_after_a_start_sees_a_network_read_without_waiting_for_one(
    fresh_server: Server, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(fresh_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(Texts("es")("home-title"))
    words = page.get_by_text("pero", exact=True)
    expect(words.first).to_be_visible()
    wait_until_idle(page)
    assert asked
    assert not [url for url in asked if "plotly" in url.lower()]


@pytest.mark.parametrize("address", ["", "sentiment?example=almost-left", "sentiment?view=file"])
def test_nothing_is_fetched_from_elsewhere(server: Server, page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.url}/{address}")
    wait_until_idle(page)
    assert asked
    assert [url for url in asked if not url.startswith((server.url, "ws:", "data:", "blob:"))] == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(server: Server, open_page: OpenPage, size: str, scheme: str) -> None:
    page = open_page(size=size, scheme=scheme)
    for address in ("", "sentiment?example=almost-left", "sentiment?view=file"):
        page.goto(f"{server.url}/{address}")
        wait_until_idle(page)
        overflow = page.evaluate(
            """() => { const main = document.querySelector('[data-testid="stMain"]');
                       return main.scrollWidth - main.clientWidth; }"""
        )
        assert overflow <= 0, address


def test_the_switch_on_a_phone_changes_the_language_and_the_way_in_keeps_it(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page(size="phone")
    page.goto(server.url)
    page.get_by_role("radio", name="EN").click()
    expect(page.get_by_text(Texts("en")("home-lead"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name=Texts("en")("home-way-review")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(Texts("en")("sentiment-title"))
    expect(page).to_have_url(re.compile(r"/sentiment\?.*lang=en"))


def test_the_landing_pages_claim_is_one_click_from_its_test(server: Server, page: Page) -> None:
    t = Texts("es")
    page.goto(server.url)
    decided = page.locator(".curve .mark text").text_content()
    page.get_by_role("link", name=t("home-try")).click()
    box = page.get_by_role("textbox", name=t("sentiment-text"))
    expect(box).to_have_value(" ".join(word for word in TEXTS["es"].split() if word != decided))
    expect(page.locator(".verdict")).to_be_visible()


def test_the_way_to_files_opens_the_file_view(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("link", name=Texts("es")("home-way-file")).click()
    expect(page.get_by_text(Texts("es")("file-upload"))).to_be_visible()
    expect(page.get_by_role("button", name=Texts("es")("streamlit-upload"))).to_be_visible()
