"""A verdict and how far to believe it, as HTML in which the visitor's words are only text."""

from html import escape
from typing import Any

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
        f"<span>{escape(t('verdict-percent', percent=percent(probability)))}</span></div>"
        for name, probability in probabilities.items()
    )
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    title = f'<strong style="color:{ink(label)}">{escape(t(f"verdict-{label}"))}</strong>'
    return f'<div class="verdict" role="status"><div>{title}{said}</div><div class="bars">{bars}</div></div>'


def claims(lines: dict[str, str]) -> str:
    """What a picture claims: a title and a sentence each."""
    said = "".join(f"<p><b>{escape(title)}</b> {escape(sentence)}</p>" for title, sentence in lines.items())
    return f'<div class="claims">{said}</div>'


def figures(t: Texts, metrics: dict[str, dict[str, Any]]) -> str:
    """Validation figures of the models named in `metrics`, and of the bag of words that they have to beat."""
    known = {name: measured for name, measured in metrics.items() if "validation" in measured}
    if not known:
        return f"<p>{escape(t('figures-none'))}</p>"
    reports = {name: measured["validation"] for name, measured in known.items()}
    reports[t("figures-baseline")] = next(iter(known.values()))["baseline"]
    head = "".join(f"<th>{escape(t(f'figures-{name}'))}</th>" for name in ("model", "accuracy", "f1"))
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{_interval(t, report, 'accuracy')}</td>"
        f"<td>{_interval(t, report, 'macro_f1')}</td></tr>"
        for name, report in reports.items()
    )
    lead = t("figures-lead", n=next(iter(reports.values()))["n"])
    return (
        f'<p>{escape(lead)}</p><table class="figures"><tr>{head}</tr>{rows}</table>'
        f'<p class="lead">{escape(t("figures-note"))}</p>'
    )


def _interval(t: Texts, report: dict[str, Any], figure: str) -> str:
    low, high = report[f"{figure}_interval"]
    return escape(t("figures-interval", value=100 * report[figure], low=100 * low, high=100 * high))
