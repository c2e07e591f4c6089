"""What /models says of a model: sentences, tables and files, in which every figure comes from `ui.examined`."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from model.behaviour import Case, Verdict, failures, lead, likeliest, passed, suite
from model.bias import Shift, sheets
from model.bias import sentences as bias_sentences
from model.evaluation import wilson
from model.said import bag_of
from model.sureness import unsure
from ui import examined, models
from ui.charts import Dots
from ui.palette import PALETTE
from ui.table import to_csv
from ui.take_away import Files
from ui.texts import Texts
from ui.verdict import claim, ink, percent

DOMAINS = {
    "all", "app", "app-title", "film", "film-title", "phrases", "restaurant", "travel",
    "imdb", "sst", "sst-phrase", "clothing", "clothing-title", "with-title", "without-title",
}  # fmt: skip
LABELS = {"neg", "neu", "pos"}
SYMBOLS = {"rnn": "triangle-up", "gru": "square", "lstm": "circle"}
OPPONENTS = {"baseline": "diamond-open", "nb_svm": "x-thin-open"}
"""Bags of words that metrics.json may have figures of, and how they are drawn."""
BAG_SYMBOL = OPPONENTS["baseline"]

Interval = tuple[float, float, float]


def domain(t: Texts, name: str) -> str:
    key = name.replace(" ", "-")
    return t(f"models-domain-{key}") if key in DOMAINS else name


def opponent(t: Texts, key: str) -> str:
    return t("models-bag") if key == "baseline" else t("models-nb-svm")


def label(t: Texts, name: str) -> str:
    return t(f"verdict-label-{name}") if name in LABELS else name


def colour(theme: str, cell: str) -> str:
    return PALETTE[theme][cell]


def cell_of(name: str) -> str:
    return str(models.metrics(name)["cell"])


def test_title(t: Texts, name: str) -> str:
    return t(f"models-test-{name}")


def term(t: Texts, category: str, name: str) -> str:
    return t(f"models-bias-{name}") if category == "names" else name


def table(head: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> str:
    """A table of texts that scrolls sideways where it must; its first column names the rows."""
    top = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in head)
    body = "".join(
        f"<tr><th scope='row'>{escape(first)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{escape(name)}">'
        f'<table class="figures"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def interval(t: Texts, report: Mapping[str, Any], figure: str) -> str:
    low, high = report[f"{figure}_interval"]
    return t("figures-interval", value=100 * report[figure], low=100 * low, high=100 * high)


def ahead(t: Texts, advantage: Mapping[str, Any]) -> str:
    """By how many points of macro-F1."""
    value, low, high = (t("models-points", value=100 * one) for one in point(advantage, "macro_f1"))
    return t("models-shift", value=value, low=low, high=high)


def shift(t: Texts, found: Shift) -> str:
    value, low, high = (t("models-moved", value=one) for one in (found.value, *found.interval))
    return t("models-shift", value=value, low=low, high=high)


def point(report: Mapping[str, Any], figure: str) -> Interval:
    low, high = report[f"{figure}_interval"]
    return report[figure], low, high


# -------------------------------------------------------------------------------------------------- one model, in words


def sentences(t: Texts, name: str) -> list[str]:
    """What it is, how fast, what it is good for and where it fails."""
    metrics = models.metrics(name)
    said = [
        t(
            "models-facts",
            cell=metrics["cell"],
            language=t(f"language-{metrics['language']}"),
            classes=len(metrics["labels"]),
            labels=", ".join(label(t, one) for one in metrics["labels"]),
            parameters=metrics["parameters"]["all"],
            megabytes=round(examined.megabytes(name), 1),
        )
    ]
    measured = examined.speed()["models"].get(name)
    if measured:
        said[0] += " " + t(
            "models-speed",
            milliseconds=measured["milliseconds_per_100_words"],
            rate=measured["verdicts_per_second"],
        )
    side = examined.sides(name)
    lists = [", ".join(domain(t, one) for one in found) for found in side]
    said.append(
        " ".join(
            (
                t("models-good", domains=lists[0]) if lists[0] else t("models-good-none"),
                t("models-even", domains=lists[1]) if lists[1] else "",
                t("models-bad", domains=lists[2]) if lists[2] else "",
            )
        ).strip()
    )
    if found := examined.passed(name, metrics["language"]):
        best, worst = (
            ", ".join(t("models-rated", test=test_title(t, one), percent=round(100 * found[one].share)) for one in end)
            for end in examined.ends(found)
        )
        said.append(f"{t('models-strong', tests=best)} {t('models-weak', tests=worst)}")
    return said


# -------------------------------------------------------------------------------------------------------- all of them


def overview(t: Texts, theme: str, letters: str, figure: str) -> tuple[list[str], list[Dots]]:
    """A row a model: its figure, and that of the bag of words of its texts."""
    names = examined.names()
    by_cell = [
        Dots(
            t(f"reader-cell-{cell}"),
            [point(models.metrics(name)["validation"], figure) if cell_of(name) == cell else None for name in names],
            colour(theme, cell),
            SYMBOLS.get(cell, "circle"),
            lane=0,
        )
        for cell in dict.fromkeys(map(cell_of, names))
    ]
    opponents = [
        Dots(
            opponent(t, key),
            [point(models.metrics(name)[key], figure) if key in models.metrics(name) else None for name in names],
            letters,
            symbol,
            lane,
        )
        for lane, (key, symbol) in enumerate(OPPONENTS.items(), 1)
        if any(key in models.metrics(name) for name in names)
    ]
    return names, [*by_cell, *opponents]


def overview_tested(t: Texts, figure: str) -> str:
    standings = [examined.standing(examined.advantages(name)["all"], figure) for name in examined.names()]
    return t("models-all-tested", total=len(standings), ahead=standings.count(0))


def columns(name: str, figure: Interval) -> dict[str, float]:
    """A figure and its interval, as a table to take home names them."""
    return dict(zip((name, f"{name}_low", f"{name}_high"), figure, strict=True))


def overview_frame() -> pd.DataFrame:
    rows = []
    for name in examined.names():
        metrics = models.metrics(name)
        ours, bag = metrics["validation"], metrics["baseline"]
        measured = examined.speed()["models"].get(name, {})
        rows.append(
            {
                "model": name,
                "language": metrics["language"],
                "labels": " ".join(metrics["labels"]),
                "texts": ours["n"],
                **columns("accuracy", point(ours, "accuracy")),
                **columns("macro_f1", point(ours, "macro_f1")),
                "baseline_macro_f1": bag["macro_f1"],
                **columns("advantage_macro_f1", point(examined.advantages(name)["all"], "macro_f1")),
                "nb_svm_macro_f1": metrics.get("nb_svm", {}).get("macro_f1"),
                "calibration_error": metrics.get("calibration", {}).get("ece"),
                "parameters": metrics["parameters"]["all"],
                "bytes": round(1e6 * examined.megabytes(name)),
                "milliseconds_per_100_words": measured.get("milliseconds_per_100_words"),
                "verdicts_per_second": measured.get("verdicts_per_second"),
            }
        )
    return pd.DataFrame(rows)


def overview_table(t: Texts) -> str:
    rows = []
    for row in overview_frame().itertuples():
        metrics = models.metrics(row.model)
        rows.append(
            (
                row.model,
                t("models-number", value=row.texts),
                interval(t, metrics["validation"], "accuracy"),
                interval(t, metrics["validation"], "macro_f1"),
                interval(t, metrics["baseline"], "macro_f1"),
                ahead(t, examined.advantages(row.model)["all"]),
                t("models-three", value=row.calibration_error) if pd.notna(row.calibration_error) else "–",
                t("models-number", value=round(row.bytes / 1e6, 1)),
                t("models-number", value=row.milliseconds_per_100_words)
                if pd.notna(row.milliseconds_per_100_words)
                else "–",
                t("models-number", value=round(row.verdicts_per_second)) if pd.notna(row.verdicts_per_second) else "–",
            )
        )
    head = ("model", "texts", "accuracy", "f1", "bag", "ahead", "ece", "size", "time", "rate")
    return table([t(f"models-column-{name}") for name in head], rows, t("models-table"))


# ---------------------------------------------------------------------------------------------------------- by domain


def by_domain(t: Texts, theme: str, letters: str, name: str, figure: str) -> tuple[list[str], list[Dots]]:
    """A row a domain: the model, its siblings (hollow where they have its cell), and their bag of words."""
    mine = examined.reports(name)
    drawn = []
    for other in examined.siblings(name):
        theirs = examined.reports(other)
        cell = cell_of(other)
        values = [point(theirs[key][0], figure) if key in theirs else None for key in mine]
        hollow = "-open" if other != name and cell == cell_of(name) else ""
        drawn.append(Dots(other, values, colour(theme, cell), SYMBOLS.get(cell, "circle") + hollow))
    metrics = models.metrics(name)
    for key, symbol in OPPONENTS.items():
        if key in metrics:
            theirs = {"all": metrics[key], **metrics[key]["domains"]}
            drawn.append(Dots(opponent(t, key), [point(theirs[one], figure) for one in mine], letters, symbol))
    return [domain(t, key) for key in mine], drawn


def domain_table(t: Texts, name: str) -> str:
    rows = [
        (
            domain(t, key),
            t("models-number", value=ours["n"]),
            interval(t, ours, "accuracy"),
            interval(t, ours, "macro_f1"),
            interval(t, bag, "macro_f1"),
            ahead(t, examined.advantages(name)[key]),
        )
        for key, (ours, bag) in examined.reports(name).items()
    ]
    head = [t("models-domain"), *(t(f"models-column-{one}") for one in ("texts", "accuracy", "f1", "bag", "ahead"))]
    return table(head, rows, t("models-table"))


def domain_frame(name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "model": name,
            "domain": key,
            "reader": reader,
            "texts": report["n"],
            **columns("accuracy", point(report, "accuracy")),
            **columns("macro_f1", point(report, "macro_f1")),
        }
        for key, pair in examined.reports(name).items()
        for reader, report in zip(("network", "bag of words"), pair, strict=True)
    )


# -------------------------------------------------------------------------------------------------------- calibration


def reliability_points(name: str) -> list[tuple[float, float, float, float, int]]:
    """(confidence, share right, low, high, n) of each bin, with Wilson's interval."""
    return [
        (one["confidence"], one["accuracy"], *wilson(round(one["n"] * one["accuracy"]), one["n"]), one["n"])
        for one in models.metrics(name)["calibration"]["bins"]
    ]


