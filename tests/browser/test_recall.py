"""The recall page in a real browser: read along, move the distance, bet and see, wait, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle
from ui.texts import Texts

# What reaches beyond the window, unless it scrolls in a place of its own.
TOO_WIDE = """
() => {
  const found = [];
  const walk = root => root.querySelectorAll("*").forEach(node => {
    if (node.shadowRoot) walk(node.shadowRoot);
    const scrolls = node.closest(".scrolling, [data-testid=stTopNav], header");
    const edges = node.getBoundingClientRect();
    const watched = node.matches(".recall, .sentence, .row, .cliff, .ruler, .claim, .scrolling, svg");
    if (watched && (!scrolls || scrolls === node)
        && edges.width && (edges.left < -1 || edges.right > window.innerWidth + 1)) {
      found.push(`${node.tagName} ${node.className.baseVal ?? node.className} ${edges.left} ${edges.right}`);
    }
  });
  walk(document.querySelector("[data-testid=stMain]"));
  return found;
}
"""


def open_recall(page: Page, server: Server, **address: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in {"lang": "es", **address}.items())
    page.goto(f"{server.url}/recall?{query}")
    expect(page.locator(".recall .row")).to_have_count(5)
    expect(page.locator(".cliff svg[role=img]")).to_be_visible()
    wait_until_idle(page)


def test_read_along_under_one_cursor(server: Server, page: Page) -> None:
    open_recall(page, server, distance="12")
    sentence = page.locator(".recall .sentence")
    expect(page.locator(".sentence .token.key")).to_contain_text("Argentina")
    last = int(sentence.get_attribute("aria-valuemax"))
    expect(sentence).to_have_attribute("aria-valuenow", str(last))
    final = page.locator(".recall .opinion").all_text_contents()
    assert all(text[0] in "✓✗" for text in final)
    sentence.press("Home")
    expect(sentence).to_have_attribute("aria-valuenow", "1")
    expect(page.locator(".sentence .token.unread")).to_have_count(last - 1)
    assert not any("✓" in text for text in page.locator(".recall .opinion").all_text_contents())
    sentence.press("End")
    assert page.locator(".recall .opinion").all_text_contents() == final
    page.locator(".recall .toggle").click()
    expect(sentence).to_have_attribute("aria-valuenow", str(last))


def test_moving_the_distance_inserts_words_and_moves_the_mark_on_the_cliff(server: Server, page: Page) -> None:
    t = Texts("es")
    open_recall(page, server, distance="20")
    words = page.locator(".recall .sentence .token").count()
    expect(page.locator(".cliff .strong")).to_contain_text("20")
    slider = page.get_by_role("slider", name=t("recall-distance"))
    slider.press("ArrowRight")
    expect(page.locator(".recall[data-distance='25']")).to_be_visible()
    expect(page.locator(".cliff .strong")).to_contain_text("25")
    assert page.locator(".recall .sentence .token").count() > words
    wait_until_idle(page)
    assert "distance=25" in page.url
    page.reload()
    expect(page.locator(".recall[data-distance='25']")).to_be_visible()


def test_the_bet_comes_first_and_the_answer_after_it(server: Server, page: Page) -> None:
    t = Texts("es")
    open_recall(page, server, distance="40")
    page.get_by_text(t("recall-predict"), exact=True).click()
    expect(page.locator(".recall[data-hidden=true]")).to_be_visible()
    assert set(page.locator(".recall .opinion").all_text_contents()) == {"?"}
    page.get_by_test_id("stForm").get_by_role("button", name="LSTM", exact=True).click()
    page.get_by_role("button", name=t("recall-reveal")).click()
    expect(page.locator(".recall[data-hidden=false]")).to_be_visible()
    right = sum((name == "LSTM") == text.startswith("✓") for name, text in outcomes(page))
    expect(page.get_by_text(t("recall-score", bets=1, right=right, cells=5))).to_be_visible()


def outcomes(page: Page) -> list[tuple[str, str]]:
    names = page.locator(".recall .row .name").all_text_contents()
    return list(zip(names, page.locator(".recall .opinion").all_text_contents(), strict=True))


def test_days_discount_the_memory(server: Server, page: Page) -> None:
    open_recall(page, server)
    ruler = page.locator(".ruler input")
    ruler.press("Home")
    expect(page.locator(".ruler output")).to_contain_text("0")
    expect(page.locator(".ruler .sum")).to_contain_text("1,000")
    before = page.locator(".ruler .sum").text_content()
    ruler.press("End")
    expect(page.locator(".ruler output")).to_contain_text("3.650")
    assert page.locator(".ruler .sum").text_content() != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(server: Server, open_page: OpenPage, scheme: str) -> None:
    page = open_page(size="phone", scheme=scheme)
    open_recall(page, server, distance="400", distractors="yes", cliff="elman")
    assert page.evaluate(TOO_WIDE) == []


def test_what_a_visitor_writes_stays_text(server: Server, page: Page) -> None:
    open_recall(page, server, kind="own", own="Brasil <img src=x onerror='window.stolen=1'> hablo")
    expect(page.locator(".sentence")).to_contain_text("<img")
    assert page.evaluate("window.stolen") is None
