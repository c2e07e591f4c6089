"""The race in a real browser, on a real worker: curves that move, the place in the queue, cancel, the recorded race."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

T = Texts("es")
SHORT = "race-steps=120&race-hidden=8&race-distance=3"
LONG = "race-steps=5000&race-hidden=64&race-distance=10"
PATIENCE = 100_000  # a process starts, and imports torch, on a machine that has other things to do


def open_race(page: Page, server: Server, settings: str) -> None:
    page.goto(f"{server.url}/recall?lang=es&{settings}")
    expect(page.locator(".race svg[role=img]")).to_have_count(2)
    wait_until_idle(page)


def start(page: Page) -> None:
    page.get_by_role("button", name=T("race-start"), exact=True).click()


def test_a_short_live_race_and_its_recording(server: Server, page: Page) -> None:
    open_race(page, server, SHORT)
    drawn = page.locator(".race .panels svg").last.locator(".line").first
    whole = drawn.get_attribute("d")
    page.get_by_role("button", name=T("race-chart-play")).click()
    expect(drawn).not_to_have_attribute("d", whole)
    expect(drawn).to_have_attribute("d", whole)
    start(page)
    expect(page.get_by_text(T("race-finished"))).to_be_visible(timeout=PATIENCE)
    wait_until_idle(page)
    assert page.locator(".race .panels svg").first.locator(".line").count() == 2
    with page.expect_download() as download:
        page.locator(".st-key-download-race-csv button").click()
    rows = download.value.path().read_text("utf-8").splitlines()
    assert len(rows) == 1 + 2 * 12


def test_the_next_one_waits_in_the_queue_and_runs_when_the_first_one_stops(server: Server, open_page: OpenPage) -> None:
    first, second = open_page(), open_page(size="phone")
    open_race(first, server, LONG)
    start(first)
    expect(first.get_by_text(" de 5.000")).to_be_visible(timeout=PATIENCE)
    drawn = first.locator(".race .panels svg").last.locator(".line").first
    before = drawn.get_attribute("d")
    expect(drawn).not_to_have_attribute("d", before, timeout=PATIENCE)
    open_race(second, server, SHORT)
    start(second)
    expect(second.get_by_text(T("race-waiting", place=1))).to_be_visible()
    first.get_by_role("button", name=T("race-stop")).click()
    expect(first.get_by_text(T("race-stopped"))).to_be_visible()
    expect(second.get_by_text(T("race-finished"))).to_be_visible(timeout=PATIENCE)
    assert second.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    expect(drawn).not_to_have_attribute("d", before)


def test_who_closes_the_page_frees_the_worker_within_half_a_minute(server: Server, open_page: OpenPage) -> None:
    gone, waits = open_page(), open_page()
    open_race(waits, server, SHORT)
    open_race(gone, server, LONG)
    start(gone)
    expect(gone.get_by_text(" de 5.000")).to_be_visible(timeout=PATIENCE)
    start(waits)
    expect(waits.get_by_text(T("race-waiting", place=1))).to_be_visible()
    gone.close()
    expect(waits.get_by_text(T("race-waiting", place=1))).to_be_hidden(timeout=30_000)
    expect(waits.get_by_text(T("race-finished"))).to_be_visible(timeout=PATIENCE)