def calibration_tested(t: Texts, name: str) -> str:
    points = reliability_points(name)
    outside = sum(not low <= confidence <= high for confidence, _, low, high, _ in points)
    said = t("models-calibration-tested", outside=outside, bins=len(points))
    zone = unsure(models.metrics(name)["calibration"]["bins"])
    if zone:
        said += " " + t(
            "models-unsure",
            model=name,
            percent=round(100 * zone.below),
            right=round(100 * zone.accuracy),
            n=zone.n,
        )
    return said


def calibration_about(t: Texts, name: str) -> str:
    metrics = models.metrics(name)
    found = metrics["calibration"]
    return t(
        "models-calibration-about",
        n=sum(one["n"] for one in found["bins"]),
        ece=t("models-three", value=found["ece"]),
        before=t("models-three", value=found["ece_before"]),
        temperature=t("models-moved", value=found["temperature"]),
    )


def unsure_below(name: str) -> float | None:
    zone = unsure(models.metrics(name)["calibration"]["bins"])
    return zone.below if zone else None


def reliability_frame(name: str) -> pd.DataFrame:
    return pd.DataFrame(reliability_points(name), columns=["confidence", "right", "low", "high", "texts"])


def reliability_table(t: Texts, name: str) -> str:
    rows = [
        (
            t("figures-percent", value=100 * confidence),
            t("figures-interval", value=100 * share, low=100 * low, high=100 * high),
            t("models-number", value=n),
        )
        for confidence, share, low, high, n in reliability_points(name)
    ]
    head = [t(f"models-calibration-axis-{axis}") for axis in "xy"]
    return table((*head, t("models-column-texts")), rows, t("models-table"))


