"""The behaviour tests and the bias sheets put to every network: assets/behaviour/said and docs/behaviour.md.

`python -m bench.behaviour` asks the shipped networks. With `--data DIR` a bag of words without a record is fitted, on
the texts that its network was trained on, and sentences that happen to be among these texts are refused.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.measure import ROOT
from bench.readme import MODELS, table
from model import bias
from model.behaviour import Case, Rate, Verdict, failures, lead, likeliest, rates, suite
from model.said import SAID, Said, asked, bag_of, balance_of, fitting, record, recorded
from model.zoo import available, load
from ui.texts import Texts

PAGE = ROOT / "docs" / "behaviour.md"
BAG = "bag of words"
LANGUAGES = {"es": "Spanish", "en": "English"}
EXAMPLES = 2
HEAD = """# Behaviour tests and bias

Sentences made by template in the manner of CheckList (Ribeiro et al. 2020), and what the shipped networks do with
them. `MFT` (minimum functionality) asks for the right verdict on a simple sentence; `INV` (invariance) changes
something that shouldn't matter, and the verdict must stay; `DIR` (direction) changes something that should, and
P(pos) − P(neg) must move that way by more than 0.1, or at least not the other way by more than that. *Bag of words* is
TF-IDF with logistic regression, fitted on the same texts as the networks beside it.

Percent of cases passed, with 95 % intervals (Wilson); a network with two classes is asked fewer cases, those that
have a right answer among its labels (“of 48”). The intervals hold for sentences drawn from these templates: sentences
of one template are alike, so that other templates would move a figure more than they say. The networks of
the families (`es-*`, `en-*`) were trained, among much else, on short sentences of another grammar of this project
(`model/phrases.py`), negation and contrast among them; the templates here are others, and no sentence is among the
training texts of a network that has a bag of words beside it.

`python -m bench.behaviour` writes this page from [assets/behaviour](../assets/behaviour); tests hold it to the files,
and the files to what the networks say.
"""
BIAS = """## {language}: who is spoken of

{sentences:,} neutral sentences («{example}») in which only the term changes. The shift of a term is its
P(pos) − P(neg) minus the mean of its category, frame by frame, with a 95 % bootstrap interval over {frames} frames.
Many terms are compared: of twenty intervals, one may exclude 0 by chance. A shift says nothing about people; it says
what company a word kept in the training texts, and that this network must not decide about anybody.

