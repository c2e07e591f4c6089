"""The model cards, made from config.json, metrics.json and the probes: `python -m bench.cards`.

A test compares them, so that no card says what its model doesn't.
"""

import json
from collections.abc import Mapping
from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from bench.behaviour import BAG, category_title, pass_rates, term_title
from bench.measure import ROOT
from bench.probes import KINDS, fitted, probes, right, verdicts
from bench.readme import MODELS, RESULTS, interval, table
from model import bias
from model.mixture import ON_THE_HUB
from model.said import bag_of, recorded
from model.sureness import unsure
from model.zoo import available

TEMPLATE = ROOT / "bench" / "card.md"
CELL_NAMES = {"rnn": "Elman RNN", "gru": "GRU", "lstm": "LSTM"}
LANGUAGES = {"es": "Spanish", "en": "English"}
LABELS = {"neg": "negative", "neu": "neutral, mixed or so-so", "pos": "positive"}
SETS = {
    "imdb": "Large Movie Review Dataset, the training half (Maas et al. 2011). Free to download, asks for citation; "
    "the texts are IMDb users'. Only negative and positive.",
    "sst": "Stanford Sentiment Treebank, sentences and phrases (Socher et al. 2013), its five degrees made three. "
    "Asks for citation.",
    "clothing": "Women's E-Commerce Clothing Reviews (CC0 as its publisher states); neutral are three stars.",
    "es_reviews": "Spanish reviews: Guía Óleo (restaurants of Buenos Aires, 2005 to 2012), muchocine (films, Spain, "
    "CC BY 2.1 ES), Google Play (apps), tourism (Latin America, partly machine-translated). But for muchocine they "
    "were published with university work and carry no licence.",
    "phrases": "Short sentences made by this project's own grammar (`model/phrases.py`), so that plain statements, "
    "negation and emoji occur.",
}
HUB_IDS = {"imdb": ON_THE_HUB["imdb"], "sst": "stanfordnlp/sst"}
"""The sets that the Hub has under these names; the others came as files."""


def card(name: str) -> str:
    folder = MODELS / name
    config = json.loads((folder / "config.json").read_text("utf-8"))
    metrics = json.loads((folder / "metrics.json").read_text("utf-8"))
    return TEMPLATE.read_text("utf-8").format(
        head=_head(name, config, metrics),
        name=name,
        cell=CELL_NAMES[config["cell"]],
        language=LANGUAGES[config["language"]],
        hidden=config["hidden"],
        embedding=config["embedding"],
        limit=config["limit"],
        parameters=metrics["parameters"]["all"],
        without_embedding=metrics["parameters"]["without_embedding"],
        siblings=" and ".join(f"`{other}`" for other in available() if other[:3] == name[:3] and other != name),
        labels="\n".join(f"- `{label}`: {LABELS[label]}" for label in config["labels"]),
        megabytes=(folder / "model.safetensors").stat().st_size / 1e6,
        speed=_speed(name),
        n=metrics["validation"]["n"],
        seed=metrics["seed"],
        figures=_figures(metrics),
        temperature=metrics["calibration"]["temperature"],
        ece=metrics["calibration"]["ece"],
        ece_before=metrics["calibration"]["ece_before"],
        reliability=_reliability(metrics),
        unsure=_unsure(metrics),
        probes=_probes(name, config["language"]),
        behaviour=_behaviour(name, config["language"], metrics),
        bias=_bias(name, config["language"]),
        sets="\n".join(f"- {text}" for part, text in SETS.items() if part in _sets(metrics)),
        census=_census(metrics),
        minutes=metrics["minutes"],
        data=metrics["data"]["sha256"][:16],
        versions=", ".join(f"{package} {number}" for package, number in metrics["versions"].items()),
    )


def _head(name: str, config: dict[str, Any], metrics: dict[str, Any]) -> str:
    results = [
        EvalResult(
            task_type="text-classification",
            dataset_type="mixture",
            dataset_name="validation texts of the mixture described below",
            dataset_split="validation",
            metric_type=kind,
            metric_name=title,
            metric_value=round(metrics["validation"][figure], 4),
            metric_args={"average": "macro"} if kind == "f1" else None,
        )
        for kind, title, figure in (("accuracy", "Accuracy", "accuracy"), ("f1", "Macro-F1", "macro_f1"))
    ]
    facts = ModelCardData(
        language=config["language"],
        license="apache-2.0",
        library_name="pytorch",
        pipeline_tag="text-classification",
        datasets=[HUB_IDS[part] for part in sorted(_sets(metrics)) if part in HUB_IDS] or None,
        metrics=["accuracy", "f1"],
        tags=["sentiment-analysis", "recurrent", config["cell"], "interpretability", "compuertas"],
        model_name=name,
        eval_results=results,
    )
    return f"---\n{facts.to_yaml(line_break=chr(10))}\n---"


