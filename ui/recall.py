"""Who still remembers the country: five networks of each cell read a sentence, and what was measured of them."""

import random
import re
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from model.cells import CELLS
from model.recall.sentences import Sentence, grammar
from ui.palette import PALETTE
from ui.texts import Texts

CONDITIONS = ("up-to-10", "up-to-40", "at", "up-to-10-language-model", "up-to-10-english", "elman", "forget")
_ELMANS = ("up-to-10", "up-to-10-orthogonal", "up-to-40", "up-to-40-orthogonal", "up-to-40-curriculum")
_FORGETTING = {0: "-forget-bias-0", 1: "", 3: "-forget-bias-3"}
_FIXED = (5, 10, 20, 40, 80)
_DASHES = ("solid", "dot", "dash", "dashdot", "longdash")
TICKS = (1, 2, 5, 10, 20, 40, 80, 160, 400)


class Verdict(NamedTuple):
    """Five seeds of one cell: their mean P(right) after every word, mean top answers, and how many seeds are right."""

    curve: list[float]
    top: list[tuple[str, float]]
    right: int
    seeds: int

    @property
    def holds(self) -> bool:
        """Whether most seeds answer right."""
        return 2 * self.right > self.seeds


def posed(language: str, distance: int, country: str, distracted: bool) -> Sentence:
    """An unseen sentence of the test's templates; the same one every time."""
    draw = random.Random(f"{language} {distance} {country} {distracted}")
    return grammar(language).sentence(distance, draw, country=country, distractors=distracted)


@st.cache_data(max_entries=200, show_spinner=False)
def verdicts(sentence: Sentence, language: str) -> dict[str, Verdict]:
    """What the shipped networks, trained on 1 to 10 words, make of the sentence."""
    import torch

    from model.recall.reading import read
    from model.recall.shipped import networks

    torch.set_num_threads(1)  # two visitors on two cores beat one visitor on both
    found = {}
    for cell in CELLS:
        readings = [read(network, sentence, language) for network in networks(cell, language)]
        mean = torch.stack([reading.probabilities for reading in readings]).mean(dim=0)
        answers = list(readings[0].answers)
        p, places = mean[-1].topk(3)
        top = [(answers[place], value) for place, value in zip(places.tolist(), p.tolist(), strict=True)]
        curve = [round(value, 4) for value in mean[:, answers.index(sentence.answer)].tolist()]
        found[cell] = Verdict(curve, top, sum(reading.right for reading in readings), len(readings))
    return found


def marked(sentence: Sentence, t: Texts) -> str:
    """The sentence as HTML, its key word and what distracts from it marked."""
    others = {other.lower() for other in sentence.others}
    parts, end = [], 0
    for place, word in enumerate(re.finditer(r"[^\W_]+", sentence.text)):
        parts.append(escape(sentence.text[end : word.start()]))
        shown, end = escape(word.group()), word.end()
        if place < len(sentence.words) and sentence.words[place] == sentence.words[sentence.key]:
            shown = f"<mark title='{escape(t('recall-key'))}'>{shown}</mark>"
        elif word.group().lower() in others:
            shown = f"<u title='{escape(t('recall-other'))}'>{shown}</u>"
        parts.append(shown)
    return f"<p class='recall-sentence'>{''.join(parts)}{escape(sentence.text[end:])}</p>"


def nearest_mention(sentence: Sentence) -> int:
    """How many words stand between the country's last mention and the blank."""
    return sentence.words[::-1].index(sentence.words[sentence.key])


def answers(t: Texts, sentence: Sentence, found: dict[str, Verdict]) -> str:
    """The five cells' answers at the blank, as an HTML table."""
    head = "".join(f"<th scope='col'>{escape(t(f'recall-{name}'))}</th>" for name in ("cell", "top", "seeds"))
    rows = []
    for cell, verdict in found.items():
        top = " · ".join(
            f"<b>{escape(answer)}</b> {percent(t, p)}"
            if answer == sentence.answer
            else f"{escape(answer)} {percent(t, p)}"
            for answer, p in verdict.top
        )
        sign = "✓" if verdict.holds else "✗"
        seeds = t("recall-of-seeds", right=verdict.right, seeds=verdict.seeds)
        name = escape(t(f"cells-kind-{cell}"))
        rows.append(f"<tr><th scope='row'>{name}</th><td>{top}</td><td>{sign} {escape(seeds)}</td></tr>")
    return f"<table class='figures'><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def percent(t: Texts, share: float) -> str:
    return t("verdict-percent", percent=round(100 * share))


