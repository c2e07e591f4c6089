"""The microscope in a real browser: its numbers are those of the command line, its steps ask nobody."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.live import ROOT, wait_until_idle

TEXT = "No me gustó la espera, pero el producto es excelente."
MODEL = "es-lstm"


def traced(*clamps: str, text: str = TEXT, model: str = MODEL) -> dict:
    command = [sys.executable, "-m", "model", "trace", text, "--model", model, "--json"]
    for clamp in clamps:
        command += ["--clamp", clamp]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="module")
def trace() -> dict:
    return traced()


def look(server, page: Page, **address: str) -> Page:
    query = "&".join(f"{name}={quote(value)}" for name, value in {"text": TEXT, "model": MODEL, **address}.items())
    page.goto(f"{server.url}/microscope?{query}")
    expect(page.locator(".microscope .status")).to_contain_text("paso", timeout=60_000)
    wait_until_idle(page)
    return page


def number(text: str) -> float:
    return float(re.search(r"[−-]?\d+,\d+", text)[0].replace("−", "-").replace(",", "."))


def results(page: Page) -> dict[str, float]:
    """The results that the arithmetic shows, in the order of the LSTM's equations."""
    return {
        name: number(shown)
        for name, shown in zip(
            ("i", "f", "o", "g", "c", "h"), page.locator(".account .result").all_text_contents(), strict=True
        )
    }


def test_the_keyboard_steps_and_the_page_shows_the_command_lines_numbers(server, page, trace) -> None:
    look(server, page, unit="17")
    page.locator(".microscope .ribbon").focus()
    page.keyboard.press("Home")
    for step in range(len(trace["tokens"])):
        expect(page.locator(".microscope .status")).to_contain_text(f"paso {step + 1} de {len(trace['tokens'])}")
        for name, shown in results(page).items():
            assert shown == pytest.approx(trace["activations"][name][step][17], abs=6e-4)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".microscope .status")).to_contain_text("paso 1 de")


def test_diagram_table_and_curve_say_the_same(server, page, trace) -> None:
    look(server, page, unit="17", step="8")
    page.get_by_role("button", name="Ver el paso como tabla").click()
    rows = page.locator(".microscope .table tbody tr")
    for row, name in enumerate(("i", "f", "o", "g", "c", "h")):
        assert number(rows.nth(row).locator("td").nth(1).text_content()) == pytest.approx(
            trace["activations"][name][7][17], abs=6e-4
        )
    gates = page.locator(".cell .gate .number").all_text_contents()
    for shown, name in zip(gates, ("f", "i", "g", "o"), strict=True):
        assert number(shown) == pytest.approx(trace["activations"][name][7][17], abs=6e-3)
    winner = trace["labels"].index(trace["label"])
    p = trace["probabilities"][7][winner]
    assert number(page.locator(".legend b").text_content()) == pytest.approx(p, abs=6e-3)


def test_every_shown_result_can_be_worked_out_from_the_shown_numbers(server, page) -> None:
    import math

    look(server, page, unit="17", step="8")
    scope = {"σ": lambda a: 1 / (1 + math.exp(-a)), "tanh": math.tanh}
    for row in page.locator(".account").all():
        written = row.locator(".substituted").text_content()
        assert re.fullmatch(r"[\d,+−·()σ tanh]+", written), written
        again = eval(written.replace("−", "-").replace("·", "*").replace(",", "."), {"__builtins__": {}}, scope)
        assert again == pytest.approx(number(row.locator(".result").text_content()), abs=1e-3)


def test_no_step_asks_the_server(server, page) -> None:
    look(server, page)
    sent: list[str] = []
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    for event in ("Network.webSocketFrameSent", "Network.requestWillBeSent"):
        browser.on(event, lambda said, event=event: sent.append(event))
    page.locator(".microscope .ribbon").press("Home")
    for key in ("ArrowRight", "ArrowRight", "Space", "Space", "End"):
        page.keyboard.press(key)
    page.locator(".piece").nth(3).click()
    for name in ("2 escribir", "La celda", "La frase", "Todo", "todo el estado"):
        page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(900)
    assert sent == []
    assert parse_qs(urlsplit(page.url).query)["step"] == ["4"]
    page.get_by_role("radio", name="EN", exact=True).click()  # the ear is not deaf
    expect(page.locator(".microscope .status")).to_contain_text("step 4 of")
    assert sent