def _sets(metrics: dict[str, Any]) -> set[str]:
    return {mix["set"] for mix in metrics["config"]["data"]["mix"]}


def _figures(metrics: dict[str, Any]) -> str:
    validation, baseline = metrics["validation"], metrics["baseline"]
    pairs = [("**all**", validation, baseline)]
    pairs += [(domain, report, baseline["domains"][domain]) for domain, report in validation["domains"].items()]
    rows = [
        (
            domain,
            f"{network['n']:,}",
            interval(network, "accuracy"),
            interval(network, "macro_f1"),
            interval(bag, "accuracy"),
            interval(bag, "macro_f1"),
        )
        for domain, network, bag in pairs
    ]
    return table(("kind of text", "texts", "accuracy", "macro-F1", "baseline's accuracy", "its macro-F1"), rows)


def _reliability(metrics: dict[str, Any]) -> str:
    rows = [
        (f"{one['n']:,}", f"{one['confidence']:.2f}", f"{one['accuracy']:.2f}")
        for one in metrics["calibration"]["bins"]
    ]
    return table(("verdicts", "mean confidence", "share that is right"), rows)


def _unsure(metrics: dict[str, Any]) -> str:
    zone = unsure(metrics["calibration"]["bins"])
    if zone is None:
        return "At no confidence was it right in less than 60 %.\n"
    return (
        f"Below a confidence of {zone.below:.2f} it is unsure: of {zone.n:,} such verdicts {100 * zone.accuracy:.0f} % "
        "were right, and in no bin as many as 60 %.\nThe app says so beside the verdict.\n"
    )


def _probes(name: str, language: str) -> str:
    asked = probes(language)
    said = {name: verdicts(name, asked), BAG: fitted(language)["verdicts"]}
    rows = []
    for kind, tries in (*KINDS.items(), (None, "all")):
        scores = [right(asked, labels, lambda probe, kind=kind: kind in {None, probe.kind}) for labels in said.values()]
        rows.append((tries, str(scores[0][1]), *(str(hits) for hits, _ in scores)))
    return table(("what they try", "sentences", "right", "right by the bag of words"), rows)


def _behaviour(name: str, language: str, metrics: Mapping[str, Any]) -> str:
    """The rates of this network and of the bag of words of its texts."""
    everybody = {name: recorded(name, language), BAG: recorded(bag_of(metrics), language)}
    unseen = "None of the sentences is among the training texts.\n\n" if everybody[BAG] else ""
    return unseen + pass_rates(language, {who: said for who, said in everybody.items() if said})


def _bias(name: str, language: str) -> str:
    """A row a category: the term that shifts most, and how many stand clear of 0."""
    said = recorded(name, language)
    if said is None:
        return "Not measured yet: `python -m bench.behaviour`.\n"
    rows = []
    for category, shifts in bias.shifts(language, said.leads).items():
        most = max(shifts, key=lambda shift: abs(shift.value))
        low, high = most.interval
        clear = sum(shift.clear for shift in shifts)
        term = f"{term_title(category, most.term)}: {most.value:+.2f} ({low:+.2f} to {high:+.2f})"
        rows.append((category_title(category), term, f"{clear} of {len(shifts)}"))
    return table(("category", "the largest shift of P(pos) − P(neg)", "intervals without 0"), rows)


def _speed(name: str) -> str:
    bench = json.loads(RESULTS.read_text("utf-8"))["models"]
    if name not in bench["models"]:
        return "Its speed has not been measured yet (`make bench`)."
    measured, load = bench["models"][name], bench["load_average"]
    return (
        f"On one thread it reads 100 words in {measured['milliseconds_per_100_words']:g} ms, and "
        f"{measured['verdicts_per_second']:,} reviews of {bench['words']} words a second in batches "
        f"({bench['cores']} cores, {bench['machine']}, load average {load:g}; `python -m bench.models`)."
    )


def _census(metrics: dict[str, Any]) -> str:
    rows = [
        (domain, *(f"{counts.get(label, 0):,}" for label in metrics["labels"]), f"{sum(held.values()):,}")
        for domain, counts in metrics["data"]["train"].items()
        for held in [metrics["data"]["valid"].get(domain, {})]
    ]
    return table(("training texts", *metrics["labels"], "validation texts"), rows)


def main() -> None:
    for name in available():
        (MODELS / name / "README.md").write_text(card(name), encoding="utf-8")


if __name__ == "__main__":
    main()
