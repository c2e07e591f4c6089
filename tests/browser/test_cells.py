"""The laboratory in a real browser: hands on its knobs, and the numbers that the page shows held to model/run.py."""

import re

import pytest
from playwright.sync_api import Page, expect

from model.cells import CELLS
from model.laboratory import EXPERIMENTS
from model.run import Hold, Setup, run
from tests.live import wait_until_idle

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@pytest.fixture
def open_laboratory(server, open_page):
    """`open_laboratory("experiment=latch", size="phone")`: the page at an address, at rest."""

    def open_laboratory(query: str = "", **options: object) -> Page:
        page = open_page(reduced_motion="reduce", **options)
        page.goto(f"{server.url}/cells?{query}")
        wait_until_idle(page)
        page.locator(".laboratory .chart svg").wait_for()
        return page

    return open_laboratory


def spanish(number: float) -> str:
    written = f"{number:.4f}".rstrip("0").rstrip(".")
    return ("0" if written == "-0" else written).replace(".", ",").replace("-", "−")


def results(page: Page) -> list[str]:
    return page.locator(".sum .filled strong").all_inner_texts()


def expected(setup: Setup, step: int) -> list[str]:
    values = run(setup)
    return [spanish(values[name][step - 1]) for name in CELLS[setup.cell].names]


def status(page: Page, setup: Setup, step: int) -> str:
    memory = CELLS[setup.cell].memory
    letter = f"{memory}{str(step).translate(SUBSCRIPTS)}"
    return f"paso {step} de {len(setup.x)} · {letter} = {spanish(run(setup)[memory][step - 1])}"


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_shows_the_cells_numbers_and_its_contrast_breaks_its_claim(open_laboratory, name) -> None:
    page = open_laboratory(f"experiment={name}")
    experiment = EXPERIMENTS[name]
    last = len(experiment.setup.x)
    assert results(page) == expected(experiment.setup, last)
    expect(page.locator(".status")).to_have_text(status(page, experiment.setup, last))
    expect(page.locator(".checks .kept")).to_have_count(len(experiment.checks))
    expect(page.locator(".checks .broken")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Ponerlo a prueba")).click()
    assert results(page) == expected(experiment.contrast, last)
    broken = [not c.holds(experiment.contrast.cell, run(experiment.contrast)) for c in experiment.checks]
    expect(page.locator(".checks .broken")).to_have_count(sum(broken))
    page.get_by_role("button", name="Volver al experimento").click()
    assert results(page) == expected(experiment.setup, last)
    expect(page.locator(".cell [role=img], .cell").first).to_be_visible()


def test_every_experiment_is_a_button_away(open_laboratory) -> None:
    page = open_laboratory()
    buttons = page.locator(".experiments button")
    expect(buttons).to_have_count(len(EXPERIMENTS))
    for number, experiment in enumerate(EXPERIMENTS.values()):
        buttons.nth(number).click()
        expect(buttons.nth(number)).to_have_attribute("aria-pressed", "true")
        assert results(page) == expected(experiment.setup, len(experiment.setup.x))


def test_the_keyboard_steps_and_turns_knobs(open_laboratory) -> None:
    page = open_laboratory("experiment=half-life")
    setup = EXPERIMENTS["half-life"].setup
    page.locator(".chart").focus()
    page.keyboard.press("Home")
    expect(page.locator(".status")).to_have_text(status(page, setup, 1))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".status")).to_have_text(status(page, setup, 2))
    assert results(page) == expected(setup, 2)
    page.get_by_role("slider", name="b⁽f⁾", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    turned = Setup(setup.cell, setup.x, {**setup.weights, "b.f": 0.2})
    assert results(page) == expected(turned, 2)
    expect(page.locator(".status")).to_have_text(status(page, turned, 2))


def test_a_number_typed_is_the_number_computed_with(open_laboratory) -> None:
    page = open_laboratory("experiment=latch&step=3")
    setup = EXPERIMENTS["latch"].setup
    box = page.get_by_role("spinbutton", name="W⁽i⁾, número")
    box.fill("-2.375")
    turned = Setup(setup.cell, setup.x, {**setup.weights, "W.i": -2.375})
    assert results(page) == expected(turned, 3)
    box.fill("9999")
    assert results(page) == expected(Setup(setup.cell, setup.x, {**setup.weights, "W.i": 30.0}), 3)
    box.fill("")
    assert results(page) == expected(Setup(setup.cell, setup.x, {**setup.weights, "W.i": 30.0}), 3)


def test_a_gate_is_taken_by_hand_and_let_go(open_laboratory) -> None:
    page = open_laboratory("experiment=latch&step=5")
    setup = EXPERIMENTS["latch"].setup
    page.get_by_role("radio", name="solo en este paso").check()
    page.get_by_role("spinbutton", name="fₜ, número").fill("0.5")
    here = Setup(setup.cell, setup.x, setup.weights, holds=(Hold("f", 0.5, 5),))
    assert results(page) == expected(here, 5)
    expect(page.locator(".sum.held")).to_contain_text("a mano = 0,5")
    page.get_by_role("radio", name="en todos los pasos").check()
    page.get_by_role("spinbutton", name="fₜ, número").fill("0.25")
    assert results(page) == expected(Setup(setup.cell, setup.x, setup.weights, holds=(Hold("f", 0.25),)), 5)
    page.get_by_role("button", name="Soltar fₜ").click()
    assert results(page) == expected(setup, 5)
    page.get_by_role("spinbutton", name="cₜ₋₁, número").fill("-1.5")
    assert results(page) == expected(Setup(setup.cell, setup.x, setup.weights, holds=(Hold("c", -1.5, 4),)), 5)


def test_everything_is_in_the_address_and_the_back_button_undoes(open_laboratory, open_page) -> None:
    page = open_laboratory("experiment=latch")
    page.get_by_role("spinbutton", name="W⁽i⁾, número").fill("3")
    expect(page).to_have_url(re.compile("weights="))
    page.get_by_role("combobox", name="Celda").select_option("peephole")
    expect(page).to_have_url(re.compile("cell=peephole"))
    page.locator(".chart").press("Home")
    expect(page).to_have_url(re.compile("step=1(&|$)"))
    shown = results(page)
    copy = open_page(locale="en-US")
    copy.goto(page.url)
    expect(copy.locator(".status")).to_contain_text("step 1 of 12")
    assert [number.replace(",", ".") for number in shown] == results(copy)
    page.go_back()
    expect(page.locator(".status")).to_contain_text("paso 12 de 12")
    page.go_back()
    expect(page.get_by_role("combobox", name="Celda")).to_have_value("lstm")
    expect(page.get_by_role("spinbutton", name="W⁽i⁾, número")).to_have_value("3")
    page.go_back()
    expect(page.get_by_role("spinbutton", name="W⁽i⁾, número")).to_have_value("12")


def test_another_language_keeps_what_the_hand_did(open_laboratory) -> None:
    page = open_laboratory("experiment=count")
    page.locator(".chart").press("ArrowLeft")
    page.get_by_role("spinbutton", name="xₜ, número").fill("2")
    expect(page).to_have_url(re.compile("x="))
    page.get_by_role("radio", name="EN", exact=True).click()
    expect(page.locator(".status")).to_contain_text("step 11 of 12")
    expect(page.get_by_role("spinbutton", name="xₜ, number")).to_have_value("2")
    expect(page.locator(".experiments [aria-pressed=true]")).to_contain_text("Counting")


def test_a_hand_in_motion_sends_nothing(open_laboratory) -> None:
    page = open_laboratory("experiment=half-life")
    sent: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda said: sent.append("frame"))
    slider = page.get_by_role("slider", name="b⁽f⁾", exact=True)
    slider.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    assert sent == []
    expect(page).to_have_url(re.compile("weights="))
    assert sent


