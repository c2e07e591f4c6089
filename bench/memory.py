"""The server's memory: at rest, after the first verdict (three models loaded), after visitors. Prints JSON; Linux only.

Run with `python -m bench.memory`.
"""

import json
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.measure import circumstances, probes
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle

VISITORS = 10


def megabytes(server: Server, field: str = "VmRSS") -> int:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.findall(rf"{field}:\s+(\d+) kB", status)[0]) // 1024


def visit(browser: Browser, server: Server, path: str, text: str = "") -> Page:
    page = browser.new_context(locale="es-AR").new_page()
    page.goto(f"{server.url}/{path}")
    wait_until_idle(page)
    if text:
        box = page.locator("textarea").first
        box.fill(text)
        box.press("Control+Enter")
        page.locator(".verdict").wait_for(timeout=30_000)
        wait_until_idle(page)
    return page


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    texts = probes("es")
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        rss = {"server_started": megabytes(server)}
        visit(browser, server, "")
        rss["after_landing_page"] = megabytes(server)
        visit(browser, server, "sentiment", texts.pop())
        rss["after_first_verdict"] = megabytes(server)
        for _ in range(VISITORS):
            visit(browser, server, "sentiment", texts.pop())
        rss[f"with_{VISITORS}_more_visitors"] = megabytes(server)
        rss["peak"] = megabytes(server, "VmHWM")
    result = {"what": "resident memory of the server's one process, in MiB", "megabytes": rss, **circumstances()}
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
