"""Sentences written by hand, and what each network says of them.

`python -m bench.probes` renews docs/probes.md from the shipped networks. The bag of words stands beside them: with
`--data DIR` it is fitted again, on the texts that the networks of its language were trained on, and probes that happen
to be among these texts are marked.
"""

import argparse
import csv
import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from bench.measure import ROOT
from bench.readme import table
from model.zoo import available, load

FOLDER = ROOT / "tests" / "probes"
FITTED = FOLDER / "fitted.json"
PAGE = ROOT / "docs" / "probes.md"
LANGUAGES = ("es", "en")
CELLS = ("rnn", "gru", "lstm")
BAG = "bag of words"
KINDS = {
    "plain": "one clear opinion",
    "negation": "a negation turns the verdict, or only seems to",
    "contrast": "«but», «although», «however»: two halves that disagree",
    "intensity": "very, hardly, at all",
    "comparative": "better or worse than something",
    "early": "the opinion stands at the start of a longer text",
    "neutral": "nothing is judged, or good and bad are even",
    "slang": "what people say in Buenos Aires, London or on the web",
    "noaccents": "typed in a hurry: no accents, typos",
    "emoji": "an emoji says part or all of it",
    "sarcasm": "the words say the opposite of what is meant",
}
SEEN = "†"
HEAD = f"""# Hand-written probes

Sentences written for this project, and what the shipped networks say of them; none was changed or dropped because a
network failed on it. Some have two right answers. {SEEN} marks those that somebody else wrote too: they are among the
training texts of the families (`es-*`, `en-*`), but for case and punctuation, and the last line counts without them.
*Bag of words* is TF-IDF with logistic regression, fitted on the same texts as the family beside it. The networks of one
task never read anything like most of these sentences; one with two classes is asked those whose right answers are among
its labels. With so few sentences of a kind, a difference of two or three may be luck.

`python -m bench.probes` writes this page from [tests/probes](../tests/probes); a test holds it to
what the networks say.
"""


class Probe(NamedTuple):
    text: str
    accepted: tuple[str, ...]
    kind: str
    seen: bool


class Fitted(TypedDict):
    """What the bag of words says of each probe, and which of them are among the training texts."""

    verdicts: list[str]
    seen: list[bool]


def fitted(language: str) -> Fitted:
    return cast("Fitted", json.loads(FITTED.read_text("utf-8"))[language])


def probes(language: str) -> list[Probe]:
    seen = fitted(language)["seen"]
    return [
        Probe(row["text"], tuple(row["label"].split("|")), row["kind"], known)
        for row, known in zip(rows(language), seen, strict=True)
    ]


def rows(language: str) -> list[dict[str, str]]:
    with (FOLDER / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def family(language: str) -> list[str]:
    return [name for cell in CELLS if (name := f"{language}-{cell}") in available()]


def specialists(language: str) -> dict[tuple[str, ...], list[str]]:
    """The networks of one task, by their labels."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in available():
        config = load(name).config
        if config.language == language and name not in family(language):
            found.setdefault(config.labels, []).append(name)
    return found


def answerable(language: str, labels: Sequence[str]) -> list[Probe]:
    """The probes that have all their right answers among `labels`."""
    return [probe for probe in probes(language) if {*probe.accepted} <= {*labels}]


def verdicts(name: str, asked: Sequence[Probe]) -> list[str]:
    """One text at a time, as a visitor's is read."""
    net = load(name)
    return [net.predict([probe.text])[0].label for probe in asked]


def right(asked: Sequence[Probe], said: Sequence[str], among: Callable[[Probe], bool]) -> tuple[int, int]:
    """How many verdicts are among the accepted ones, and of how many probes."""
    hits = [label in probe.accepted for probe, label in zip(asked, said, strict=True) if among(probe)]
    return sum(hits), len(hits)


def page() -> str:
    parts = [HEAD]
    for language in LANGUAGES:
        asked = probes(language)
        said = {name: verdicts(name, asked) for name in family(language)} | {BAG: fitted(language)["verdicts"]}
        parts.append(f"\n## {language}\n\n" + _section(asked, said))
        for labels, names in specialists(language).items():
            some = [probe._replace(seen=False) for probe in answerable(language, labels)]
            said = {name: verdicts(name, some) for name in names}
            parts.append(f"\n## {language}, networks of one task: {', '.join(labels)}\n\n" + _section(some, said))
    return "".join(parts)


def _section(asked: Sequence[Probe], said: dict[str, list[str]]) -> str:
    """The scores by kind, and every sentence."""
    scores = [_score(asked, said, kind, tries, partial(_is, kind)) for kind, tries in KINDS.items()]
    scores = [score for score in scores if score[2] != "0"]
    scores.append(_score(asked, said, "**all**", "", lambda _: True))
    if any(probe.seen for probe in asked):
        scores.append(_score(asked, said, f"**all but {SEEN}**", "", lambda probe: not probe.seen))
    sentences = [
        (f"{probe.text} {SEEN * probe.seen}", " or ".join(probe.accepted), probe.kind, *_marks(probe, said, at))
        for at, probe in enumerate(asked)
    ]
    overview = table(("kind", "what it tries", "sentences", *said), scores)
    return overview + "\n" + table(("sentence", "right answer", "kind", *said), sentences)


def _is(kind: str, probe: Probe) -> bool:
    return probe.kind == kind


def _score(
    asked: Sequence[Probe], said: dict[str, list[str]], name: str, tries: str, among: Callable[[Probe], bool]
) -> tuple[str, ...]:
    scores = [right(asked, labels, among) for labels in said.values()]
    return name, tries, str(scores[0][1]), *(str(hits) for hits, _ in scores)


def _marks(probe: Probe, said: dict[str, list[str]], at: int) -> list[str]:
    return ["✓" if labels[at] in probe.accepted else f"✗ {labels[at]}" for labels in said.values()]


def fit(folder: Path) -> None:
    """Fit the bag of words again and keep its verdicts. Needs requirements-dev.txt and the training texts."""
    from model.baseline import tfidf_probabilities
    from model.configuration import read_config
    from model.mixture import mixture

    kept: dict[str, Fitted] = {}
    for language in LANGUAGES:
        config = read_config(ROOT / "configs" / f"{language}.toml")
        labels = config["model"]["labels"]
        train = mixture(config["data"], language, folder).train
        known = {letters(row.text) for row in train}
        texts = [row["text"] for row in rows(language)]
        best = tfidf_probabilities(train, texts, labels).argmax(axis=1)
        kept[language] = {
            "verdicts": [labels[label] for label in best],
            "seen": [letters(text) in known for text in texts],
        }
    FITTED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def letters(text: str) -> str:
    """But for case and punctuation; of what has no letters, all."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip() or text.strip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.probes", description=__doc__)
    parser.add_argument("--data", type=Path, help="fit the bag of words again, on the texts of this folder")
    data = parser.parse_args().data
    if data:
        fit(data)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
