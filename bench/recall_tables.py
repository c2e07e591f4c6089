"""The tables of docs/recall.md, and the README's of recall, made from assets/recall/results.json.

`python -m bench.recall_tables` renews them. A test compares them, so that no figure there is typed by hand or outlives
what it was measured on.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.measure import ROOT
from bench.readme import README, replaced, table
from model.recall.experiments import ADDING, COPY, FIXED, FORGET_BIASES
from model.recall.measure import Accuracy, accuracy
from model.recall.sentences import FOLDER
from model.recall.shipped import again, results

PAGE = ROOT / "docs" / "recall.md"
NAMES = {"rnn": "Elman", "lstm": "LSTM", "gru": "GRU", "peephole": "LSTM, peephole", "time-aware": "LSTM, time-aware"}
SHOWN = (1, 5, 10, 20, 40, 80, 160, 400)
"""Distances of the tables; results.json has some more."""


def tables() -> dict[str, str]:
    return {
        "evidence": evidence(),
        "protocol": protocol(),
        "networks": networks(),
        "effort": effort(),
        "again": once_more(),
        "fixed": fixed(FIXED, distracted=False),
        "fixed-distracted": trained_with_distractors(),
        "up-to-10": farther("up-to-10", distracted=False),
        "up-to-10-distracted": farther("up-to-10", distracted=True),
        "up-to-40": farther("up-to-40", distracted=False),
        "up-to-40-distracted": farther("up-to-40", distracted=True),
        "english": farther("up-to-10-english", distracted=False),
        "language-model": farther("up-to-10-language-model", distracted=False),
        "forget-bias": forget_bias(),
        "elmans-best": elmans_best(),
        "adding": literature("adding", ADDING),
        "copy": literature("copy", COPY),
        "fading": fading(),
    }


def in_the_readme() -> dict[str, str]:
    return {
        "recall-fixed": fixed(FIXED, distracted=False),
        "recall-farther": both_ranges(),
        "recall-evidence": evidence(),
    }


def both_ranges() -> str:
    """Every cell trained up to 10 and up to 40, tested farther."""
    rows = [
        (f"{name}, 1 to {longest}", *(shown(one(f"up-to-{longest}.{cell}", d, distracted=False)) for d in SHOWN))
        for longest in (10, 40)
        for cell, name in NAMES.items()
    ]
    return table(("trained on 1 to 10 or 1 to 40, tested at", *map(str, SHOWN)), rows)


def evidence() -> str:
    """What the figures support, and what they don't, in one paragraph."""

    def at(job: str, distance: int) -> str:
        return f"{shown(one(job, distance, distracted=False))} %"

    return (
        f"Trained and tested at 20 words, the Elman network stays at {at('at-20.rnn', 20)}, where guessing earns 8 %; "
        f"the LSTM reaches {at('at-20.lstm', 20)}, the peephole LSTM {at('at-20.peephole', 20)} and the GRU "
        f"{at('at-20.gru', 20)}. Trained on 1 to 40 words, the Elman network is at {at('up-to-40.rnn', 40)} at 40 "
        f"words, the LSTM at {at('up-to-40.lstm', 40)}, and at 400 words, ten times farther than it was ever trained, "
        f"at {at('up-to-40.lstm', 400)}. But trained on 1 to 10 words the Elman network does learn, "
        f"{at('up-to-10.rnn', 10)} at 10 words, and what it has learned it holds: {at('up-to-10.rnn', 400)} at 400 "
        f"words, beside {at('up-to-10.lstm', 400)} of the LSTM and {at('up-to-10.gru', 400)} of the GRU. With "
        f"distances that grow while it trains, 1 to 40 words are no wall either: "
        f"{at('up-to-40-curriculum.rnn', 40)} at 40. What it lacks is not the capacity to remember, but a "
        "gradient that teaches it over long distances at once. How long a memory holds depends on the learning rate as "
        "much as on the cell: in an earlier run, with all rates trained to the end, a smaller one was chosen for the "
        "Elman network in Spanish, and it held "
        f"{shown(one('up-to-10.rnn', 400, distracted=False, run=again()))} % at 400 words; in English "
        f"{shown(one('up-to-10-english.rnn', 400, distracted=False, run=again()))} %, beside "
        f"{at('up-to-10-english.rnn', 400)} in this one.\n"
    )


