"""The server's memory: at rest, after the first verdict (three models loaded), after visitors. Prints JSON; Linux only.

Run with `python -m bench.memory`.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.measure import figure, probes, report
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle

VISITORS = 10


def mebibytes(server: Server, field: str = "VmRSS") -> int:
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
        rss = {"server_started": mebibytes(server)}
        visit(browser, server, "")
        rss["after_landing_page"] = mebibytes(server)
        visit(browser, server, "sentiment", texts.pop())
        rss["after_first_verdict"] = mebibytes(server)
        for _ in range(VISITORS):
            visit(browser, server, "sentiment", texts.pop())
        rss[f"with_{VISITORS}_more_visitors"] = mebibytes(server)
        rss["peak"] = mebibytes(server, "VmHWM")
    report(
        "resident memory of the server's one process, in MiB",
        [
            figure(
                "Memory after the first verdict, three models loaded", rss["after_first_verdict"], "MiB", at_most=700
            ),
            figure(f"… with {VISITORS} more visitors who stay", rss[f"with_{VISITORS}_more_visitors"], "MiB"),
        ],
        mebibytes=rss,
    )


if __name__ == "__main__":
    main()
