"""The picture that a visitor takes away is the one on their screen."""

import io
import itertools

import numpy as np
import pytest
from PIL import Image

from tests.browser.conftest import OpenPage
from tests.live import Server, wait_until_idle

MARGIN = 16  # around the picture, in the page's pixels


def pixels(file: object) -> np.ndarray:
    return np.asarray(Image.open(file).convert("RGB"), dtype=np.float32)


@pytest.mark.parametrize(
    ("address", "first", "inside", "scheme"),
    [
        ("text?scene=matrix", ".matrix", ".matrix", "light"),
        ("text?scene=pipe&example=reviews", ".pipe", ".pipe", "dark"),
        ("text?scene=zeros&example=matrix", ".st-key-scene", ".strip", "light"),
        ("embeddings?scene=map&find=helado", ".st-key-embedding-map", ".map canvas", "dark"),
        ("embeddings?scene=help", ".st-key-embedding-curves", ".curves svg[role]", "light"),
    ],
)
def test_it_is_what_stands_on_the_screen(
    server: Server, open_page: OpenPage, address: str, first: str, inside: str, scheme: str
) -> None:
    page = open_page(scheme=scheme, device_scale_factor=2)
    page.goto(f"{server.url}/{address}&lang=es")
    wait_until_idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename.startswith("compuertas-")
    taken = pixels(download.value.path())
    whole, element = page.locator(first).first, page.locator(inside).first
    screen = pixels(io.BytesIO(element.screenshot()))
    corner, place = whole.bounding_box(), element.bounding_box()
    left, top = (round(2 * (MARGIN + place[axis] - corner[axis])) for axis in "xy")
    high, wide = screen.shape[:2]
    # A border's or a pixel's shift is no other picture.
    differences = [
        np.abs(taken[top + down : top + down + high, left + right : left + right + wide] - screen).mean()
        for down, right in itertools.product(range(-3, 4), repeat=2)
    ]
    ink = np.abs(screen - np.median(screen, axis=(0, 1))).mean()
    assert ink > 1
    assert min(differences) < 0.3 * ink