def protocol() -> str:
    """What every cell got, from the results themselves."""
    told = results()["protocol"]
    n = results()["jobs"]["up-to-10.lstm"]["tests"][0]["n"]
    rates = ", ".join(f"{rate:g}" for rate in told["rates"])
    after = " and ".join(f"{100 * share:g} %" for share in told["halvings"])
    return (
        f"All cells get batches of {told['batch']}, Adam, gradient norms cut at {told['clip']:g}, at most "
        f"{told['steps']:,} steps, and the same search, by successive halving (Jamieson & Talwalkar 2016): learning "
        f"rates {rates}, each with {told['seeds']} seeds; after {after} of the steps the rate that stands worst on "
        f"{told['validation']} validation questions is given up. The networks of the last rate sit the test, {n} "
        "unseen sentences a condition. "
        f"Training stops early once one rate has every seed above {100 * told['solved']:g} % on validation, twice in a "
        f"row, {told['check']} steps apart.\n"
    )


def networks() -> str:
    """What was trained: sizes, and the rate that won in the main condition."""
    rows = []
    for cell, name in NAMES.items():
        job = results()["jobs"][f"up-to-10.{cell}"]
        rows.append((name, f"{job['hidden']}", f"{job['parameters']:,}", f"{job['rate']:g}", f"{job['steps']}"))
    return table(("cell", "units", "parameters", "rate chosen, up to 10", "steps, up to 10"), rows)


def effort() -> str:
    """How long the jobs took, and what of them ships."""
    jobs = results()["jobs"].values()
    minutes = results()["seconds"] / 60
    sizes = {path.stem: path.stat().st_size for path in sorted(FOLDER.glob("*.safetensors"))}
    return (
        f"The {len(jobs)} jobs behind these figures took {minutes:.0f} minutes in all, one thread each: two at a time, "
        f"{minutes / 2:.0f} minutes. The networks of {len(sizes)} conditions ship ({', '.join(sizes)}), five cells by "
        f"{results()['protocol']['seeds']} seeds, a byte a weight: {sum(sizes.values()) / 1000:.0f} kB in "
        "all.\n"
    )


def once_more() -> str:
    """How the earlier run agrees with the one that ships, and where the intervals of the two have nothing in common."""
    figures = inside = parted = 0
    rows = []
    for name, job in again()["jobs"].items():
        shipped = results()["jobs"][name]
        apart = []
        for test, earlier in zip(shipped["tests"], job["tests"], strict=True):
            ours, theirs = of(test), of(earlier)
            figures += 1
            inside += ours.interval[0] <= theirs.accuracy <= ours.interval[1]
            if theirs.interval[1] < ours.interval[0] or ours.interval[1] < theirs.interval[0]:
                apart.append((test, ours, theirs))
        parted += len(apart)
        if apart:
            test, ours, theirs = max(apart, key=lambda pair: abs(pair[2].accuracy - pair[1].accuracy))
            at = test.get("distances", ("–",))[0]
            place = f"{at}{', distractors' * bool(test.get('distractors'))}"
            rates = f"{shipped['rate']:g}, {job['rate']:g}"
            rows.append((name, f"{len(apart)} of {len(job['tests'])}", rates, place, shown(ours), shown(theirs)))
    return (
        f"That took {again()['processor_minutes']:.0f} minutes of the processor. Of {figures} figures of the earlier "
        f"run {inside} lie within the intervals of the one that ships, and of {figures - parted} the two intervals "
        "meet. The others:\n\n"
        + table(("job", "figures apart", "rates: ships, earlier", "farthest apart at", "ships", "earlier"), rows)
    )


