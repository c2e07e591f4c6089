"""A verdict and how far to believe it, as HTML in which the visitor's words are only text."""

import math
from html import escape
from typing import Any

from model.sureness import Unsure, unsure
from ui.palette import PALETTE
from ui.texts import Texts, short

MEANT = {"positive": "pos", "negative": "neg", "neutral": "neu", "sarcastic": "neg"}
"""What an example of each tone means to say; a mixed one leaves it open."""


def ink(name: str) -> str:
    """The colour of a verdict or cell, whichever theme the browser shows."""
    return f"light-dark({PALETTE['light'][name]}, {PALETTE['dark'][name]})"


def percent(probability: float) -> int:
    """Rounded, but never to a certainty that no network has."""
    return min(99, max(1, round(100 * probability)))


def final(reading: dict[str, Any]) -> dict[str, dict[str, float]]:
    """By model: the probability of each label at the end of a `ui.reader.reading`."""
    return {
        series["name"]: dict(zip(reading["labels"], series["probabilities"][-1], strict=True))
        for series in reading["series"]
    }


def likeliest(probabilities: dict[str, float]) -> str:
    return max(probabilities, key=probabilities.__getitem__)


def decisive(reading: dict[str, Any]) -> tuple[int, str]:
    """The place and the beginning of the word after which the first model's verdict never changed."""
    place = reading["series"][0]["decided_at"]
    return place, short(reading["words"][place], 40)


def without_decisive(reading: dict[str, Any]) -> str:
    place, _ = decisive(reading)
    return " ".join(reading["words"][:place] + reading["words"][place + 1 :])


def doubt(probabilities: dict[str, float], metrics: dict[str, Any]) -> Unsure | None:
    """What was measured of verdicts as little sure as this one; None for one that deserves to be believed."""
    found = unsure(metrics["calibration"]["bins"]) if "calibration" in metrics else None
    return found if found and max(probabilities.values()) < found.below else None


def sentences(t: Texts, reading: dict[str, Any], doubted: Unsure | None, *, alone: bool = False) -> list[str]:
    """How sure the first model is, which word decided, and whether the others agree, if it isn't `alone`."""
    verdicts = final(reading)
    model, verdict = next(iter(verdicts.items()))
    first, second, *_ = sorted(verdict, key=verdict.__getitem__, reverse=True)
    sure = t(
        "verdict-sureness",
        model=model,
        percent=percent(verdict[first]),
        level="low" if doubted or verdict[first] < 0.5 else "high" if verdict[first] >= 0.9 else "medium",
        second=t(f"verdict-label-{second}"),
        second_percent=percent(verdict[second]),
    )
    if doubted:
        sure = f"{sure} {unsure_sentence(t, model, doubted)}"
    place, word = decisive(reading)
    words = len(reading["words"])
    if words == 1:
        decided = t("verdict-decided-only")
    elif place == 0:
        decided = t("verdict-decided-first", word=word)
    else:
        decided = t("verdict-decided", word=word, place=place + 1, words=words)
    opinions = {name: likeliest(probabilities) for name, probabilities in verdicts.items()}
    if alone:
        agreed = t("verdict-alone", model=model)
    elif len(set(opinions.values())) == 1:
        agreed = t("verdict-agree", models=len(opinions))
    else:
        said = (t("verdict-opinion", model=name, label=t(f"verdict-label-{label}")) for name, label in opinions.items())
        agreed = t("verdict-disagree", opinions=", ".join(said))
    return [sure, decided, agreed]


def unsure_sentence(t: Texts, model: str, measured: Unsure) -> str:
    return t(
        "verdict-unsure-measured",
        model=model,
        below=round(100 * measured.below),
        right=round(100 * measured.accuracy),
        n=measured.n,
    )


def intended(t: Texts, reading: dict[str, Any], tone: str) -> str:
    """What the example's author wanted to say, and whether the first model got it."""
    model, verdict = next(iter(final(reading).items()))
    meant = MEANT.get(tone)
    outcome = "open" if meant is None else "right" if likeliest(verdict) == meant else "wrong"
    return t("verdict-intended", tone=tone, verdict=outcome, model=model)


def claimed(t: Texts, reading: dict[str, Any]) -> str:
    """What would prove the word that decided to be the wrong one."""
    return t("refuted-by-text", word=decisive(reading)[1])


