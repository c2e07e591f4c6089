"""The reader in a real browser, on the landing page, whose reading is known: assets/landing."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.live import wait_until_idle
from ui import landing

READING = json.loads((landing.FOLDER / "es.json").read_text("utf-8"))
WORDS, LABELS = READING["words"], READING["labels"]
STEPS = len(WORDS)
LSTM, RNN = READING["series"][0], READING["series"][-1]


@pytest.fixture
def reader(server, open_page) -> Page:
    """Reduced motion: the reading rests at its end."""
    page = open_page(reduced_motion="reduce")
    page.goto(server.url)
    wait_until_idle(page)
    expect(page.locator(".reader .status")).to_contain_text(f"paso {STEPS} de {STEPS}")
    return page


def spanish(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def probability(series: dict, step: int, label: int) -> float:
    return series["probabilities"][step - 1][label]


def winner(series: dict) -> int:
    last = series["probabilities"][-1]
    return last.index(max(last))


def test_it_plays_by_itself_to_the_end_and_rests_there(server, page) -> None:
    page.goto(server.url)
    status = page.locator(".reader .status")
    expect(status).to_contain_text("paso 2 de", timeout=30_000)
    expect(page.get_by_role("button", name="Pausa")).to_be_visible()
    expect(status).to_contain_text(f"paso {STEPS} de {STEPS}", timeout=30_000)
    expect(page.get_by_role("button", name="Reproducir", exact=True)).to_be_visible()


def test_who_prefers_reduced_motion_sees_the_end_at_once_and_nothing_moves(reader) -> None:
    reader.wait_for_timeout(900)
    expect(reader.locator(".reader .status")).to_contain_text(f"paso {STEPS} de {STEPS}")
    expect(reader.locator(".word.unread")).to_have_count(0)


def test_the_keyboard_steps_and_the_page_shows_the_networks_own_numbers(reader) -> None:
    reader.locator(".ribbon").focus()
    reader.keyboard.press("Home")
    reader.keyboard.press("ArrowRight")
    label = winner(LSTM)
    before, now = (spanish(probability(LSTM, step, label)) for step in (1, 2))
    status = reader.locator(".reader .status")
    expect(status).to_contain_text(f"paso 2 de {STEPS}")
    expect(status).to_contain_text(f"{before} → {now}")
    expect(reader.get_by_role("slider")).to_have_attribute("aria-valuetext", WORDS[1])
    expect(reader.locator(".word.unread")).to_have_count(STEPS - 2)
    reader.keyboard.press("ArrowLeft")
    reader.keyboard.press("ArrowLeft")
    expect(status).to_contain_text("paso 1 de")
    reader.keyboard.press("End")
    expect(status).to_contain_text(f"paso {STEPS} de")


def test_no_step_asks_the_server(reader) -> None:
    sent: list[str] = []
    browser = reader.context.new_cdp_session(reader)
    browser.send("Network.enable")
    for event in ("Network.webSocketFrameSent", "Network.requestWillBeSent"):
        browser.on(event, lambda said, event=event: sent.append(event))
    reader.locator(".ribbon").press("Home")
    for key in ("ArrowRight", "ArrowRight", "Space", "Space", "End"):
        reader.keyboard.press(key)
    reader.locator(".word").first.click()
    reader.get_by_role("button", name=re.compile("^GRU")).click()
    reader.wait_for_timeout(800)
    assert sent == []
    reader.get_by_role("radio", name="EN").click()  # the ear is not deaf
    expect(reader.locator(".reader .status")).to_contain_text("step")
    assert sent


def test_space_plays_and_pauses(reader) -> None:
    reader.locator(".ribbon").focus()
    reader.keyboard.press("Home")
    reader.keyboard.press("Space")
    expect(reader.locator(".reader .status")).to_contain_text("paso 3 de")
    reader.keyboard.press("Space")
    resting = reader.locator(".reader .status").inner_text()
    reader.wait_for_timeout(1200)
    assert reader.locator(".reader .status").inner_text() == resting


def test_the_buttons_step_and_know_their_ends(reader) -> None:
    expect(reader.get_by_role("button", name="Una palabra adelante")).to_be_disabled()
    reader.get_by_role("button", name="Una palabra atrás").click()
    expect(reader.locator(".reader .status")).to_contain_text(f"paso {STEPS - 1} de")
    reader.get_by_role("button", name="Al principio").click()
    expect(reader.get_by_role("button", name="Una palabra atrás")).to_be_disabled()
    reader.get_by_role("button", name="Al final", exact=True).click()
    expect(reader.locator(".reader .status")).to_contain_text(f"paso {STEPS} de")


def test_the_deciding_word_is_flagged(reader) -> None:
    flagged = reader.locator(".word.deciding")
    expect(flagged).to_have_count(1)
    expect(flagged.locator(".text")).to_have_text(WORDS[LSTM["decided_at"]])
    expect(flagged.locator("svg")).to_be_visible()
    expect(reader.locator(".curve .mark text")).to_have_text(WORDS[LSTM["decided_at"]])
    reader.locator(".ribbon").press("Home")
    expect(flagged.locator("svg")).to_be_hidden()  # nobody knows yet
    expect(reader.locator(".curve .mark")).to_be_hidden()


def test_a_word_tells_its_numbers_when_pointed_at_and_is_read_up_to_when_clicked(reader) -> None:
    word = reader.locator(".word").nth(3)
    word.hover()
    for label in range(len(LABELS)):
        expect(reader.get_by_role("tooltip")).to_contain_text(spanish(probability(LSTM, 4, label)))
    word.click()
    expect(reader.locator(".reader .status")).to_contain_text("paso 4 de")


def test_a_row_becomes_the_main_one(reader) -> None:
    reader.get_by_role("button", name=re.compile("^RNN")).click()
    expect(reader.get_by_role("heading", name="El veredicto de la RNN")).to_be_visible()
    expect(reader.locator(".word.deciding .text")).to_have_text(WORDS[RNN["decided_at"]])
    now = spanish(probability(RNN, STEPS, winner(RNN)))
    expect(reader.locator(".reader .status")).to_contain_text(now)


def test_the_cursor_is_dragged_over_the_curve(reader) -> None:
    box = reader.locator(".reader .curve").bounding_box()
    middle = box["y"] + box["height"] / 2
    reader.mouse.move(box["x"] + box["width"] - 1, middle)
    reader.mouse.down()
    reader.mouse.move(box["x"] + 60, middle, steps=4)
    reader.mouse.move(box["x"] + 1, middle)
    reader.mouse.up()
    expect(reader.locator(".reader .status")).to_contain_text("paso 1 de")


def test_the_table_has_every_number(reader) -> None:
    reader.get_by_role("button", name="Ver como tabla").click()
    rows = reader.locator(".table tbody tr")
    expect(rows).to_have_count(STEPS)
    for step in (1, STEPS):
        cells = rows.nth(step - 1).locator("td").all_inner_texts()
        assert cells[:2] == [str(step), WORDS[step - 1]]
        assert cells[2:5] == [spanish(p) for p in LSTM["probabilities"][step - 1]]
    reader.get_by_role("button", name="Ocultar la tabla").click()
    expect(reader.locator(".table")).to_be_hidden()


def test_no_step_moves_the_page(reader) -> None:
    heights = set()
    for _ in range(STEPS):
        heights.add(reader.locator(".reader").bounding_box()["height"])
        reader.get_by_role("button", name="Una palabra atrás").press("ArrowLeft")
    assert len(heights) == 1


def test_a_finger_swipes_words_on_a_phone_and_nothing_overflows(server, open_page) -> None:
    page = open_page(size="phone", reduced_motion="reduce", has_touch=True)
    page.goto(server.url)
    wait_until_idle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in page.locator(".reader button:visible").all():
        edges = box.bounding_box()
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= 390
    touch = {"pointerType": "touch", "bubbles": True, "clientY": 300}
    ribbon = page.locator(".ribbon")
    ribbon.dispatch_event("pointerdown", {**touch, "clientX": 100})
    ribbon.dispatch_event("pointerup", {**touch, "clientX": 200})
    expect(page.locator(".reader .status")).to_contain_text(f"paso {STEPS - 1} de")


def test_words_are_text_whatever_a_visitor_writes(server, page) -> None:
    page.goto(f"{server.url}/sentiment?text=" + "malo%20%3Cimg%20src=x%20onerror=alert(1)%3E%20%26lt;b%26gt;")
    page.on("dialog", lambda dialog: pytest.fail(f"executed: {dialog.message}"))
    expect(page.locator(".reader .word").first).to_have_text(re.compile("^malo"), timeout=60_000)
    expect(page.locator(".reader img, .reader b")).to_have_count(0)