def test_another_unit_brings_its_own_numbers(server, page, trace) -> None:
    look(server, page, step="8")
    page.locator(".microscope").get_by_label("Unidad (efecto en el veredicto)").select_option("5")
    expect(page.locator(".formula .aside")).to_contain_text("unidad 5 · t = 8", timeout=20_000)
    for name, shown in results(page).items():
        assert shown == pytest.approx(trace["activations"][name][7][5], abs=6e-4)


def test_the_largest_terms_and_the_rest_make_the_sum(server, page) -> None:
    look(server, page, unit="17", step="8", zoom="formula")
    page.get_by_role("button", name="Términos").first.click()
    terms = page.locator(".terms li")
    expect(terms).to_have_count(7, timeout=20_000)
    said = terms.all_text_contents()
    total = sum(number(text.rpartition("=")[2] if "=" in text else text.rpartition(":")[2]) for text in said)
    parts = [number(text) for text in page.locator(".account").first.locator(".parts dd").all_text_contents()]
    assert total == pytest.approx(parts[0] + parts[1], abs=5e-4)


def test_a_gate_is_held_at_the_word_under_the_cursor_and_let_go(server, page) -> None:
    look(server, page, unit="17", step="7")
    operate = page.locator(".operate")
    operate.get_by_label("Qué fijar").select_option("f")
    operate.get_by_role("button", name="0", exact=True).click()
    operate.get_by_role("button", name="Fijar", exact=True).click()
    expect(operate.locator(".outcome")).to_be_visible(timeout=20_000)
    after = traced("f=0@6")
    expect(page.locator(".microscope .status")).to_contain_text("paso 7 de")
    for name, shown in results(page).items():
        assert shown == pytest.approx(after["activations"][name][6][17], abs=6e-4)
    expect(page.locator(".account.held")).to_have_count(1)
    assert parse_qs(urlsplit(page.url).query)["op"] == ["f=0.0@6"]
    operate.get_by_role("button", name="Deshacer").click()
    expect(operate.locator(".outcome")).to_have_count(0, timeout=20_000)
    assert "op" not in parse_qs(urlsplit(page.url).query)


def test_a_word_is_replaced(server, page) -> None:
    look(server, page, step="11")
    page.get_by_label("Otra palabra, o nada").fill("horrible")
    page.get_by_role("button", name=re.compile("en lugar de")).click()
    expect(page.locator(".ribbon").first).to_contain_text("horrible", timeout=20_000)
    expect(page.locator(".ribbon.before")).to_contain_text("excelente")


def test_a_link_restores_what_was_seen(server, open_page) -> None:
    first = look(server, open_page(), op="f=0@6", zoom="formula")
    first.locator(".ribbon").first.focus()
    first.keyboard.press("Home")
    first.keyboard.press("ArrowRight")
    first.wait_for_timeout(900)
    second = open_page()
    second.goto(first.url)
    expect(second.locator(".microscope .status")).to_contain_text("paso 2 de", timeout=60_000)
    expect(second.locator(".microscope")).to_have_attribute("data-zoom", "formula")
    assert results(second) == results(first)
    expect(second.locator(".operate .done")).to_have_count(1)


SENTENCE = "Vivo en Argentina desde muy chico, donde me enseñaron a hablar ___"
EQUATIONS = {
    "peephole": ("i", "f", "g", "c", "o", "h"),
    "time-aware": ("c_short", "decay", "c_adj", "i", "f", "o", "g", "c", "h"),
}


@pytest.mark.parametrize("cell", EQUATIONS)
def test_a_memory_network_shows_the_command_lines_numbers_too(server, page, cell: str) -> None:
    name = f"recall-up-to-10-{cell}-1"
    told = traced(text=SENTENCE, model=name)
    look(server, page, text=SENTENCE, model=name, unit="7")
    for step in (3, 4):  # it opens where the country is read
        expect(page.locator(".microscope .status")).to_contain_text(f"paso {step} de {len(told['tokens'])}")
        shown = dict(zip(EQUATIONS[cell], page.locator(".account .result").all_text_contents(), strict=True))
        for activation, result in shown.items():
            assert number(result) == pytest.approx(told["activations"][activation][step - 1][7], abs=6e-4)
        p = told["probabilities"][step - 1][told["labels"].index("castellano")]
        assert f"castellano {min(99, max(1, round(100 * p)))}" in page.locator(".answers").text_content()
        page.locator(".microscope .ribbon").press("ArrowRight")
    expect(page.locator(".badge")).to_contain_text("✓ como sus ecuaciones en float64")


