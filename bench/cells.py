"""How long a knob of the laboratory holds up the browser: every slider of the cell with most of them. Prints JSON.

Each turn starts with a frame and is timed until the browser has painted it, as in bench/reader.py: the run of all
steps, the chart, the sums, the drawing and the claims are in it. Run with `python -m bench.cells`.
"""

import sys

from playwright.sync_api import Page, sync_playwright

from bench.measure import figure, report, spread
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle
from ui.laboratory import MOST_STEPS

TURNS, WARM_UP = 300, 30
ADDRESS = f"cells?experiment=waiting&x={','.join(['1', '-0.5', '0.25'] * (MOST_STEPS // 3))}"
# A message sent while a frame is being prepared arrives after it was painted.
STOPWATCH = """
(laboratory, turns) => {
  const sliders = [...laboratory.querySelectorAll("input[type=range]")];
  const turn = index => new Promise(painted => requestAnimationFrame(() => {
    const slider = sliders[index % sliders.length];
    const {min, max} = slider;
    const start = performance.now();
    slider.value = Number(min) + (max - min) * ((index * 7) % 20) / 20;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    const channel = new MessageChannel();
    channel.port1.onmessage = () => painted(performance.now() - start);
    channel.port2.postMessage(null);
  }));
  return (async () => {
    const times = [];
    for (let index = 0; index < turns; index++) times.push(await turn(index));
    return times;
  })();
}
"""


def time_turns(page: Page) -> list[float]:
    laboratory = page.locator(".laboratory")
    if f"de {MOST_STEPS}" not in laboratory.locator(".status").inner_text():
        raise RuntimeError("the page doesn't show what was to be measured")
    before = laboratory.locator(".sum strong").all_inner_texts()
    laboratory.evaluate(STOPWATCH, WARM_UP)
    times = laboratory.evaluate(STOPWATCH, TURNS)
    if laboratory.locator(".sum strong").all_inner_texts() == before:
        raise RuntimeError("no knob changed anything")
    return times


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    milliseconds = {}
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        for width in (1440, 390):
            page = browser.new_page(locale="es-AR", viewport={"width": width, "height": 900})
            page.goto(f"{server.url}/{ADDRESS}")
            wait_until_idle(page)
            page.locator(".laboratory .chart svg").wait_for(timeout=30_000)
            milliseconds[f"{width} px"] = spread(time_turns(page))
    report(
        f"time-aware cell, {MOST_STEPS} steps, {TURNS} turns of its knobs after {WARM_UP} to warm up",
        [
            figure(f"A knob of the laboratory, {width} wide, p95", times["p95"], "ms", at_most=16)
            for width, times in milliseconds.items()
        ],
        milliseconds=milliseconds,
    )


if __name__ == "__main__":
    main()
