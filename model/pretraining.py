"""The weights with which a classifier starts: those of a language model that read more texts than have labels."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from model.configuration import filled
from model.datasets import UNLABELLED, Split
from model.errors import InputError
from model.files import FACTS, alone_in, made, write_whole
from model.language_model import END_OF_TEXT, LanguageModel, Pretraining, perplexity, pretrain
from model.text import Tokenizer

SHIPPED = Path(__file__).parent.parent / "assets" / "language_models"
WEIGHTS = "model.safetensors"
HELD_OUT = 200
"""Of so many validation texts the perplexity is measured."""


def pretrained(
    config: Mapping[str, Any], split: Split, tokenizer: Tokenizer, folder: Path | None, cache: Path
) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The language model that the section `[pretraining]` describes: its embedding and cell, and how it went.

    It reads the training texts and the unlabelled ones, none of them a validation text. It is taken from `cache`, or
    from assets/language_models, where the same one has been trained before; half trained, it is taken up again.
    """
    plan = filled(Pretraining, config["pretraining"])
    held_out = {row.text for row in split.valid}
    texts = [row.text for row in split.train]
    for name in plan.unlabelled:
        texts += unlabelled(name, folder)
    texts = [text for text in dict.fromkeys(texts) if text not in held_out]
    model = config["model"]
    sizes = {name: model[name] for name in ("cell", "embedding", "hidden")}
    direction = {"backward": True} if model.get("backward") else {}
    read = hashlib.sha256(json.dumps(texts).encode()).hexdigest()
    pieces = hashlib.sha256(tokenizer.bytes).hexdigest()
    key = hashlib.sha256(json.dumps([read, pieces, config["pretraining"], sizes | direction]).encode()).hexdigest()
    own = cache / f"language-model-{key[:16]}"
    with alone_in(own):
        if done := made(key, own, SHIPPED):
            return for_classifier(done.folder / WEIGHTS), done.facts
        torch.manual_seed(plan.seed)
        net = LanguageModel(**sizes, vocabulary=len(tokenizer))
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        order = slice(None, None, -1 if direction else 1)
        ids = [text[order] for text in tokenizer.encode_many(texts)]
        cost = pretrain(net, ids, plan, own / "checkpoint.pt", device)
        weights = {name: tensor.half().contiguous().cpu() for name, tensor in net.state_dict().items()}
        write_whole(own / WEIGHTS, save(shared(weights)))
        net.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
        held = tokenizer.encode_many(row.text for row in split.valid[:HELD_OUT])
        surprise = perplexity(net, [text[order] for text in held])
        facts = {"key": key, "perplexity": surprise, **cost}
        (own / "tokenizer.model").write_bytes(tokenizer.bytes)
        write_whole(own / FACTS, json.dumps(facts, indent=1) + "\n")
    return for_classifier(own / WEIGHTS), facts


def unlabelled(name: str, folder: Path | None) -> list[str]:
    """A set of `UNLABELLED` by name. Raises InputError for a name that isn't there, or missing data."""
    if name not in UNLABELLED:
        raise InputError("config", f"there is no unlabelled set {name!r}; known: {', '.join(UNLABELLED)}")
    return UNLABELLED[name](folder or Path())


def shared(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What of a language model's weights a classifier has, too: no more of them is kept."""
    return {name: tensor for name, tensor in weights.items() if name.startswith(("embedding.", "layer."))}


def for_classifier(path: Path) -> dict[str, Tensor]:
    """A language model's weights, as a classifier starts with them. The end of a text is its padding, which is zero."""
    kept = shared(load_file(path))  # caches of earlier days have all of them
    weights = {name: tensor.float() for name, tensor in kept.items()}
    weights["embedding.weight"][END_OF_TEXT] = 0.0
    return weights
