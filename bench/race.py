"""A race, and what it costs the others: 20 visitors who ask for verdicts while it trains. Prints JSON.

Server, worker, visitors and a browser share one machine. Each visitor reads a new text every few seconds, so that no
cache answers. Twenty have no browser (bench/visitor.py), as each of theirs would be on a machine of its own: they tell
what the server takes. One more has, beside the browser with the race, and tells when the verdict is painted. The race
is at its default settings for the time to part ways, and long for what the others wait meanwhile. Run with
`python -m bench.race`.
"""

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from itertools import count

import torch
from playwright.async_api import Browser, Page, async_playwright, expect

from bench.measure import figure, probes, report, spread
from bench.verdict import STOPWATCH
from bench.visitor import Visitor
from engine.cluster import Cluster
from engine.queue import Queue
from engine.races import LiveRace
from model.recall.race import Settings
from tests.live import CHROMIUM_FLAGS, IDLE, NO_CHROMIUM, Server, find_chromium
from ui.texts import Texts

VISITORS, TEXTS_EACH = 20, 8
THINKING = (2.0, 6.0)  # seconds between two texts of a visitor
LONG = "race-cells=rnn,lstm,gru,peephole,time-aware&race-distance=40&race-steps=5000"
ROUNDS = 3
PATIENCE = 240_000
T = Texts("es")


async def opened(browser: Browser, address: str) -> Page:
    page = await (await browser.new_context(locale="es-AR")).new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(address)
    await page.wait_for_function(IDLE, arg=400, timeout=PATIENCE)
    return page


async def part_ways(page: Page, button: str) -> float:
    """Seconds from the click to the sentence that says who parted from whom."""
    parted = page.get_by_text(T("race-parted", step=0, seconds=0, best="", right=0, worst="", wrong=0)[:12])
    began = time.monotonic()
    await page.get_by_role("button", name=button, exact=True).click()
    await parted.wait_for(state="hidden")  # what an earlier race said
    await page.locator(".st-key-race-controls").get_by_text(" de 1.200").wait_for()
    await parted.wait_for()
    took = time.monotonic() - began
    await page.get_by_text(T("race-finished")).wait_for()
    return took


async def paint_verdict(page: Page, text: str) -> float:
    """Milliseconds from the key to the painted verdict."""
    box = page.locator("textarea").first
    await box.fill(text)
    await page.evaluate(STOPWATCH, "keydown")
    await box.press("Control+Enter")
    return float(await (await page.wait_for_function("() => window.verdictTook")).json_value())


async def visit(seed: int, read: Callable[[str], Awaitable[float]], new_text: Callable[[], str]) -> list[float]:
    """Milliseconds of each of a visitor's verdicts."""
    draw = random.Random(seed)
    times = []
    for _ in range(1 + TEXTS_EACH):
        await asyncio.sleep(draw.uniform(*THINKING))
        times.append(await read(new_text()))
    return times[1:]  # the first one warms up


async def verdicts(visitors: list[Visitor], page: Page, new_text: Callable[[], str]) -> tuple[list[float], list[float]]:
    """What all without a browser waited, and what the one with a browser did."""
    ways = [*(visitor.wait_for_verdict for visitor in visitors), partial(paint_verdict, page)]
    *without, painted = await asyncio.gather(*(visit(seed, read, new_text) for seed, read in enumerate(ways)))
    return [took for own in without for took in own], painted


async def with_visitors(chromium: str) -> tuple[list[float], dict[str, list[float]]]:
    """Seconds to part ways, at first with a worker to start; verdicts while nothing trains, and while a race does."""
    numbers, known = count(), probes("es")

    def new_text() -> str:
        number = next(numbers)
        return f"{known[number % len(known)]} {number}"

    with Server() as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
            page = await opened(browser, f"{server.url}/recall?lang=es")
            buttons = ["race-start", *["race-again"] * (ROUNDS - 1)]
            parting = [await part_ways(page, T(button)) for button in buttons]
            await page.close()
            page = await opened(browser, f"{server.url}/sentiment?lang=es")
            async with AsyncExitStack() as stack:
                visitors = [await stack.enter_async_context(Visitor.arriving(server.url)) for _ in range(VISITORS)]
                quiet = await verdicts(visitors, page, new_text)
                racing = await opened(browser, f"{server.url}/recall?lang=es&{LONG}")
                await racing.get_by_role("button", name=T("race-start"), exact=True).click()
                await racing.get_by_text(" de 5.000").wait_for()
                meanwhile = await verdicts(visitors, page, new_text)
                await expect(racing.get_by_role("button", name=T("race-pause"))).to_be_visible()  # it still trains
            await browser.close()
    names = ("quiet", "quiet, painted", "while a race trains", "while a race trains, painted")
    return parting, dict(zip(names, (*quiet, *meanwhile), strict=True))


def through_the_queue() -> tuple[float, float]:
    """Seconds of one race on the worker, from the first piece to the last, and of the same race in this process."""
    settings = Settings(steps=600)
    queue = Queue(Cluster)
    elsewhere = []
    for _ in range(ROUNDS + 1):
        ticket = queue.submit(LiveRace(settings))
        began = time.monotonic()
        while ticket.live:
            time.sleep(0.01)
            queue.renew(ticket)
        elsewhere.append(time.monotonic() - began)
    queue.close()
    here = []
    torch.set_num_threads(1)
    for _ in range(ROUNDS + 1):
        race = LiveRace(settings)
        began = time.monotonic()
        while not race.finished:
            function, arguments = race.piece()
            race.take(function(*arguments))
        here.append(time.monotonic() - began)
    return min(elsewhere), min(here)  # without the start of the worker, and the least disturbed


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    parting, times = asyncio.run(with_visitors(chromium))
    elsewhere, here = through_the_queue()
    milliseconds = {name: spread(own) for name, own in times.items()}
    report(
        f"{VISITORS} visitors without a browser and one with, {TEXTS_EACH} texts each, "
        f"{THINKING[0]:g} to {THINKING[1]:g} s apart; server, worker, visitors and browser on one machine",
        [
            figure("A race at default settings: from the click to Elman and LSTM apart", max(parting), "s", at_most=30),
            figure("… with a worker that runs already", min(parting), "s"),
            figure("A race through the queue ÷ the same race in one process", elsewhere / here),
            figure(
                f"Verdicts of {VISITORS} visitors while a race trains, p95",
                milliseconds["while a race trains"]["p95"],
                "ms",
                at_most=500,
            ),
            figure("… while nothing trains, p95", milliseconds["quiet"]["p95"], "ms"),
            figure(
                "… painted for one more, in a browser on the same machine, while a race trains, median",
                milliseconds["while a race trains, painted"]["median"],
                "ms",
            ),
        ],
        seconds_to_part=parting,
        milliseconds=milliseconds,
        torch=torch.__version__,
    )


if __name__ == "__main__":
    main()
