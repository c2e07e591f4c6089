"""The model cards, made from config.json, metrics.json and the probes: `python -m bench.cards`.

A test compares them, so that no card says what its model doesn't.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from huggingface_hub import EvalResult, ModelCardData

from bench.behaviour import BAG, category_title, pass_rates, term_title
from bench.measure import ROOT
from bench.probes import KINDS, answerable, fitted, right, verdicts
from bench.readme import RESULTS, difference, interval, table
from model import bias
from model.configuration import filled
from model.mixture import ON_THE_HUB
from model.pretraining import HELD_OUT
from model.remake import minutes, shipped
from model.said import bag_of, balance_of, recorded
from model.sureness import unsure
from model.teacher import Teaching
from model.zoo import available, models_folder

TEMPLATE = ROOT / "bench" / "card.md"
CELL_NAMES = {"rnn": "Elman RNN", "gru": "GRU", "lstm": "LSTM"}
FAMILIES = ("es-", "en-")
LANGUAGES = {"es": "Spanish", "en": "English"}
LABELS = {"neg": "negative", "neu": "neutral, mixed or so-so", "pos": "positive"}
RECOMMENDED = {"neg": "the customer doesn't recommend it", "pos": "the customer recommends it"}
POOLINGS = {"mean": "mean", "max": "maximum", "last": "last"}
SETS = {
    "imdb": "Large Movie Review Dataset, the training half (Maas et al. 2011). Free to download, asks for citation; "
    "the texts are IMDb users'. Only negative and positive.",
    "sst": "Stanford Sentiment Treebank, sentences and phrases (Socher et al. 2013), its five degrees made three. "
    "Asks for citation.",
    "clothing": "Women's E-Commerce Clothing Reviews (CC0 as its publisher states); neutral are three stars.",
    "clothing-rating": "Women's E-Commerce Clothing Reviews (CC0 as its publisher states); neutral are three stars. "
    "Each review stands twice: without its title, and under it.",
    "clothing-recommended": "Women's E-Commerce Clothing Reviews (CC0 as its publisher states), by whether the "
    "customer recommends the piece. Each review stands twice: without its title, and under it.",
    "es_reviews": "Spanish reviews: Guía Óleo (restaurants of Buenos Aires, 2005 to 2012), muchocine (films, Spain, "
    "CC BY 2.1 ES), Google Play (apps), tourism (Latin America, partly machine-translated). But for muchocine they "
    "were published with university work and carry no licence.",
    "phrases": "Short sentences made by this project's own grammar (`model/phrases.py`), so that plain statements, "
    "negation and emoji occur.",
}
UNLABELLED = {
    "imdb": "The 50,000 reviews without labels of the same data set, but for those of films that validate.",
}
HUB_IDS = {"imdb": ON_THE_HUB["imdb"], "sst": "stanfordnlp/sst"}
"""The sets that the Hub has under these names; the others came as files."""


def card(name: str) -> str:
    folder = models_folder() / name
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
        verdicts=_listed([LABELS[label].partition(",")[0] for label in config["labels"]], "or"),
        pooling=_listed([POOLINGS[one] for one in config["pooling"]], "and"),
        siblings=_siblings(name),
        pretraining=_pretraining(metrics) + _teacher(metrics) + _beyond_the_label(metrics),
        labels="\n".join(f"- `{label}`: {_meaning(metrics)[label]}" for label in config["labels"]),
        megabytes=(folder / "model.safetensors").stat().st_size / 1e6,
        speed=_speed(name),
        n=metrics["validation"]["n"],
        seeds=_seeds(metrics),
        notes=_notes(metrics),
        neutral=": the neutral class is the hardest" if "neu" in config["labels"] else "",
        figures=_figures(metrics),
        temperature=metrics["calibration"]["temperature"],
        ece=metrics["calibration"]["ece"],
        ece_before=metrics["calibration"]["ece_before"],
        reliability=_reliability(metrics),
        unsure=_unsure(metrics),
        probes=_probes(name, config),
        behaviour=_behaviour(name, config["language"], metrics),
        bias=_bias(name, config["language"]),
        sets="\n".join(f"- {text}" for text in _data(metrics)),
        census=_census(metrics),
        minutes=_minutes(metrics),
        data=metrics["data"]["sha256"][:16],
        versions=", ".join(f"{package} {number}" for package, number in metrics["versions"].items()),
    )


def _minutes(metrics: dict[str, Any]) -> str:
    """What all of it took; and what is left of it, where a part ships."""
    whole, left = minutes(metrics), minutes(metrics, shipped())
    if left == whole:
        return f"{whole:.4g} minutes"
    return f"{left:.4g} minutes with what of it ships in `assets`, {whole:.4g} from nothing,"


def _listed(words: Sequence[str], last: str) -> str:
    """«a, b or c»."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _siblings(name: str) -> str:
    family = [f"`{other}`" for other in available() if other[:3] == name[:3] and other != name and name[:3] in FAMILIES]
    if not family:
        return ""
    return (
        f": as many, within 5 %, as {' and '.join(family)}, which were trained on the same\ntexts by the same protocol"
    )