# ---------------------------------------------------------------------------------------------------------- behaviour


def behaviour(t: Texts, theme: str, letters: str, name: str) -> tuple[list[str], list[Dots], dict[int, str]]:
    """A row a test: the share passed by the model and by the bag of words; and where a kind of test begins."""
    language = models.metrics(name)["language"]
    found, bag = examined.passed(name, language), _bag_passed(name)
    tests = sorted((test for test in suite(language) if test.name in found), key=lambda test: _KINDS.index(test.kind))
    headings = {
        at: t(f"models-kind-{test.kind.lower()}")
        for at, test in enumerate(tests)
        if at == 0 or tests[at - 1].kind != test.kind
    }

    def values(rated: Mapping[str, Any]) -> list[Interval | None]:
        return [(rated[test.name].share, *rated[test.name].interval) if test.name in rated else None for test in tests]

    cell = cell_of(name)
    drawn = [Dots(name, values(found), colour(theme, cell), SYMBOLS.get(cell, "circle"))]
    if bag:
        drawn.append(Dots(t("models-bag"), values(bag), letters, BAG_SYMBOL))
    return [test_title(t, test.name) for test in tests], drawn, headings


_KINDS = ("MFT", "DIR", "INV")


def _bag_passed(name: str) -> Mapping[str, Any]:
    metrics = models.metrics(name)
    return examined.passed(bag_of(metrics), metrics["language"])