"""


def title(test: str) -> str:
    t = Texts("en")
    return t(f"models-test-{test}")


def category_title(category: str) -> str:
    t = Texts("en")
    return t(f"models-bias-{category}")


def term_title(category: str, term: str) -> str:
    return category_title(term) if category == "names" else term


def metrics(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((MODELS / name / "metrics.json").read_text("utf-8"))
    return told


def examined(language: str) -> dict[str, Said]:
    """By network of this language, and the bags of words after them: what they said."""
    found: dict[str, Said] = {}
    readers: dict[str, list[str]] = {}
    for name in available():
        told = metrics(name)
        said = recorded(name, language) if told["language"] == language else None
        if said:
            found[name] = said
            readers.setdefault(bag_of(told), []).append(name)
    bags = {bag: said for bag in readers if (said := recorded(bag, language))}
    for bag, said in bags.items():
        found[BAG if len(bags) == 1 else f"{BAG}: {', '.join(readers[bag])}"] = said
    return found


def percent(share: float, interval: tuple[float, float]) -> str:
    low, high = interval
    return f"{100 * share:.0f} ({100 * low:.0f}–{100 * high:.0f})"


def page() -> str:
    parts = [HEAD]
    for language, written in LANGUAGES.items():
        everybody = examined(language)
        parts.append(f"\n## {written}: pass rates\n\n{pass_rates(language, everybody)}")
        parts.append(f"\n## {written}: failures\n\n{_failures(language, everybody)}")
        sheets = bias.sheets(language)
        some = next(iter(sheets.values()))
        about = BIAS.format(
            language=written,
            sentences=len(bias.sentences(language)),
            example=next(iter(some.values()))[0][0],
            frames=len(next(iter(some.values()))),
        )
        parts.append(f"\n{about}{shift_table(language, everybody)}")
    return "".join(parts)


def pass_rates(language: str, everybody: Mapping[str, Said]) -> str:
    """A row a test: what it tries, how many cases, the rate of each."""
    found = {name: rates(language, said.verdicts) for name, said in everybody.items()}
    rows = []
    for test in suite(language):
        mine = {name: rated.get(test.name) for name, rated in found.items()}
        shown = (_rated(rate, len(test.cases)) if rate else "–" for rate in mine.values())
        rows.append((test.kind, title(test.name), str(len(test.cases)), *shown))
    return table(("kind", "what it tries", "cases", *everybody), rows)


def _rated(rate: Rate, cases: int) -> str:
    asked = "" if rate.n == cases else f" of {rate.n}"
    return f"{percent(rate.share, rate.interval)}{asked}"


def _failures(language: str, everybody: Mapping[str, Said]) -> str:
    """For each test, the first cases that the most networks fail."""
    rows = []
    for test in suite(language):
        fallen = {name: failures(test, said.verdicts) for name, said in everybody.items()}
        worst = sorted(test.cases, key=lambda case, fallen=fallen: -sum(case in mine for mine in fallen.values()))
        for case in worst[:EXAMPLES]:
            if any(case in mine for mine in fallen.values()):
                given = (answer(case, said.verdicts, case in fallen[name]) for name, said in everybody.items())
                rows.append((title(test.name), " → ".join(case.texts), expected(case), *given))
    return table(("what it tries", "sentence", "expected", *everybody), rows)


def expected(case: Case) -> str:
    if case.accepted:
        return " or ".join(case.accepted)
    return {
        "stay": "the same verdict",
        "rise": "more positive",
        "fall": "more negative",
        "not-rise": "not more positive",
        "not-fall": "not more negative",
    }[case.must]


def answer(case: Case, said: Mapping[str, Verdict], failed: bool) -> str:
    """What was said, ✗ before it where it is wrong: the verdict, or how the lead moved."""
    verdicts = [said[text] for text in case.texts]
    if case.must in {"", "stay"}:
        told = " → ".join(map(likeliest, verdicts))
    else:
        told = f"{lead(verdicts[1]) - lead(verdicts[0]):+.2f}"
    return f"{'✗ ' if failed else ''}{told}"


def shift_table(language: str, everybody: Mapping[str, Said]) -> str:
    found = {name: bias.shifts(language, said.leads) for name, said in everybody.items()}
    rows = []
    for category, terms in bias.sheets(language).items():
        for at, term in enumerate(terms):
            shifts = [shifted[category][at] for shifted in found.values()]
            shown = (f"{one.value:+.2f} ({one.interval[0]:+.2f} to {one.interval[1]:+.2f})" for one in shifts)
            rows.append((category_title(category), term_title(category, term), *shown))
    return table(("category", "term", *everybody), rows)


def ask() -> None:
    """Put every sentence to every shipped network that can tell pos from neg."""
    for name in available():
        net = load(name)
        if fitting(list(net.config.labels)):
            texts = asked(net.config.language)
            record(name, net.config.language, [said.probabilities for said in net.predict(texts)])


def fit(folder: Path) -> None:
    """Fit the bags of words that have no record yet. Needs requirements-dev.txt and the training texts."""
    from bench.probes import letters
    from bench.texts import texts_of
    from model.baseline import tfidf_probabilities

    for name, told in _by_data():
        language, labels = told["language"], told["labels"]
        if recorded(bag_of(told), language):
            continue
        train = texts_of(told, folder).train
        known = {letters(row.text) for row in train}
        texts = asked(language)
        if seen := [text for text in texts if letters(text) in known]:
            raise SystemExit(f"{name} was trained on {len(seen)} of these sentences: {seen[:5]}")
        rows = tfidf_probabilities(train, texts, labels, balance_of(told)).tolist()
        record(bag_of(told), language, [dict(zip(labels, row, strict=True)) for row in rows])


def tidy() -> None:
    """Remove the records of what no longer ships."""
    kept = {*available(), *(bag_of(told) for _, told in _by_data())}
    for file in SAID.glob("*.json"):
        if file.stem not in kept:
            file.unlink()


def _by_data() -> Iterator[tuple[str, dict[str, Any]]]:
    """One network of each set of training texts."""
    known = set()
    for name in available():
        told = metrics(name)
        if fitting(told["labels"]) and bag_of(told) not in known:
            known.add(bag_of(told))
            yield name, told


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.behaviour", description=__doc__)
    parser.add_argument("--data", type=Path, help="the texts to fit bags of words on that have no record")
    data = parser.parse_args().data
    if data:
        fit(data)
    ask()
    tidy()
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