@st.cache_data(max_entries=1000, show_spinner=False)
def measured(job: str, distance: int, distracted: bool) -> tuple[float, float, float] | None:
    """Accuracy of a job at one distance, and its interval; None where it wasn't measured."""
    from model.recall.measure import accuracy
    from model.recall.shipped import results

    for test in results()["jobs"].get(job, {"tests": ()})["tests"]:
        if test["distances"] == [distance] and test["distractors"] == float(distracted):
            found = accuracy(test["right"], test["n"], test["chance"])
            return found.accuracy, *found.interval
    return None


class Course(NamedTuple):
    """One curve of the cliff: its name, whose colour, how dashed, and the job measured at each distance."""

    name: str
    cell: str
    dash: str
    jobs: dict[int, str]


def courses(t: Texts, condition: str) -> list[Course]:
    """The curves of a condition."""
    everywhere = (*TICKS[:-1], 320, 400)
    if condition == "at":
        return [Course(t(f"cells-kind-{cell}"), cell, "solid", {d: f"at-{d}.{cell}" for d in _FIXED}) for cell in CELLS]
    if condition == "elman":
        return [
            Course(t(f"recall-elman-{name}"), "rnn", dash, dict.fromkeys(everywhere, f"{name}.rnn"))
            for name, dash in zip(_ELMANS, _DASHES, strict=True)
        ]
    if condition == "forget":
        return [
            Course(t("recall-bias", bias=bias), "lstm", dash, {d: f"at-{d}{suffix}.lstm" for d in (20, 40, 80)})
            for (bias, suffix), dash in zip(_FORGETTING.items(), _DASHES, strict=False)
        ]
    return [
        Course(t(f"cells-kind-{cell}"), cell, "solid", dict.fromkeys(everywhere, f"{condition}.{cell}"))
        for cell in CELLS
    ]


def cliff(t: Texts, condition: str, distracted: bool, distance: int | None) -> Any:
    """Accuracy against distance in one condition, with the bands of the seeds."""
    from ui.charts import Line, Mark, shares

    theme = st.context.theme.type or "light"
    lines = []
    for course in courses(t, condition):
        points = {d: found for d, job in course.jobs.items() if (found := measured(job, d, distracted))}
        middle, low, high = zip(*points.values(), strict=True)
        lines.append(Line(course.name, PALETTE[theme][course.cell], list(points), middle, low, high, course.dash))
    marks = [Mark(distance, t("recall-here", distance=distance))] if distance else []
    return shares(lines, chance(t), marks, t("recall-distance-axis"), ink(), ticks=TICKS)


def curves(t: Texts, sentence: Sentence, found: dict[str, Verdict]) -> Any:
    """P(right answer) of the five cells while they read."""
    from ui.charts import Line, Mark, shares

    theme = st.context.theme.type or "light"
    places = list(range(1, len(sentence.words) + 1))
    lines = [
        Line(t(f"cells-kind-{cell}"), PALETTE[theme][cell], places, verdict.curve) for cell, verdict in found.items()
    ]
    name = sentence.words[sentence.key]
    marks = [Mark(place, name.capitalize()) for place, word in enumerate(sentence.words, 1) if word == name]
    return shares(lines, chance(t), marks, t("recall-words-axis"), ink(), words=sentence.words)


def chance(t: Texts) -> tuple[float, str]:
    level = 1 / len(grammar(t.language).answers)
    return level, t("recall-chance", percent=percent(t, level))


def ink() -> str:
    return str(st.get_option(f"theme.{st.context.theme.type or 'light'}.textColor"))


def evidence(t: Texts) -> list[str]:
    """The sentences that the results support, those that spoil the story among them."""

    def at(job: str, distance: int) -> str:
        middle, low, high = measured(job, distance, distracted=False)
        return t("recall-interval", middle=round(100 * middle), low=round(100 * low), high=round(100 * high))

    return [
        t(
            "recall-evidence-at",
            rnn=at("at-20.rnn", 20),
            lstm=at("at-20.lstm", 20),
            gru=at("at-20.gru", 20),
            far=at("at-80.lstm", 80),
        ),
        t("recall-evidence-40", rnn=at("up-to-40.rnn", 40), lstm=at("up-to-40.lstm", 40), far=at("up-to-40.lstm", 400)),
        t(
            "recall-evidence-10",
            near=at("up-to-10.rnn", 10),
            rnn=at("up-to-10.rnn", 400),
            lstm=at("up-to-10.lstm", 400),
            gru=at("up-to-10.gru", 400),
            curriculum=at("up-to-40-curriculum.rnn", 40),
        ),
    ]