def behaviour_about(t: Texts, name: str) -> str:
    tests = suite(models.metrics(name)["language"])
    texts = {text for test in tests for case in test.cases for text in case.texts}
    about = t("models-behaviour-about", cases=sum(len(test.cases) for test in tests), sentences=len(texts))
    # Whoever fits the bag of words has looked for the sentences among the texts that it learns from.
    return f"{about} {t('models-behaviour-unseen')}" if _bag_passed(name) else about


def failures_lead(t: Texts, name: str, test_name: str, failing: int) -> str:
    """What the test asks, and how many of its cases the model does not pass."""
    language = models.metrics(name)["language"]
    kind = next(test.kind for test in suite(language) if test.name == test_name)
    n = examined.passed(name, language)[test_name].n
    counted = (
        t("models-failures", failed=failing, n=n, model=name) if failing else t("models-failures-none", model=name, n=n)
    )
    return claim(test_title(t, test_name), f"{t(f'models-kind-about-{kind.lower()}')} {counted}")


def behaviour_tested(t: Texts, name: str) -> str:
    found, bag = examined.passed(name, models.metrics(name)["language"]), _bag_passed(name)
    both = [(found[test].interval, bag[test].interval) for test in found if test in bag]
    return t(
        "models-behaviour-tested",
        better=sum(ours[0] > theirs[1] for ours, theirs in both),
        worse=sum(ours[1] < theirs[0] for ours, theirs in both),
        tests=len(both),
    )


