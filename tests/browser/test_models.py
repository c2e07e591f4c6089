"""The page of models in a real browser: pictures inside the window, failures within a keyboard's reach, steps back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts


@pytest.mark.parametrize("part", ["all", "calibration", "behaviour"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_picture_is_drawn_inside_the_window(server: Server, open_page: OpenPage, part: str, size: str) -> None:
    page = open_page(size=size, scheme="dark" if size == "phone" else "light")
    page.goto(f"{server.url}/models?part={part}")
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    wait_until_idle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    reach = "buttons => buttons.map(button => button.getBoundingClientRect().right)"
    assert max(main.get_by_role("radio").evaluate_all(reach)) <= page.viewport_size["width"]
    box = page.locator(".js-plotly-plot .xy").first.bounding_box()
    assert box["width"] > 100, "the names of the rows leave room for what is drawn"


def test_failures_scroll_by_keyboard_and_another_test_is_another_address(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    page = open_page()
    page.goto(f"{server.url}/models?lang=es&part=behaviour&model=es-rnn&test=far-negation")
    failing = page.get_by_role("region", name=t("models-test-far-negation"))
    expect(failing).to_be_visible()
    wait_until_idle(page)
    failing.focus()
    page.keyboard.press("End")
    page.wait_for_function("node => node.scrollTop > 0", arg=failing.element_handle())
    page.get_by_role("combobox", name=re.compile(t("models-test"))).click()
    page.keyboard.type(t("models-test-then-and-now"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=t("models-test-then-and-now"))).to_be_visible()
    expect(page).to_have_url(re.compile("test=then-and-now"))


def test_a_part_is_a_step_in_the_history_and_the_first_failure_opens_in_the_microscope(
    server: Server, open_page: OpenPage
) -> None:
    t = Texts("es")
    page = open_page()
    page.goto(f"{server.url}/models?lang=es")
    page.get_by_role("radio", name=t("models-part-behaviour")).click()
    expect(page.get_by_text(t("models-behaviour-look"))).to_be_visible()
    wait_until_idle(page)
    page.get_by_text(t("models-failures-open")).click()
    expect(page).to_have_url(re.compile(r"microscope\?.*model=es-lstm"))
    wait_until_idle(page)
    page.go_back()
    expect(page.get_by_text(t("models-behaviour-look"))).to_be_visible()
