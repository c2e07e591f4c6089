"""Predictions per second, against the bare fused layer on the same texts. Prints JSON.

`predict` gets strings: it cleans them, cuts them into pieces, sorts, pads, pools, and names a verdict. The bare layer
gets ids, padded beforehand, and is only an embedding and torch's own kernel: once over batches as the texts come,
which pays for the padding that `predict` avoids by sorting; and once over the very batches that `predict` makes, which
leaves everything else that `predict` does as loss. Run with `python -m bench.predict`.
"""

import random
from functools import partial

import torch
from torch import Tensor, nn

from bench.measure import alternate, figure, probes, report
from model import load
from model.text import pad

MODELS = ("es-lstm", "es-gru", "es-rnn")
TEXTS, ROUNDS, BATCH = 1000, 9, 32
KERNELS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}


def reviews(count: int, language: str) -> list[str]:
    """Reviews of one to twelve sentences: as long as those people write, from the sentences in tests/probes."""
    draw = random.Random(0)
    sentences = probes(language)
    return [" ".join(draw.choices(sentences, k=draw.randint(1, 12))) for _ in range(count)]


def measure(name: str, texts: list[str]) -> dict[str, float]:
    net = load(name)
    kernel = KERNELS[net.config.cell](net.config.embedding, net.config.hidden, batch_first=True).eval()
    sequences = net.tokenizer.encode_many(texts, net.config.limit)

    @torch.inference_mode()
    def bare(batches: list[Tensor]) -> None:
        for ids in batches:
            kernel(net.embedding(ids))

    median = alternate(
        {
            "predict": partial(net.predict, texts, BATCH),
            "bare": partial(bare, padded(sequences)),
            "bare_sorted": partial(bare, padded(sorted(sequences, key=len))),
        },
        ROUNDS,
    )
    return {
        "verdicts_per_second": round(1000 * len(texts) / median["predict"]),
        "over_bare_as_they_come": round(median["bare"] / median["predict"], 3),
        "over_bare_sorted": round(median["bare_sorted"] / median["predict"], 3),
    }


def padded(sequences: list[list[int]]) -> list[Tensor]:
    return [pad(sequences[start : start + BATCH])[0] for start in range(0, len(sequences), BATCH)]


def main() -> None:
    torch.set_num_threads(1)
    texts = reviews(TEXTS, "es")
    net = load(MODELS[0])
    pieces = sum(map(len, net.tokenizer.encode_many(texts, net.config.limit)))
    models = {name: measure(name, texts) for name in MODELS}
    lstm = models["es-lstm"]
    report(
        f"{TEXTS} reviews of {pieces / TEXTS:.0f} pieces on average, batches of {BATCH}, one thread, "
        f"median of {ROUNDS} rounds in turns",
        [
            figure("Verdicts a second, es-lstm", lstm["verdicts_per_second"]),
            figure("… ÷ bare fused LSTM, texts as they come", lstm["over_bare_as_they_come"], at_least=0.9),
            figure("… ÷ bare fused LSTM, texts sorted by length", lstm["over_bare_sorted"], at_least=0.9),
        ],
        models=models,
    )


if __name__ == "__main__":
    main()