def failed(t: Texts, name: str, test_name: str) -> tuple[list[Case], str]:
    """The cases of a test that the model does not pass, and a table of them."""
    language = models.metrics(name)["language"]
    test = next(test for test in suite(language) if test.name == test_name)
    record = examined.record_of(name)
    cases = failures(test, record.verdicts) if record else []
    rows = "".join(
        f"<tr><td>{'<br>→ '.join(map(escape, case.texts))}</td><td>{escape(_expected(t, case))}</td>"
        f"<td>{_given(t, case, [record.verdicts[text] for text in case.texts])}</td></tr>"
        for case in cases
        if record
    )
    head = "".join(
        f"<th scope='col'>{escape(t(f'models-failures-{part}'))}</th>" for part in ("sentence", "expected", "given")
    )
    return cases, (
        f'<div class="scrolling failures" tabindex="0" role="region" aria-label="{escape(test_title(t, test_name))}">'
        f'<table class="figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _expected(t: Texts, case: Case) -> str:
    if case.accepted:
        return f" {t('models-or')} ".join(label(t, one) for one in case.accepted)
    return t(f"models-expected-{case.must}")


def _given(t: Texts, case: Case, verdicts: Sequence[Verdict]) -> str:
    said = []
    for verdict in verdicts:
        best = likeliest(verdict)
        words = t("models-said", label=label(t, best), percent=percent(verdict[best]))
        said.append(f'<span style="color:{ink(best)}">{escape(words)}</span>')
    told = "<br>→ ".join(said)
    if case.must not in {"", "stay"}:
        moved = lead(verdicts[1]) - lead(verdicts[0])
        told += f"<br>{escape(t('models-moved-by', value=t('models-moved', value=moved)))}"
    return told


def behaviour_frame(name: str) -> pd.DataFrame:
    record = examined.record_of(name)
    rows = []
    for test in suite(models.metrics(name)["language"]):
        for case in test.cases:
            verdicts = [record.verdicts[text] for text in case.texts] if record else []
            said = {f"p_{key}_{at}": value for at, verdict in enumerate(verdicts) for key, value in verdict.items()}
            expected = " or ".join(case.accepted) or case.must
            rows.append(
                {
                    "test": test.name,
                    "kind": test.kind,
                    "text": case.text,
                    "changed": case.changed,
                    "expected": expected,
                    "passed": passed(case, verdicts),
                    **said,
                }
            )
    return pd.DataFrame(rows)


# --------------------------------------------------------------------------------------------------------------- bias


def shifts(t: Texts, theme: str, letters: str, name: str) -> tuple[list[str], list[Dots], dict[int, str]]:
    """A row a term: its shift in the model and in the bag of words; and where a category begins."""
    metrics = models.metrics(name)
    language = metrics["language"]
    found, bag = examined.shifted(name, language), examined.shifted(bag_of(metrics), language)
    rows: list[str] = []
    headings = {}
    for category, terms in found.items():
        headings[len(rows)] = t(f"models-bias-{category}")
        rows += [term(t, category, one.term) for one in terms]

    def values(shifted: Mapping[str, Any]) -> list[Interval | None]:
        return [(one.value, *one.interval) for terms in shifted.values() for one in terms]

    cell = cell_of(name)
    drawn = [Dots(name, values(found), colour(theme, cell), SYMBOLS.get(cell, "circle"))]
    if bag:
        drawn.append(Dots(t("models-bag"), values(bag), letters, BAG_SYMBOL))
    return rows, drawn, headings


def bias_about(t: Texts, name: str) -> str:
    language = models.metrics(name)["language"]
    frames = next(iter(next(iter(sheets(language).values())).values()))
    return t("models-bias-about", sentences=len(bias_sentences(language)), example=frames[0][0], frames=len(frames))


def bias_tested(t: Texts, name: str) -> str:
    found = examined.shifted(name, models.metrics(name)["language"])
    everyone = [(category, one) for category, terms in found.items() for one in terms]
    category, most = max(everyone, key=lambda pair: abs(pair[1].value))
    return t(
        "models-bias-tested",
        off=sum(one.clear for _, one in everyone),
        terms=len(everyone),
        term=term(t, category, most.term),
        shift=t("models-moved", value=most.value),
    )


def bias_table(t: Texts, name: str) -> str:
    rows = [
        (
            t(f"models-bias-{category}"),
            term(t, category, one.term),
            shift(t, one),
        )
        for category, terms in examined.shifted(name, models.metrics(name)["language"]).items()
        for one in terms
    ]
    return table([t(f"models-bias-{part}") for part in ("category", "term", "shift")], rows, t("models-table"))


def bias_frame(name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "category": category,
            "term": one.term,
            "shift": one.value,
            "low": one.interval[0],
            "high": one.interval[1],
            "lead": one.lead,
        }
        for category, terms in examined.shifted(name, models.metrics(name)["language"]).items()
        for one in terms
    )


# --------------------------------------------------------------------------------------------------------------- card


def readable(card: str) -> str:
    """A card for the page: its links lead to files of the repository, which the page doesn't serve."""
    return (
        re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", card).replace("\n# ", "\n### ").replace("\n## ", "\n#### ")
    )


# -------------------------------------------------------------------------------------------------------------- files


def files(frame: Callable[[], pd.DataFrame]) -> Files:
    def as_json() -> bytes:
        told = json.loads(frame().to_json(orient="records", force_ascii=False))
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    return {"json": as_json, "csv": lambda: to_csv(frame())}
