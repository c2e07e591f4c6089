"""The page of gradients in a real browser: pictures stand inside the window and follow the controls."""

import re

import pytest
from playwright.sync_api import expect

from tests.live import wait_until_idle


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_picture_is_drawn_and_nothing_leaves_the_window(server, open_page, size) -> None:
    page = open_page(size=size)
    page.goto(f"{server.url}/gradients?distance=8")
    wait_until_idle(page)
    expect(page.locator(".js-plotly-plot")).to_have_count(9)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_another_distance_is_another_sentence_and_another_address(server, page) -> None:
    page.goto(f"{server.url}/gradients?distance=8")
    wait_until_idle(page)
    slider = page.get_by_role("slider", name="Palabras entre el país y el blanco")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"distance=9(&|$)"))
