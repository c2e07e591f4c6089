"""How long a visitor waits for another distance: from the key on the slider to five repainted readings. Prints JSON.

A warm server, one visitor, another country for each walk along the slider, so that no cache answers. The browser itself
takes the time, up to the frame after the one in which the new readings stand. Run with `python -m bench.recall_page`.
"""

import sys
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from bench.measure import figure, report, spread
from model.recall.sentences import grammar
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle
from ui.recall import SCALE

WALKS = 3
FROM, TO = 5, 400
# The component lives in a shadow root, which no observer of the page sees into, but one of that root does. Nothing here
# asks for frames while the page works: each would cost a look at the whole page.
STOPWATCH = """
() => {
  const find = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches("section.recall")) return node;
      const inside = node.shadowRoot && find(node.shadowRoot);
      if (inside) return inside;
    }
  };
  const shown = find(document), before = shown.dataset.distance, root = shown.getRootNode();
  window.repainted = null;
  window.addEventListener("keydown", key => {
    const observer = new MutationObserver(() => {
      const now = root.querySelector("section.recall");
      if (!now || now.dataset.distance === before || !now.querySelector(".row .line")) return;
      observer.disconnect();
      const done = () => { window.repainted = performance.now() - key.timeStamp; };
      requestAnimationFrame(() => requestAnimationFrame(done));
    });
    observer.observe(root, {childList: true, subtree: true});
  }, {capture: true, once: true});
}
"""


def time_one(page: Page, words: int) -> float:
    page.evaluate(STOPWATCH)
    page.get_by_role("slider").first.press("ArrowRight")
    took = float(page.wait_for_function("() => window.repainted", polling=20, timeout=30_000).json_value())
    wait_until_idle(page)
    if page.locator(f".recall[data-distance='{words}'] .row").count() != 5:
        raise RuntimeError(f"what was timed were not five readings over {words} words")
    return took


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    countries = list(grammar("es").answer_of)[: WALKS + 1]
    by_distance: dict[int, list[float]] = {}
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        for walk, country in enumerate(countries):
            page = browser.new_page(locale="es-AR")
            page.goto(f"{server.url}/recall?lang=es&distance={FROM}&country={quote(country)}")
            page.locator(".recall .row").first.wait_for(timeout=60_000)
            wait_until_idle(page)
            for words in [words for words in SCALE if FROM < words <= TO]:
                took = time_one(page, words)
                if walk:  # the first walk warms up
                    by_distance.setdefault(words, []).append(took)
            page.close()
    times = [took for walks in by_distance.values() for took in walks]
    milliseconds = spread(times)
    longest = spread([took for words, walks in by_distance.items() if words >= 200 for took in walks])
    report(
        f"{len(times)} changes of distance, {FROM} to {TO} words, 25 networks each, server and browser on one machine",
        [
            figure(
                "From the key on the slider to five repainted readings, median",
                milliseconds["median"],
                "ms",
                at_most=300,
            ),
            figure("… p95", milliseconds["p95"], "ms"),
            figure("… median from 200 words on", longest["median"], "ms"),
        ],
        milliseconds=milliseconds,
    )


if __name__ == "__main__":
    main()
