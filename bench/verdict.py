"""How long a visitor waits: from Ctrl+Enter, or a click on Read, to the painted verdict. Prints JSON.

A warm server, one visitor, a new sentence each time, so that no cache answers. The browser itself takes the time, up
to the frame after the one in which the verdict stands. Run with `python -m bench.verdict`.
"""

import sys

from playwright.sync_api import Page, sync_playwright

from bench.measure import figure, probes, report, spread
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle

WARM_UP, TIMES = 5, 40
STOPWATCH = """
event => {
  const shown = () => document.querySelector(".verdict")?.innerHTML;
  const before = shown();
  window.verdictTook = null;
  const begin = input => {
    const start = input.timeStamp;
    const watch = new MutationObserver(() => {
      if (shown() === before || shown() === undefined) return;
      watch.disconnect();
      window.verdictSeen = shown();
      requestAnimationFrame(() => requestAnimationFrame(() => { window.verdictTook = performance.now() - start; }));
    });
    watch.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  };
  window.addEventListener(event, begin, {capture: true, once: true});
}
"""


def time_one(page: Page, text: str, by: str) -> float:
    box = page.locator("textarea").first
    box.fill(text)
    page.evaluate(STOPWATCH, "mousedown" if by == "click" else "keydown")
    if by == "click":
        page.locator('[data-testid="stMain"] button[kind="primary"]').click()
    else:
        box.press("Control+Enter")
    took = page.wait_for_function("() => window.verdictTook", timeout=30_000).json_value()
    wait_until_idle(page)
    if page.evaluate("() => window.verdictSeen !== document.querySelector('.verdict').innerHTML"):
        raise RuntimeError(f"what was timed was not yet the verdict on {text!r}")
    return float(took)


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    texts = [f"{first} {second}" for first, second in zip(probes("es"), probes("es")[1:], strict=False)]
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        page = browser.new_page(locale="es-AR")
        page.goto(f"{server.url}/sentiment")
        wait_until_idle(page)
        milliseconds = {}
        for by in ("enter", "click"):
            times = [time_one(page, texts.pop(), by) for _ in range(WARM_UP + TIMES)]
            milliseconds[by] = spread(times[WARM_UP:])
    report(
        f"{TIMES} new texts each way after {WARM_UP} to warm up, server and browser on one machine",
        [
            figure(
                "From Ctrl+Enter to the painted verdict, median", milliseconds["enter"]["median"], "ms", at_most=300
            ),
            figure("… p95", milliseconds["enter"]["p95"], "ms"),
            figure("From a click on the button to the painted verdict, median", milliseconds["click"]["median"], "ms"),
        ],
        milliseconds=milliseconds,
    )


if __name__ == "__main__":
    main()