def _pretraining(metrics: dict[str, Any]) -> str:
    facts = metrics.get("pretraining")
    if not facts:
        return ""
    return (
        f"\nBefore it learned to judge, its embedding and its cell read {facts['texts']:,} texts, labelled or not,\n"
        f"as a language model that guesses each next piece (Dai & Le 2015): {facts['pieces'] / 1e6:.1f} million pieces "
        f"in {facts['minutes']:g} minutes.\nOn {HELD_OUT} validation texts it was then as unsure as among "
        f"{facts['perplexity']:.0f} equally likely pieces (its perplexity).\n{facts.get('note', '')}".rstrip()
        + "\n"
    )


def _teacher(metrics: dict[str, Any]) -> str:
    """From what it was distilled."""
    told = metrics.get("teacher")
    if not told:
        return ""
    plan = filled(Teaching, metrics["config"]["teacher"])
    taught = told["facts"]
    lines = [
        f"\nIt is distilled (Hinton et al. 2015): it learned the labels of its texts and, to {plan.share:.0%}, what",
        f"a teacher thinks of them; of {told['texts']:,} further texts it learned the teacher's opinion alone. The",
        f"teacher is {_networks(taught)},",
        f"and, to {plan.bags:.0%}, the two bags of words. On the validation texts below it gets a macro-F1 of",
        f"{interval(told['validation'], 'macro_f1')}.",
    ]
    if earlier := {one["taught"]["key"]: one["taught"] for one in taught["teachers"] if one["taught"]}:
        lines += [f"Its networks had been taught likewise, by\n{_networks(one)}." for one in earlier.values()]
    return "\n".join(lines) + "\n"


def _beyond_the_label(metrics: dict[str, Any]) -> str:
    """What it learned of a text beside its label."""
    recipe = metrics["config"].get("training", {})
    told = ""
    if weight := recipe.get("stars"):
        told += (
            "\nIn training a second head, which isn't kept, guessed how many stars came with a text, so that it\n"
            f"learned to tell good from very good, too. The loss of this guess weighed {weight:g}, that of the\n"
            "verdict 1; a text without stars taught the verdict alone.\n"
        )
    if size := recipe.get("adversary"):
        told += (
            "\nFrom each batch it learned twice: as it is, and with its pieces' vectors moved where the loss climbs "
            f"most,\nby {size:.1%} of a text's norm (adversarial training: Miyato, Dai & Goodfellow 2017).\n"
        )
    return told


def _networks(facts: dict[str, Any]) -> str:
    """Who is in a teacher, with the macro-F1 that each network reaches by itself."""
    told = []
    for teacher in facts["teachers"]:
        model, read = teacher["config"]["model"], teacher["pretraining"]
        reached = _listed([f"{one['macro_f1']:.3f}" for one in teacher["networks"]], "and")
        told.append(
            f"an {CELL_NAMES[model['cell']]} of {model['hidden']} units"
            + (" that reads backwards" if model.get("backward") else "")
            + (f" after a language model of {read['texts']:,} texts" if read else "")
            + f" (by itself {reached})"
        )
    return ",\nand ".join(told)


