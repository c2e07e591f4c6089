"""How long a newcomer waits after `make run`, in an environment that is ready: for the server, for the landing page.

Every round has a new server and a new browser profile; the clock starts before the command does. The page itself notes
when its title and its reading are painted, by the same machine's clock. Prints JSON. Run with `python -m bench.start`.
"""

import sys
import time

from playwright.sync_api import Browser, sync_playwright

from bench.measure import figure, report, spread
from tests.live import NO_CHROMIUM, Server, find_chromium, launch

MAKE_RUN = ("make", "run", "PORT={port}")
ROUNDS = 7
# Two frames after an element stands in the page, it is painted.
WATCH = """
window.paintedAt = {};
const wanted = {title: '[data-testid="stMain"] h1', reading: ".reader .ribbon"};
const shadows = () => [...document.querySelectorAll("*")].flatMap(element => element.shadowRoot ?? []);
const stands = selector => [document, ...shadows()].some(root => root.querySelector(selector)?.clientHeight);
const watch = () => {
  for (const [name, selector] of Object.entries(wanted)) {
    if (name in paintedAt || !stands(selector)) continue;
    paintedAt[name] = null;
    requestAnimationFrame(() => requestAnimationFrame(() => { paintedAt[name] = Date.now() / 1000; }));
  }
  requestAnimationFrame(watch);
};
requestAnimationFrame(watch);
"""
PAINTED = "() => window.paintedAt?.title && window.paintedAt.reading && window.paintedAt"


def seconds_to(browser: Browser) -> tuple[float, float, float]:
    """Until the server answers, until the landing page's title is painted, until its reading is."""
    context = browser.new_context(locale="es-AR")
    context.add_init_script(WATCH)
    page = context.new_page()
    start = time.time()
    with Server(MAKE_RUN) as server:
        answered = time.time()
        page.goto(server.url, wait_until="commit")
        painted = page.wait_for_function(PAINTED, timeout=30_000).json_value()
        context.close()
    return answered - start, painted["title"] - start, painted["reading"] - start


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    with sync_playwright() as playwright, launch(playwright, chromium) as browser:
        rounds = [seconds_to(browser) for _ in range(ROUNDS)]
    answers, title, reading = map(spread, zip(*rounds, strict=True))
    report(
        f"seconds after `make run`, {ROUNDS} cold starts, the files already in the system's cache",
        [
            figure("From `make run` to the painted landing page, median", title["median"], "s", at_most=3),
            figure("… to its reading, median", reading["median"], "s"),
        ],
        seconds={"server_answers": answers, "title_painted": title, "reading_painted": reading},
    )


if __name__ == "__main__":
    main()
