"""The page of gradients in a real browser: pictures stand inside the window, scenes and links follow the controls."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

PICTURES = {"norms": 1, "forecast": 1, "elman": 2, "distance": 1, "window": 2, "words": 1, "review": 2}


@pytest.mark.parametrize("scene", PICTURES)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_picture_is_drawn_inside_the_window(server: Server, open_page: OpenPage, scene: str, size: str) -> None:
    page = open_page(size=size, scheme="dark" if size == "phone" else "light")
    page.goto(f"{server.url}/gradients?distance=8&scene={scene}")
    expect(page.locator(".js-plotly-plot")).to_have_count(PICTURES[scene])
    wait_until_idle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    reach = "buttons => buttons.map(button => button.getBoundingClientRect().right)"
    assert max(main.get_by_role("radio").evaluate_all(reach)) <= page.viewport_size["width"]
    for at in range(PICTURES[scene]):
        drawn = page.locator(".js-plotly-plot").nth(at).locator(".trace")
        assert drawn.count() >= 1


def test_another_distance_is_another_sentence_and_another_address(server: Server, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{server.url}/gradients?distance=8")
    expect(page.locator(".asked mark")).to_have_count(1)
    sentence = page.locator(".asked").inner_text()
    slider = page.get_by_role("slider", name=Texts("es")("gradients-distance"))
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"distance=9(&|$)"))
    expect(page.locator(".asked")).not_to_have_text(sentence)


def test_a_scene_is_a_step_in_the_history_and_can_be_taken_away(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    page = open_page()
    page.goto(f"{server.url}/gradients?lang=es&distance=8")
    page.get_by_role("radio", name=t("gradients-scene-words")).click()
    expect(page.get_by_text(t("gradients-words-lead"))).to_be_visible()
    wait_until_idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    told = json.loads(download.value.path().read_text("utf-8"))
    assert len(told["saliency"]) == len(told["occlusion"]) > told["key"]
    page.go_back()
    expect(page.get_by_text(t("gradients-norms-look"))).to_be_visible()