def tested(t: Texts, reading: dict[str, Any], without: dict[str, float] | None) -> str:
    """What came of it: the first model's verdict `without` the word, None where no text remains."""
    if not without:
        return t("refuted-by-untested")
    model, verdict = next(iter(final(reading).items()))
    label = likeliest(without)
    return t(
        "refuted-by-same" if label == likeliest(verdict) else "refuted-by-changed",
        model=model,
        label=t(f"verdict-label-{label}"),
        percent=percent(without[label]),
    )


def card(
    t: Texts, probabilities: dict[str, float], said: list[str], measured: str, *, doubted: Unsure | None = None
) -> str:
    """The likeliest label, what was said about it, one bar a label, and how well the model does in general."""
    label = likeliest(probabilities)
    bars = "".join(
        f'<div class="bar"><span>{escape(t(f"verdict-{name}"))}</span>'
        f'<i><b style="width:{100 * probability:.1f}%;background:{ink(name)}"></b></i>'
        f"<span>{escape(t('verdict-percent', percent=percent(probability)))}</span></div>"
        for name, probability in probabilities.items()
    )
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
    mark = f" <small>{escape(t('verdict-unsure'))}</small>" if doubted else ""
    title = f'<div style="color:{ink(label)}"><strong>{escape(t(f"verdict-{label}"))}</strong>{mark}</div>'
    return (
        f'<div class="verdict" role="status"><div>{title}{paragraphs}</div><div class="bars">{bars}</div>'
        f'<p class="measured">{escape(measured)}</p></div>'
    )


def claim(title: str, sentence: str) -> str:
    """One of the two lines that every picture has: what to look for, and what would prove it wrong."""
    return f'<p class="claim"><b>{escape(title)}</b> {escape(sentence)}</p>'


def measured(t: Texts, name: str, metrics: dict[str, Any]) -> str:
    """How well the model did on texts it hadn't seen, and a bag of words beside it, in one sentence."""
    if "validation" not in metrics:
        return t("figures-none")
    validation, baseline = metrics["validation"], metrics["baseline"]
    return t(
        "figures-measured",
        model=name,
        n=validation["n"],
        accuracy=_interval(t, validation, "accuracy"),
        f1=t("figures-percent", value=100 * validation["macro_f1"]),
        bag_accuracy=_interval(t, baseline, "accuracy"),
        bag_f1=t("figures-percent", value=100 * baseline["macro_f1"]),
    )


def figures(t: Texts, metrics: dict[str, dict[str, Any]]) -> str:
    """Validation figures of the models in `metrics`, and of the bag of words that they have to beat, side by side."""
    known = {name: measures for name, measures in metrics.items() if "validation" in measures}
    if not known:
        return f"<p>{escape(t('figures-none'))}</p>"
    reports = {name: (measures["validation"], ink(measures["cell"])) for name, measures in known.items()}
    bag = next(iter(known.values()))["baseline"]
    reports[t("figures-baseline")] = (bag, "currentcolor")
    ends = [end for report, _ in reports.values() for end in report["accuracy_interval"]]
    scale = (math.floor(10 * min(ends)) / 10, math.ceil(10 * max(ends)) / 10)
    head = "".join(f"<th>{escape(t(f'figures-{name}'))}</th>" for name in ("model", "accuracy"))
    axis = "".join(f"<span>{escape(t('verdict-percent', percent=round(100 * end)))}</span>" for end in scale)
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(_interval(t, report, 'accuracy'))}</td>"
        f'<td class="plot">{_whisker(report, scale, colour)}</td>'
        f"<td>{escape(_interval(t, report, 'macro_f1'))}</td></tr>"
        for name, (report, colour) in reports.items()
    )
    return (
        f"<p>{escape(t('figures-lead', n=bag['n']))}</p>"
        f'<table class="figures"><tr>{head}<th class="plot"><div>{axis}</div></th>'
        f"<th>{escape(t('figures-f1'))}</th></tr>{rows}</table>"
    )


def _whisker(report: dict[str, Any], scale: tuple[float, float], colour: str) -> str:
    """Accuracy as a point and its interval as a line, on a scale from one fraction to another."""
    low, value, high = (
        100 * (figure - scale[0]) / (scale[1] - scale[0])
        for figure in (report["accuracy_interval"][0], report["accuracy"], report["accuracy_interval"][1])
    )
    return (
        f'<div class="whisker" style="color:{colour}" aria-hidden="true">'
        f'<i style="left:{low:.1f}%;width:{high - low:.1f}%"></i><b style="left:{value:.1f}%"></b></div>'
    )


def _interval(t: Texts, report: dict[str, Any], figure: str) -> str:
    low, high = report[f"{figure}_interval"]
    return t("figures-interval", value=100 * report[figure], low=100 * low, high=100 * high)
