import pytest
import torch

from model.network import Config, Network
from model.text import Tokenizer

SENTENCES = [
    "No me gustó para nada la espera, pero el producto es excelente y lo volvería a comprar.",
    "¡Qué película más linda! Los actores están muy bien y el final sorprende.",
    "La habitación era pequeña, el baño estaba sucio y nadie respondió al teléfono.",
    "Llegó el martes en una caja de cartón; trae un cable y un manual en tres idiomas.",
]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer.train(SENTENCES * 40, vocab_size=420)


@pytest.fixture(scope="session", params=["rnn", "lstm", "gru", "peephole", "time-aware"])
def network(request, tokenizer) -> Network:
    """An untrained network of each cell: what must hold for any weights holds for these."""
    torch.manual_seed(0)
    config = Config("es", request.param, ("neg", "neu", "pos"), len(tokenizer), embedding=12, hidden=10)
    return Network(config, tokenizer).eval()