def _meaning(metrics: dict[str, Any]) -> dict[str, str]:
    return RECOMMENDED if "clothing-recommended" in _sets(metrics) else LABELS


def _seeds(metrics: dict[str, Any]) -> str:
    told = metrics.get("seeds")
    if not told:
        return f"One training, seed {metrics['seed']}."
    reached = _listed([f"{run['macro_f1']:.3f} (seed {run['seed']})" for run in told["runs"]], "and")
    mean, deviation = told["mean"]["macro_f1"], told["deviation"]["macro_f1"]
    return (
        f"{len(told['runs'])} trainings, of which the best on these texts is shipped, seed {metrics['seed']}: their "
        f"macro-F1 is {reached}, mean {mean:.3f}, standard deviation {deviation:.3f}."
    )


def _notes(metrics: dict[str, Any]) -> str:
    notes = ""
    if rival := metrics.get("nb_svm"):
        notes += (
            f" NB-SVM of 1- to 3-grams (Wang & Manning 2012), fitted on them too, gets {interval(rival, 'accuracy')} "
        )
        notes += f"right, macro-F1 {interval(rival, 'macro_f1')}; "
        notes += f"the network minus NB-SVM: {difference(metrics['advantage']['nb_svm'], 'macro_f1')}."
    if balance := balance_of(metrics):
        notes += f" Network and bags of words weigh a label that is n times as rare n^{balance:g} times as much."
    if "phrases" in _sets(metrics):
        notes += " Our own phrases don't count in the whole."
    if _sets(metrics) & {"clothing-rating", "clothing-recommended"}:
        notes += " In the whole each review counts twice, which makes its interval too narrow: look at the two kinds."
    return notes


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


def _data(metrics: dict[str, Any]) -> list[str]:
    """The sets, those without labels last."""
    config = metrics["config"]
    beyond = {*config.get("pretraining", {}).get("unlabelled", ()), *config.get("teacher", {}).get("unlabelled", ())}
    labelled = [text for part, text in SETS.items() if part in _sets(metrics)]
    return labelled + [text for part, text in UNLABELLED.items() if part in beyond]


def _figures(metrics: dict[str, Any]) -> str:
    beside = (metrics["validation"], metrics["baseline"], metrics["advantage"]["baseline"])
    told = [("**all**", *beside)]
    told += [(domain, *(one["domains"][domain] for one in beside)) for domain in metrics["validation"]["domains"]]
    rows = [
        (
            domain,
            f"{network['n']:,}",
            interval(network, "accuracy"),
            interval(network, "macro_f1"),
            interval(bag, "macro_f1"),
            difference(ahead, "macro_f1"),
        )
        for domain, network, bag, ahead in told
    ]
    return table(("kind of text", "texts", "accuracy", "macro-F1", "baseline's macro-F1", "difference"), rows)


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


def _probes(name: str, config: dict[str, Any]) -> str:
    """Those that the model has the words to answer; the bag of words was fitted for the families only."""
    asked = answerable(config["language"], config["labels"])
    said = {name: verdicts(name, asked)}
    if name[:3] in FAMILIES:
        said[BAG] = fitted(config["language"])["verdicts"]
    rows = []
    for kind, tries in (*KINDS.items(), (None, "all")):
        scores = [right(asked, labels, lambda probe, kind=kind: kind in {None, probe.kind}) for labels in said.values()]
        if scores[0][1]:
            rows.append((tries, str(scores[0][1]), *(str(hits) for hits, _ in scores)))
    head = ("what they try", "sentences", "right", "right by the bag of words")
    return table(head[: 2 + len(said)], rows)


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
        (models_folder() / name / "README.md").write_text(card(name), encoding="utf-8")


if __name__ == "__main__":
    main()
