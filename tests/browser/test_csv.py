"""A file of reviews from the upload to the download, in a real browser."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from model import load
from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.interpreter import PHRASES
from ui.texts import Texts

ROWS = [
    ("La comida fue excelente.", "pos"),
    ("Una porquería, no lo compren.", "neg"),
    ("", "neu"),
    ('=HYPERLINK("http://example.org") horrible', "neg"),
]


def table(rows: list[tuple[str, str]]) -> dict[str, object]:
    text = io.StringIO()
    csv.writer(text).writerows([("texto", "etiqueta"), *rows])
    return {"name": "reseñas.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def upload(page: Page, url: str, file: dict[str, object]) -> None:
    page.goto(f"{url}/sentiment?view=file&lang=es")
    page.locator("input[type=file]").set_input_files(file)


def test_verdicts_for_a_file_are_shown_drawn_and_downloaded(server: Server, page: Page) -> None:
    t = Texts("es")
    upload(page, server.url, table(ROWS))
    page.get_by_role("button", name=t("file-start", n=len(ROWS))).click()
    expect(page.get_by_text(t("file-skipped", n=1))).to_be_visible()
    expect(page.locator(".js-plotly-plot .bars path")).to_have_count(3)
    wait_until_idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=t("file-download")).click()
    got = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert got[2]["verdict"] == ""
    assert got[2]["note"] == t("file-empty-row")
    assert got[3]["texto"].startswith("'=")
    read = [row for row in got if row["verdict"]]
    said = load("es-lstm").predict([text for text, _ in ROWS if text])
    for row, prediction in zip(read, said, strict=True):
        assert row["verdict"] == prediction.label
        for label, probability in prediction.probabilities.items():
            assert float(row[f"p_{label}"]) == pytest.approx(probability, abs=2e-4)


ENGLISH = """
() => [...document.querySelectorAll("body *")].flatMap(element => [
  ...["aria-label", "title", "placeholder"].map(name => element.getAttribute(name)),
  ...[...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data)])
"""


def test_streamlits_own_words_are_said_in_spanish_too(server: Server, page: Page) -> None:
    t = Texts("es")
    upload(page, server.url, table(ROWS))
    page.get_by_role("button", name=t("file-start", n=len(ROWS))).click()
    page.get_by_test_id("stDataFrame").hover()
    page.get_by_role("button", name=t("streamlit-search")).click()
    expect(page.get_by_role("button", name=t("streamlit-search-close"))).to_be_visible()
    expect(page.get_by_role("button", name=t("streamlit-upload-remove", x="reseñas.csv"))).to_be_visible()
    english = {phrase for phrase in PHRASES.values() if "{x}" not in phrase}
    assert not english & set(page.evaluate(ENGLISH))
    # An icon is drawn by its English name.
    expect(page.get_by_test_id("stFileUploader").get_by_test_id("stIconMaterial").last).to_have_text("add")


def test_a_long_file_can_be_cancelled_and_keeps_nobody_waiting(server: Server, open_page: OpenPage) -> None:
    t = Texts("es")
    reader, other = open_page(), open_page()
    other.goto(f"{server.url}/sentiment?lang=es")
    upload(reader, server.url, table([("Una reseña bastante larga, con de todo un poco. " * 40, "neu")] * 6_000))
    reader.get_by_role("button", name=t("file-start", n=6_000)).click()
    expect(reader.get_by_role("button", name=t("file-cancel"))).to_be_visible()
    box = other.get_by_role("textbox", name=t("sentiment-text"))
    box.fill("Mientras tanto, otra persona lee esto.")
    box.press("Control+Enter")
    expect(other.locator(".verdict")).to_be_visible()
    progress = reader.get_by_role("progressbar")  # still at it: the other one didn't wait for the end
    expect(progress).not_to_have_attribute("aria-valuenow", "0")
    reader.get_by_role("button", name=t("file-cancel")).click()
    expect(reader.get_by_role("button", name=t("file-download"))).to_be_visible()
    expect(reader.get_by_text("Cancelado")).to_be_visible()


def test_a_file_too_big_is_refused_in_the_visitors_language(server: Server, page: Page) -> None:
    """It is announced by its size and refused before a byte of it travels."""
    page.goto(f"{server.url}/sentiment?view=file&lang=es")
    page.locator("input[type=file]").evaluate(
        """input => {
             const file = new File(["text"], "big.csv");
             Object.defineProperty(file, "size", {value: 2 ** 30});
             const drop = new Event("drop", {bubbles: true});
             const item = {kind: "file", type: "text/csv", getAsFile: () => file};
             drop.dataTransfer = {files: [file], items: [item], types: ["Files"]};
             input.closest("section").dispatchEvent(drop);
           }"""
    )
    uploader = page.locator(".st-key-upload")
    expect(uploader.locator('[aria-invalid="true"]')).to_be_visible()
    said = uploader.evaluate("element => getComputedStyle(element, '::after').content")
    assert Texts("es")("file-too-big", megabytes=50) in said


def test_a_binary_file_gets_a_sentence(server: Server, page: Page) -> None:
    upload(page, server.url, {"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(99)})
    expect(page.get_by_text("no es una tabla")).to_be_visible()
