"""How long a step of the microscope holds up the browser, and how much travels for a reading. Prints JSON.

Steps: 200 pieces and 128 units of an untrained LSTM, every panel on the page, timed as in bench/reader.py; and 20 and
1,200 pieces, which should step as smoothly. What travels: 60 words read by a shipped LSTM, as the JSON that the browser
gets. Run with `python -m bench.microscope`.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import torch
from playwright.sync_api import Page, sync_playwright

from bench.measure import figure, probes, report, spread
from bench.reader import STEPS, STOPWATCH, WARM_UP
from model import load
from model.network import Config, Network
from model.text import Tokenizer
from tests.live import NO_CHROMIUM, Server, find_chromium, launch, wait_until_idle
from ui.microscope import Reading, by_effect, observation

PIECES, HIDDEN, WORDS = 200, 128, 60
FEWEST, MOST = 20, 1200
NAME = "es-lstm"


def untrained(folder: Path) -> Network:
    torch.manual_seed(0)
    tokenizer = load(NAME).tokenizer
    net = Network(Config("es", "lstm", ("neg", "neu", "pos"), len(tokenizer), hidden=HIDDEN, limit=MOST), tokenizer)
    net.save(folder / NAME)
    return net


def time_steps(page: Page, pieces: int) -> list[float]:
    ribbon = page.locator(".microscope .ribbon")
    if ribbon.locator(".piece").count() != pieces or page.locator(".strip").count() != 6:
        raise RuntimeError("the page doesn't show what was to be measured")
    ribbon.evaluate(STOPWATCH, WARM_UP)
    return ribbon.evaluate(STOPWATCH, STEPS)


def first(pieces: int, text: str, tokenizer: Tokenizer) -> str:
    """As much of `text` as its first pieces cover."""
    return text[: tokenizer.encode(text, pieces).spans[-1][1]]


def kilobytes(text: str) -> float:
    net = load(NAME)
    reading = Reading("main", NAME, net, net.trace(text))
    unit, _ = by_effect(reading)[0]
    payload = json.dumps(observation([reading], unit, None), ensure_ascii=False, separators=(",", ":"))
    return len(payload.encode()) / 1000


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    text = " ".join(probes("es"))
    payload = kilobytes(" ".join(text.split()[:WORDS]))
    milliseconds = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        launch(playwright, chromium) as browser,
    ):
        tokenizer = untrained(Path(folder)).tokenizer
        os.environ["COMPUERTAS_MODELS"] = folder
        with Server() as server:
            for width, pieces in ((1440, PIECES), (390, PIECES), (1440, FEWEST), (1440, MOST)):
                page = browser.new_page(locale="es-AR", viewport={"width": width, "height": 900})
                page.goto(f"{server.url}/microscope?model={NAME}&text={quote(first(pieces, text, tokenizer))}")
                page.locator(".microscope .piece.current").wait_for(timeout=60_000)
                wait_until_idle(page)
                milliseconds[width, pieces] = spread(time_steps(page, pieces))
                page.close()
    report(
        f"{PIECES} pieces, {HIDDEN} units, {STEPS} steps after {WARM_UP} to warm up; {WORDS} words of payload",
        [
            *(
                figure(
                    f"A step of the microscope, {width} px wide, {pieces:,} pieces, p95", times["p95"], "ms", at_most=16
                )
                for (width, pieces), times in milliseconds.items()
            ),
            figure(f"What travels for {WORDS} words", payload, "kB", at_most=150),
        ],
        milliseconds={f"{width} px, {pieces} pieces": times for (width, pieces), times in milliseconds.items()},
    )


if __name__ == "__main__":
    main()