def test_two_memory_cells_share_the_axis_and_the_cursor(server, page) -> None:
    look(server, page, text=SENTENCE, model="recall-up-to-10-rnn-1")
    page.get_by_role("button", name="Junto a LSTM", exact=True).click()
    expect(page.locator(".curve .line")).to_have_count(2)
    page.locator(".microscope .ribbon").press("End")
    last = [
        traced(text=SENTENCE, model=f"recall-up-to-10-{cell}-1")["probabilities"][-1][0] for cell in ("rnn", "lstm")
    ]
    for shown, p in zip(page.locator(".legend b").all_text_contents(), last, strict=True):
        assert number(shown) == pytest.approx(p, abs=6e-3)
    dots = [dot.get_attribute("cx") for dot in page.locator(".curve .dot").all()]
    assert len(set(dots)) == 1


def test_from_a_cell_of_the_recall_page_the_same_sentence_opens(server, page) -> None:
    page.goto(f"{server.url}/recall?distance=7&lang=es")
    page.get_by_role("link", name="LSTM peephole").click()
    expect(page.locator(".microscope .answers")).to_contain_text("castellano", timeout=60_000)
    assert parse_qs(urlsplit(page.url).query)["model"] == ["recall-up-to-10-peephole-1"]
    page.go_back()
    expect(page.locator(".recall .sentence")).to_contain_text("Argentina", timeout=60_000)


def test_several_units_are_chosen_by_hand_and_held_as_one_operation(server, page) -> None:
    look(server, page, unit="17", step="7")
    operate = page.locator(".operate")
    field = operate.get_by_label("Unidades elegidas")
    field.fill("3, 999")
    expect(operate.get_by_role("alert")).to_contain_text("números de 0 a")
    field.fill("3, 40-42")
    expect(operate.get_by_role("alert")).to_be_empty()
    operate.get_by_role("button", name="Elegir la 17").press("Enter")
    expect(field).to_have_value("3,17,40-42")
    operate.get_by_label("Qué fijar").select_option("f")
    operate.get_by_role("button", name="Fijar", exact=True).click()
    expect(operate.locator(".outcome")).to_be_visible(timeout=20_000)
    expect(operate.locator(".done")).to_have_count(1)
    expect(operate.get_by_role("button", name="Fijar", exact=True)).to_be_focused()  # the keyboard goes on where it was
    expect(page).to_have_url(re.compile(re.escape(f"op={quote('f=0.0@6:3,17,40-42', safe='')}")))
    after = traced("f=0@6:3,17,40-42")
    for name, shown in results(page).items():
        assert shown == pytest.approx(after["activations"][name][6][17], abs=6e-4)
    expect(page.locator(".badge")).to_contain_text("float64")
    expect(field).to_have_value("3,17,40-42")
    operate.get_by_role("button", name="Deshacer").click()
    expect(operate.locator(".outcome")).to_have_count(0, timeout=20_000)


def test_several_units_are_chosen_on_the_strips(server, page) -> None:
    look(server, page, step="1", unit="0")
    page.get_by_label("Orden").select_option("number")
    page.get_by_label("Unidades", exact=True).select_option("8")
    strip = page.locator("canvas").first
    rows = strip.bounding_box()["height"] / 8
    strip.click(position={"x": 3, "y": 5.5 * rows}, modifiers=["Control"])
    strip.click(position={"x": 3, "y": 2.5 * rows}, modifiers=["Shift"])
    field = page.get_by_label("Unidades elegidas")
    expect(field).to_have_value("0-2,5")
    strip.click(position={"x": 3, "y": 1.5 * rows}, modifiers=["Control"])
    expect(field).to_have_value("0,2,5")
    expect(page.locator(".formula .aside")).to_contain_text("unidad 0")  # what is chosen is not what is in focus
    assert page.locator(".strip").first.locator(".tick").count() == 3


