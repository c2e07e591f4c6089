"""Every colour is readable as text in its theme, and told apart from its neighbours by everybody."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from ui.palette import PALETTE

THEMES = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
TOGETHER = ["f i g o c h", "z r n h", "rnn lstm gru peephole time-aware", "post pre masked", "neg neu pos"]
# What dichromats see of linear RGB: Machado, Oliveira & Fernandes 2009, severity 1.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
}


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    dark, light = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ rgb.clip(0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", PALETTE)
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_every_colour_is_readable_as_text(theme: str, background: str) -> None:
    page = THEMES[theme][background]
    pale = {name: ratio for name, colour in PALETTE[theme].items() if (ratio := contrast(colour, page)) < 4.5}
    assert not pale


@pytest.mark.parametrize("theme", PALETTE)
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("names", TOGETHER)
def test_colours_of_one_picture_are_told_apart(theme: str, eye: str, names: str) -> None:
    seen = {name: lab(EYES[eye] @ linear(PALETTE[theme][name])) for name in names.split()}
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 10, f"{one} and {other}"
