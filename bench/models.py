"""How fast each shipped model reads. Prints JSON.

Verdicts a second, many reviews at once; and the time of one text of a hundred words, as a visitor's is read. Run with
`python -m bench.models`; the cards and the page of models take their figures from bench/results.json.
"""

import random
from functools import partial

import torch

from bench.measure import alternate, figure, report
from bench.predict import BATCH, reviews
from model import available, load

TEXTS, ROUNDS, WORDS = 300, 7, 100


def hundred_words(language: str) -> list[str]:
    """Texts of exactly WORDS words, from the sentences of the probes."""
    draw = random.Random(1)
    words = " ".join(draw.sample(reviews(TEXTS, language), 60)).split()
    return [" ".join(words[start : start + WORDS]) for start in range(0, 20 * WORDS, WORDS)]


def main() -> None:
    torch.set_num_threads(1)
    networks = {name: load(name) for name in available()}
    many = {language: reviews(TEXTS, language) for language in {net.config.language for net in networks.values()}}
    single = {language: hundred_words(language) for language in many}
    batches = alternate(
        {name: partial(net.predict, many[net.config.language], BATCH) for name, net in networks.items()}, ROUNDS
    )
    alone = alternate(
        {
            name: lambda net=net: [net.predict([text]) for text in single[net.config.language]]
            for name, net in networks.items()
        },
        ROUNDS,
    )
    models = {
        name: {
            "verdicts_per_second": round(1000 * TEXTS / batches[name]),
            "milliseconds_per_100_words": float(f"{alone[name] / len(single[networks[name].config.language]):.3g}"),
        }
        for name in networks
    }
    texts = [text for written in many.values() for text in written]
    slowest = max(models, key=lambda name: models[name]["milliseconds_per_100_words"])
    report(
        f"{TEXTS} reviews a language in batches of {BATCH}; texts of {WORDS} words one at a time; one thread, "
        f"median of {ROUNDS} rounds in turns",
        [
            figure(f"100 words in the slowest model, {slowest}", models[slowest]["milliseconds_per_100_words"], "ms"),
            figure("Verdicts a second of the slowest model", min(m["verdicts_per_second"] for m in models.values())),
        ],
        models=models,
        texts=TEXTS,
        words=round(sum(len(text.split()) for text in texts) / len(texts)),
    )


if __name__ == "__main__":
    main()
