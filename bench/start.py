"""How long a newcomer waits after `make run`, in an environment that is ready: for the server, for the landing page.

Every round has a new server and a new browser profile; the clock starts before the command does. Prints JSON. Run
with `python -m bench.start`.
"""

import json
import sys
import time

from playwright.sync_api import Browser, expect, sync_playwright

from bench.measure import circumstances, spread
from tests.live import NO_CHROMIUM, Server, find_chromium, launch

MAKE_RUN = ("make", "run", "PORT={port}")
ROUNDS = 7
PAINTED = "() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))"


def seconds_to(browser: Browser) -> tuple[float, float, float]:
    """Until the server answers, until the landing page's title is painted, until its reading moves."""
    page = browser.new_page(locale="es-AR")
    start = time.perf_counter()
    with Server(MAKE_RUN) as server:
        answered = time.perf_counter() - start
        page.goto(server.url, wait_until="commit")
        expect(page.locator('[data-testid="stMain"] h1').first).to_be_visible(timeout=30_000)
        page.evaluate(PAINTED)
        painted = time.perf_counter() - start
        expect(page.locator(".ribbon").first).to_be_visible(timeout=30_000)
        page.evaluate(PAINTED)
        alive = time.perf_counter() - start
        page.close()
    return answered, painted, alive


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    with sync_playwright() as playwright, launch(playwright, chromium) as browser:
        answered, painted, alive = zip(*(seconds_to(browser) for _ in range(ROUNDS)), strict=True)
    result = {
        "what": f"seconds after `make run`, {ROUNDS} cold starts, the files already in the system's cache",
        "server_answers": spread(answered),
        "landing_page_painted": spread(painted),
        "landing_page_alive": spread(alive),
        **circumstances(),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