def fixed(distances: Sequence[int], *, distracted: bool) -> str:
    rows = [
        (name, *(shown(one(f"at-{distance}.{cell}", distance, distracted)) for distance in distances))
        for cell, name in NAMES.items()
    ]
    return table(("trained and tested at", *map(str, distances)), rows)


def trained_with_distractors() -> str:
    """At 20 words: whoever never saw a distractor, and whoever saw them in half of the sentences."""
    rows = [
        (
            name,
            *(
                shown(one(f"{condition}.{cell}", 20, distracted))
                for condition in ("at-20", "at-20-distractors")
                for distracted in (False, True)
            ),
        )
        for cell, name in NAMES.items()
    ]
    head = ("at 20 words", "trained without, tested without", "without, with", "with, without", "with, with")
    return table(head, rows)


def farther(condition: str, *, distracted: bool) -> str:
    rows = [
        (name, *(shown(one(f"{condition}.{cell}", distance, distracted)) for distance in SHOWN))
        for cell, name in NAMES.items()
    ]
    return table(("tested at", *map(str, SHOWN)), rows)


def forget_bias() -> str:
    distances = sorted({distance for those in FORGET_BIASES.values() for distance in those})
    conditions = {bias: f"-forget-bias-{bias:g}" for bias in FORGET_BIASES} | {1.0: ""}
    rows = []
    for bias, suffix in sorted(conditions.items()):
        told = [
            shown(one(name, distance, distracted=False)) if name in results()["jobs"] else "not tried"
            for distance in distances
            for name in [f"at-{distance}{suffix}.lstm"]
        ]
        rows.append((f"{bias:g}", *told))
    return table(("LSTM's forget bias, trained and tested at", *map(str, distances)), rows)


def elmans_best() -> str:
    conditions = {
        "distances 1 to 40": "up-to-40",
        "distances 1 to 40, orthogonal start": "up-to-40-orthogonal",
        "distances 1 to 40, curriculum": "up-to-40-curriculum",
        "distances 1 to 40, orthogonal start and curriculum": "up-to-40-orthogonal-curriculum",
        "distances 1 to 10": "up-to-10",
        "distances 1 to 10, orthogonal start": "up-to-10-orthogonal",
    }
    rows = [
        (name, *(shown(one(f"{condition}.rnn", distance, distracted=False)) for distance in SHOWN))
        for name, condition in conditions.items()
    ]
    return table(("Elman, tested at", *map(str, SHOWN)), rows)


def literature(task: str, lengths: Iterable[int]) -> str:
    rows = [(name, *(shown(only(f"{task}-{length}.{cell}")) for length in lengths)) for cell, name in NAMES.items()]
    return table((f"{task}, length", *map(str, lengths)), rows)


def fading() -> str:
    rows = [
        (NAMES[cell], shown(only(f"fading.{cell}")), shown(only(f"fading-told.{cell}")))
        for cell in ("lstm", "time-aware")
    ]
    return table(("", "days only as Δt", "days also as an input"), rows)


def one(job: str, distance: int, distracted: bool, run: Mapping[str, Any] | None = None) -> Accuracy:
    """What a job's networks reach at one distance, in the run that ships unless another is given."""
    for test in (run or results())["jobs"][job]["tests"]:
        if test["distances"] == [distance] and test["distractors"] == float(distracted):
            return of(test)
    raise ValueError(f"{job} was not tested at {distance}")


def only(job: str) -> Accuracy:
    (test,) = results()["jobs"][job]["tests"]
    return of(test)


def of(test: Mapping[str, Any]) -> Accuracy:
    return accuracy(test["right"], test["n"], test["chance"])


def shown(measured: Accuracy) -> str:
    """Percent, with the interval: «94 (90–97)»."""
    low, high = measured.interval
    return f"{100 * measured.accuracy:.0f} ({100 * low:.0f}–{100 * high:.0f})"


def main() -> None:
    for path, made in ((PAGE, tables()), (README, in_the_readme())):
        path.write_text(replaced(path.read_text("utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
