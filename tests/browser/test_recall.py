"""The recall page in a real browser: read along, move the distance, predict and reveal."""

from playwright.sync_api import Page, expect

from tests.live import Server, wait_until_idle
from ui.texts import Texts


def test_read_along_move_the_distance_predict_and_reveal(server: Server, page: Page) -> None:
    t = Texts("es")
    page.goto(f"{server.url}/recall?lang=es&distance=20")
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.locator(".recall-sentence mark")).to_have_text("Argentina")
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text(t("recall-between", distance=21))).to_be_visible()
    wait_until_idle(page)
    assert "distance=21" in page.url
    page.get_by_text(t("recall-predict"), exact=True).click()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    page.get_by_role("button", name=t("recall-reveal")).click()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.locator(".figures tbody tr")).to_have_count(5)
