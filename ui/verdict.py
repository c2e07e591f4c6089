"""The verdict in large, as HTML in which the visitor's words are only text."""

from html import escape

from ui.palette import PALETTE
from ui.texts import Texts


def ink(label: str) -> str:
    """The colour of a verdict, whichever theme the browser shows."""
    return f"light-dark({PALETTE['light'][label]}, {PALETTE['dark'][label]})"


def percent(probability: float) -> int:
    """Rounded, but never to a certainty that no network has."""
    return min(99, max(1, round(100 * probability)))


def card(t: Texts, probabilities: dict[str, float], sentences: list[str]) -> str:
    """The likeliest label, what was said about it, and one bar a label."""
    label = max(probabilities, key=probabilities.__getitem__)
    bars = "".join(
        f'<div class="bar"><span>{escape(t(f"verdict-{name}"))}</span>'
        f'<i><b style="width:{100 * probability:.1f}%;background:{ink(name)}"></b></i>'
        f"<span>{percent(probability)}&nbsp;%</span></div>"
        for name, probability in probabilities.items()
    )
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return (
        f'<div class="verdict"><div><strong style="color:{ink(label)}">{escape(t(f"verdict-{label}"))}</strong>{said}'
        f'</div><div class="bars">{bars}</div></div>'
    )


def claims(lines: dict[str, str]) -> str:
    """What a picture claims: a title and a sentence each."""
    said = "".join(f"<p><b>{escape(title)}</b> {escape(sentence)}</p>" for title, sentence in lines.items())
    return f'<div class="claims">{said}</div>'


def figures(t: Texts, metrics: dict[str, dict]) -> str:
    return "<!-- -->"
