"""How long a step of the reader holds up the browser: 200 words, three models, wide and narrow. Prints JSON.

Each step starts with a frame and is timed until the browser's main thread has painted that frame: 16 ms is one frame at
60 a second. What the compositor does with it afterwards is not in it. Run with `python -m bench.reader`.
"""

import sys

from playwright.sync_api import Page, sync_playwright

from bench.measure import figure, probes, report, spread
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle

WORDS, STEPS, WARM_UP = 200, 300, 20
# A message sent while a frame is being prepared arrives after it was painted.
STOPWATCH = """
(ribbon, steps) => {
  const step = index => new Promise(painted => requestAnimationFrame(() => {
    const start = performance.now();
    const key = index < steps / 2 ? "ArrowLeft" : "ArrowRight";
    ribbon.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    const channel = new MessageChannel();
    channel.port1.onmessage = () => painted(performance.now() - start);
    channel.port2.postMessage(null);
  }));
  return (async () => {
    const times = [];
    for (let index = 0; index < steps; index++) times.push(await step(index));
    return times;
  })();
}
"""


def time_steps(page: Page) -> list[float]:
    ribbon = page.locator(".reader .ribbon")
    if ribbon.locator(".word").count() != WORDS or page.locator(".reader .row").count() != 3:
        raise RuntimeError("the page doesn't show what was to be measured")
    ribbon.evaluate(STOPWATCH, WARM_UP)
    return ribbon.evaluate(STOPWATCH, STEPS)


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    text = " ".join(" ".join(probes("es")).split()[:WORDS])
    milliseconds = {}
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        for width in (1440, 390):
            page = browser.new_page(locale="es-AR", viewport={"width": width, "height": 900})
            page.goto(f"{server.url}/sentiment")
            wait_until_idle(page)
            box = page.locator("textarea").first
            box.fill(text)
            box.press("Control+Enter")
            page.locator(".reader .word.current").wait_for(timeout=30_000)
            wait_until_idle(page)
            milliseconds[f"{width} px"] = spread(time_steps(page))
    report(
        f"{WORDS} words, 3 models, {STEPS} steps after {WARM_UP} to warm up",
        [
            figure(f"A step of the reader, {width} wide, p95", times["p95"], "ms", at_most=16)
            for width, times in milliseconds.items()
        ],
        milliseconds=milliseconds,
    )


if __name__ == "__main__":
    main()