def test_it_plays_to_the_end(open_laboratory) -> None:
    page = open_laboratory("experiment=fresh")
    page.get_by_role("button", name="Reproducir", exact=True).click()
    expect(page.locator(".status")).to_contain_text("paso 2 de 6")
    expect(page.locator(".status")).to_contain_text("paso 6 de 6", timeout=10_000)
    expect(page.get_by_role("button", name="Reproducir", exact=True)).to_be_visible()


def test_a_click_on_the_sequence_goes_there(open_laboratory) -> None:
    page = open_laboratory("experiment=latch")
    chart = page.locator(".chart")
    width = chart.bounding_box()["width"]
    chart.click(position={"x": 40 + (width - 102) * 2.5 / 12, "y": 30})  # the third of twelve columns
    expect(page.locator(".status")).to_contain_text("paso 3 de 12")


def test_a_link_to_an_experiment_leads_there_and_the_page_itself_opens_at_its_top(open_laboratory) -> None:
    page = open_laboratory()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page = open_laboratory("experiment=latch")
    expect(page.get_by_role("heading", name="El laboratorio")).to_be_in_viewport()
    expect(page.locator(".checks")).to_be_in_viewport()


def test_the_table_says_every_step(open_laboratory) -> None:
    page = open_laboratory("experiment=waiting")
    page.get_by_text("Ver como tabla").click()
    rows = page.locator(".laboratory tbody tr")
    setup = EXPERIMENTS["waiting"].setup
    values = run(setup)
    expect(rows).to_have_count(len(setup.x))
    cells = rows.nth(4).locator("td").all_inner_texts()
    assert cells[:3] == ["5", "0", "100"]
    assert cells[3:] == [spanish(values[name][4]) for name in CELLS["time-aware"].names]


def test_five_cards_draw_and_write_every_equation(open_laboratory) -> None:
    page = open_laboratory()
    cards = page.locator(".card")
    expect(cards).to_have_count(len(CELLS))
    for number, cell in enumerate(CELLS.values()):
        expect(cards.nth(number).locator("svg.cell")).to_be_visible()
        expect(cards.nth(number).locator(".equations .piece:first-child")).to_have_count(len(cell.names))
    tops = {round(cards.nth(number).bounding_box()["y"]) for number in range(len(CELLS))}
    assert len(tops) == 1  # side by side
    for card in cards.all():
        assert card.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("experiment", ["timer", "waiting"])
def test_nothing_leaves_the_window(open_laboratory, size, experiment) -> None:
    page = open_laboratory(f"experiment={experiment}", size=size)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    inside = page.locator(".laboratory").bounding_box()
    for part in (".chart", ".diagram svg", ".sums", ".scales"):
        box = page.locator(f".laboratory {part}").bounding_box()
        assert box["x"] >= inside["x"] - 1
        assert box["x"] + box["width"] <= inside["x"] + inside["width"] + 1


def test_on_a_phone_the_curve_stays_in_sight_while_a_weight_is_turned(open_laboratory) -> None:
    page = open_laboratory("experiment=timer", size="phone")
    page.get_by_role("slider", name="b⁽o⁾", exact=True).scroll_into_view_if_needed()
    box = page.locator(".chart").bounding_box()
    knob = page.get_by_role("slider", name="b⁽o⁾", exact=True).bounding_box()
    assert 0 <= box["y"] < 150
    assert box["y"] + box["height"] <= knob["y"]
