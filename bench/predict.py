"""Predictions per second, against the bare fused layer on the same ids. Prints JSON.

The bare layer is only an embedding and torch's own kernel, over batches made beforehand: once of the texts as they
come, and once already sorted by length, which spares it the padding. `predict` gets strings: it cleans them, cuts them
into pieces, sorts, pads, pools, and names a verdict. Run with `python -m bench.predict`.
"""

import json
import random
from functools import partial

import torch
from torch import Tensor, nn

from bench.measure import alternate, circumstances, probes
from model import load
from model.text import pad

MODELS = ("es-lstm", "es-gru", "es-rnn")
TEXTS, ROUNDS, BATCH = 1000, 9, 32
KERNELS = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}


def reviews(count: int) -> list[str]:
    """Reviews of one to twelve sentences: as long as those people write, from the sentences in tests/probes."""
    draw = random.Random(0)
    sentences = probes("es")
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
        "predictions_per_second": round(1000 * len(texts) / median["predict"]),
        "bare_layer_per_second": round(1000 * len(texts) / median["bare"]),
        "ratio": round(median["bare"] / median["predict"], 2),
        "bare_layer_sorted_per_second": round(1000 * len(texts) / median["bare_sorted"]),
        "ratio_sorted": round(median["bare_sorted"] / median["predict"], 2),
    }


def padded(sequences: list[list[int]]) -> list[Tensor]:
    return [pad(sequences[start : start + BATCH])[0] for start in range(0, len(sequences), BATCH)]


def main() -> None:
    torch.set_num_threads(1)
    texts = reviews(TEXTS)
    net = load(MODELS[0])
    pieces = sum(map(len, net.tokenizer.encode_many(texts, net.config.limit)))
    result = {
        "what": f"{TEXTS} reviews of {pieces / TEXTS:.0f} pieces on average, batches of {BATCH}, one thread, "
        f"median of {ROUNDS} rounds",
        "models": {name: measure(name, texts) for name in MODELS},
        **circumstances(),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