def test_slow_motion_lights_one_move_after_the_other(server, page) -> None:
    look(server, page, step="3")
    page.get_by_role("button", name="Cámara lenta").click()
    expect(page.get_by_role("button", name="1 olvidar")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".told")).to_contain_text("Olvidar")
    assert page.locator(".cell .live").count()
    assert page.locator(".cell .coming").count()
    page.get_by_role("button", name="4 leer").click()
    expect(page.locator(".cell .coming")).to_have_count(0)


# How light a picture's corner is, and what in it is most unlike that: from 0 (black) to 255.
LIGHT = """
async ([type, content]) => {
  const image = new Image();
  image.src = `data:${type};base64,${content}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  const light = Array.from({length: data.length / 4}, (_, at) => {
    const [red, green, blue, opacity] = data.subarray(4 * at, 4 * at + 4);
    return opacity && (red + green + blue) / 3;
  });
  return [light[0], light.reduce((most, value) => Math.max(most, Math.abs(value - light[0])), 0)];
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_diagram_can_be_taken_home(server, open_page, kind: str, scheme: str, tmp_path: Path) -> None:
    page = look(server, open_page(scheme=scheme))
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    file = tmp_path / "picture"
    download.value.save_as(file)
    content = file.read_bytes()
    assert content.startswith(b"<svg" if kind == "SVG" else b"\x89PNG")
    assert len(content) > 5_000
    assert b"var(--" not in content  # a picture outside the page has no theme to ask
    mime = {"SVG": "image/svg+xml", "PNG": "image/png"}[kind]
    ground, contrast = page.evaluate(LIGHT, [mime, base64.b64encode(content).decode()])
    assert ground > 250 if scheme == "light" else ground < 40  # its ground is the theme's, and opaque
    assert contrast > 150


def test_a_word_under_the_mouse_is_peeked_at(server, page) -> None:
    look(server, page, step="2")
    page.locator(".piece").nth(6).hover()
    expect(page.locator(".microscope .status")).to_contain_text("paso 7 de")
    expect(page.locator(".piece.current")).to_have_attribute("data-step", "2")
    page.locator(".cells").hover()
    expect(page.locator(".microscope .status")).to_contain_text("paso 2 de")


def test_a_strip_leads_to_its_word_and_unit(server, page) -> None:
    look(server, page, step="1")
    page.get_by_label("Orden").select_option("number")
    page.get_by_label("Unidades", exact=True).select_option("8")
    page.locator("canvas").first.click(position={"x": 3, "y": 41})
    expect(page.locator(".formula .aside")).to_contain_text("unidad 7 · t = 1", timeout=20_000)


def test_on_a_phone_nothing_overflows_and_a_finger_turns_words(server, open_page) -> None:
    page = look(server, open_page(size="phone", reduced_motion="reduce", has_touch=True), step="12")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in page.locator(".microscope button:visible, .microscope select:visible").all():
        edges = box.bounding_box()
        assert edges["x"] >= 0
        assert edges["x"] + edges["width"] <= 390
    touch = {"pointerType": "touch", "bubbles": True, "clientY": 300}
    ribbon = page.locator(".ribbon").first
    ribbon.dispatch_event("pointerdown", {**touch, "clientX": 100})
    ribbon.dispatch_event("pointerup", {**touch, "clientX": 200})
    expect(page.locator(".microscope .status")).to_contain_text("paso 11 de")


def test_words_are_text_whatever_a_visitor_writes(server, page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"executed: {dialog.message}"))
    look(server, page, text="malo <img src=x onerror=alert(1)> pero <b>bueno</b>", op="word=<i>x</i>@1")
    expect(page.locator(".microscope img, .ribbon b, .ribbon i, .operate i")).to_have_count(0)


def test_the_longest_reading_steps_to_its_end(server, page) -> None:
    look(server, page, text="bueno malo " * 700, step="99999")
    expect(page.locator(".microscope .status")).to_contain_text("paso 1.200 de 1.200")
    page.locator(".ribbon").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".microscope .status")).to_contain_text("paso 1.199 de 1.200")
