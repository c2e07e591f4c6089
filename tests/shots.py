"""Pictures of every page, both languages, light and dark, wide and narrow: shots/NAME-LANGUAGE-SCHEME-WIDTH.png.

`python -m tests.shots` takes all of them, `python -m tests.shots sentiment` those of one page.
"""

import sys
from itertools import product

from playwright.sync_api import Browser, Page, sync_playwright

from tests.live import NO_CHROMIUM, ROOT, Server, find_chromium, launch, wait_until_idle
from ui.shell import PAGES
from ui.texts import LOCALES

FOLDER = ROOT / "shots"
SCHEMES = ("light", "dark")
SIZES = {1440: 900, 390: 844}
# A page that has more to show than what it opens with: picture's name → address.
STATES = {
    "sentiment-verdict": "sentiment?example=charming-photos",
    "sentiment-file": "sentiment?view=file",
    "sentiment-alone": "sentiment?example=charming-photos&model=clothing",
    "microscope-operated": "microscope?example=almost-left&op=f%3D0@23&step=24",
    "microscope-pinned": "microscope?model=es-rnn&text=Nada+mal.&pin=Nada+mal.&pin-model=es-gru&step=2",
    "microscope-recall": "microscope?model=recall-up-to-10-time-aware-1",
    "microscope-recall-operated": "microscope?model=recall-up-to-10-lstm-1&op=i%3D0@2:0-11&step=3",
    "microscope-formula": "microscope?example=almost-left&zoom=formula&step=24",
    "cells-timer": "cells?experiment=timer&step=3",
    "gradients-forecast": "gradients?scene=forecast&distance=40&cell=gru",
    "gradients-newborn": "gradients?scene=elman&weights=newborn&radius=3",
    "gradients-distance": "gradients?scene=distance&weights=newborn",
    "gradients-window": "gradients?scene=window&distance=20",
    "gradients-words": "gradients?scene=words&distance=20&cell=peephole",
    "gradients-review": "gradients?scene=review",
    "text-matrix": "text?scene=matrix",
    "text-zeros": "text?scene=zeros&example=matrix&zeros=50",
    "recall-far": "recall?distance=120&distractors=yes&networks=up-to-40&cliff=up-to-40",
    "text-pipe": "text?scene=pipe",
    "embeddings-map": "embeddings?scene=map",
    "embeddings-bias": "embeddings?scene=bias&test=talent",
    "embeddings-layer": "embeddings?scene=layer",
    "embeddings-help": "embeddings?scene=help",
    "embeddings-own": "embeddings?table=own",
    **{f"models-{part}": f"models?part={part}" for part in ("figures", "calibration", "behaviour", "bias", "card")},
}
# Streamlit scrolls inside the window, so that a picture of the whole page needs a window as high as its content.
CONTENT_HEIGHT = """() => document.querySelector('[data-testid="stMain"]').scrollHeight"""
TALLEST = 8000


def addresses(page: str = "") -> dict[str, str]:
    """The name of each picture and the address that it shows; of one page, or of all."""
    all_pages = {name: "" if name == "home" else name for name in PAGES} | STATES
    return {name: address for name, address in all_pages.items() if name.split("-")[0].startswith(page)}


def picture(browser: Browser, url: str, language: str, scheme: str, width: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme=scheme,
        locale=LOCALES[language],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    wait_until_idle(page)
    height = page.evaluate(CONTENT_HEIGHT)
    page.set_viewport_size({"width": width, "height": min(TALLEST, max(SIZES[width], height))})
    wait_until_idle(page)
    return page


def main() -> None:
    wanted = addresses(*sys.argv[1:2])
    if not wanted:
        sys.exit(f"no page {sys.argv[1]!r}; there are: {', '.join(PAGES)}")
    chromium = find_chromium()
    if not chromium:
        sys.exit(NO_CHROMIUM)
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, launch(playwright, chromium) as browser, Server() as server:
        for (name, address), language, scheme, width in product(wanted.items(), LOCALES, SCHEMES, SIZES):
            page = picture(browser, f"{server.url}/{address}", language, scheme, width)
            file = FOLDER / f"{name}-{language}-{scheme}-{width}.png"
            page.screenshot(path=file)
            page.context.close()
            print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
