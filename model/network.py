"""Embedding → recurrent layer → pooling → head: a network that reads a text and gives a verdict."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Self

import torch
from huggingface_hub import PyTorchModelHubMixin, hf_hub_download
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from model.cells import CELLS
from model.errors import InputError
from model.files import write_whole
from model.layer import Layer
from model.text import UNKNOWN_ID, Tokenizer, pad
from model.trace import Clamp, Trace, traced

CONFIG, WEIGHTS, TOKENIZER = "config.json", "model.safetensors", "tokenizer.model"


@dataclass(frozen=True)
class Config:
    """What a network is made of.

    `pooling` lists what of h_1 … h_T the head sees: their mean, their maximum, the last. `limit` is how many pieces
    of a text are read. `forget_bias` is where the forget gate's bias starts (Jozefowicz et al. 2015). The dropouts
    act in training: before the head, on embeddings, and on whole pieces (which become the unknown piece). A `backward`
    network reads from the last of these pieces to the first: it may teach, but its steps can't be told to a reader.
    """

    language: str
    cell: str
    labels: tuple[str, ...]
    vocabulary: int
    embedding: int = 128
    hidden: int = 192
    pooling: tuple[str, ...] = ("mean", "max", "last")
    limit: int = 512
    forget_bias: float = 1.0
    dropout: float = 0.4
    embedding_dropout: float = 0.2
    word_dropout: float = 0.1
    backward: bool = False

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The configuration in a parsed config.json. Raises InputError where it doesn't describe a network."""
        known = {field.name for field in fields(cls)}
        try:
            config = cls(**{name: _frozen(value) for name, value in values.items() if name in known})
            valid = config.cell in CELLS and set(config.pooling) <= set(POOLINGS) and len(config.labels) > 1
        except TypeError:
            valid = False
        if not valid:
            raise InputError("model-corrupt", f"this {CONFIG} does not describe one of our networks")
        return config


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Prediction:
    label: str
    probabilities: dict[str, float]


def _mean(h: Tensor, mask: Tensor) -> Tensor:
    return h.mul(mask).sum(dim=1) / mask.sum(dim=1)


def _max(h: Tensor, mask: Tensor) -> Tensor:
    # A held state is one that was read; only the zeros before a row's first piece must not count.
    return (h if mask[:, 0].all() else h.masked_fill(~mask, -torch.inf)).amax(dim=1)


def _last(h: Tensor, _mask: Tensor) -> Tensor:
    return h[:, -1]


def _mean_so_far(h: Tensor) -> Tensor:
    return h.cumsum(dim=1) / torch.arange(1, h.shape[1] + 1, device=h.device)[:, None]


def _max_so_far(h: Tensor) -> Tensor:
    return h.cummax(dim=1).values


def _last_so_far(h: Tensor) -> Tensor:
    return h


POOLINGS = {"mean": _mean, "max": _max, "last": _last}
"""h [B, T, H], held where the mask [B, T, 1] leaves a step out → [B, H]."""
POOLINGS_SO_FAR = {
    "mean": _mean_so_far,
    "max": _max_so_far,
    "last": _last_so_far,
}
"""The same pooling of h_1 … h_t for every t: h [B, T, H] → [B, T, H]."""


class Network(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="compuertas",
    tags=["text-classification", "recurrent-neural-network"],
):
    """A sentiment classifier that reads one piece after the other."""

    task: ClassVar[str] = "sentiment"

    def __init__(self, config: Config, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.config = config
        self.tokenizer = tokenizer
        self.embedding = nn.Embedding(config.vocabulary, config.embedding, padding_idx=0)
        self.layer = Layer(CELLS[config.cell](config.embedding, config.hidden))
        self.head = nn.Linear(len(config.pooling) * config.hidden, len(config.labels))
        self.dropout = nn.Dropout(config.dropout)
        self.embedding_dropout = nn.Dropout(config.embedding_dropout)
        cell = self.layer.cell
        if "f" in cell.blocks:
            nn.init.constant_(cell.b[cell.block("f")], config.forget_bias)

    @property
    def language(self) -> str:
        return self.config.language

    def forward(self, ids: Tensor, mask: Tensor, move: Tensor | None = None) -> Tensor:
        """Logits [B, C] of padded ids [B, T]; `mask` [B, T] is true where there is a piece.

        Pads may stand anywhere; each row needs at least one piece. `move` [B, T, E] is added to the pieces' vectors.
        """
        logits: Tensor = self.head(self.pooled(ids, mask, move))
        return logits

    def pooled(self, ids: Tensor, mask: Tensor, move: Tensor | None = None) -> Tensor:
        """What the head sees of the same texts: [B, P · H], with P poolings."""
        if self.training:
            dropped = torch.rand(ids.shape, device=ids.device) < self.config.word_dropout
            ids = ids.masked_fill(dropped & mask, UNKNOWN_ID)
        x = self.embedding(ids) if move is None else self.embedding(ids) + move
        if self.config.backward:
            x, mask = x.flip(1), mask.flip(1)
        h = self.layer(self.embedding_dropout(x), mask)
        pooled = [POOLINGS[name](h, mask.unsqueeze(-1)) for name in self.config.pooling]
        seen: Tensor = self.dropout(torch.cat(pooled, dim=-1))
        return seen

    @torch.inference_mode()
    def predict(self, texts: Iterable[str], batch_size: int = 32, limit: int | None = None) -> list[Prediction]:
        """The verdict on each text, of which it reads `limit` pieces (without one, the configuration's).

        Raises InputError if a text has nothing to read.
        """
        sequences = self.tokenizer.encode_many(texts, self.config.limit if limit is None else limit)
        for row, sequence in enumerate(sequences):
            if not sequence:
                raise InputError("empty", f"text {row + 1} has nothing to read", row=row + 1)
        verdicts: dict[int, Prediction] = {}
        by_length = sorted(range(len(sequences)), key=lambda row: len(sequences[row]))
        for start in range(0, len(by_length), batch_size):
            rows = by_length[start : start + batch_size]
            logits = self(*pad([sequences[row] for row in rows]))
            verdicts |= zip(rows, map(self._prediction, logits.softmax(dim=-1).tolist()), strict=True)
        return [verdicts[row] for row in range(len(sequences))]

    def _prediction(self, probabilities: Sequence[float]) -> Prediction:
        by_label = dict(zip(self.config.labels, probabilities, strict=True))
        return Prediction(max(by_label, key=by_label.__getitem__), by_label)

    @torch.inference_mode()
    def trace(self, text: str, clamps: Iterable[Clamp] = ()) -> Trace:
        """Everything that happens while the network reads `text`; with `clamps`, what would happen.

        Raises InputError if there is nothing to read, a clamp doesn't fit, or the network reads backwards.
        """
        if self.config.backward:
            raise InputError("model-backward", "this network reads backwards: it judges, but can't be followed")
        encoding = self.tokenizer.encode(text, self.config.limit)
        return traced(self.layer, encoding, self.config.labels, self.embedding, self._scores_so_far, clamps)

    def _scores_so_far(self, h: Tensor) -> Tensor:
        """h [T, H] → logits [T, C]."""
        so_far = [POOLINGS_SO_FAR[name](h.unsqueeze(0)) for name in self.config.pooling]
        scores: Tensor = self.head(torch.cat(so_far, dim=-1))[0]
        return scores

    @torch.inference_mode()
    def score_weights(self, h: Tensor) -> Tensor:
        """p [C, T, H] in logit_k = b_k + Σ_t p_{k,t} · h_t, for this h [T, H]."""
        steps = len(h)
        blocks = self.head.weight.view(len(self.config.labels), len(self.config.pooling), -1)  # [C, poolings, H]
        weights = h.new_zeros(len(self.config.labels), steps, h.shape[1])
        for at, pooling in enumerate(self.config.pooling):
            block = blocks[:, at]
            if pooling == "mean":
                weights += block.unsqueeze(1) / steps
            elif pooling == "last":
                weights[:, -1] += block
            else:
                weights += block.unsqueeze(1) * nn.functional.one_hot(h.argmax(dim=0), steps).T
        return weights

    def save(self, folder: Path) -> None:
        """Write config.json, model.safetensors (float16) and tokenizer.model into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self._save_pretrained(folder)

    def _save_pretrained(self, save_directory: Path) -> None:
        weights = {name: tensor.half().contiguous() for name, tensor in self.state_dict().items()}
        write_whole(save_directory / WEIGHTS, save(weights))
        (save_directory / CONFIG).write_text(json.dumps(asdict(self.config), indent=2) + "\n")
        (save_directory / TOKENIZER).write_bytes(self.tokenizer.bytes)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The network in `folder`, ready to read.

        Raises InputError for a missing file, and for one that is truncated, foreign, or doesn't match the others.
        """
        for name in (CONFIG, WEIGHTS, TOKENIZER):
            if not (folder / name).is_file():
                message = f"{folder.name} lacks the file {name}"
                raise InputError("model-missing-file", message, model=folder.name, file=name)
        try:
            return cls._read(folder).eval()
        except (InputError, SafetensorError, RuntimeError, ValueError, TypeError, AttributeError) as error:
            message = f"the files of {folder.name} are damaged or belong to another model"
            raise InputError("model-corrupt", message, model=folder.name) from error

    @classmethod
    def _read(cls, folder: Path) -> Self:
        config = Config.from_dict(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
        tokenizer = Tokenizer.load(folder / TOKENIZER)
        if len(tokenizer) != config.vocabulary:
            raise ValueError(f"{len(tokenizer)} pieces for a vocabulary of {config.vocabulary}")
        network = cls(config, tokenizer)
        weights = load_file(folder / WEIGHTS)
        network.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
        return network

    @classmethod
    def _from_pretrained(
        cls,
        *,
        model_id: str,
        revision: str | None,
        cache_dir: str | Path | None,
        force_download: bool,
        local_files_only: bool,
        token: str | bool | None,
        **_model_kwargs: Any,
    ) -> Self:
        if Path(model_id).is_dir():
            return cls.load(Path(model_id))
        files = [
            hf_hub_download(
                model_id,
                name,
                revision=revision,
                cache_dir=cache_dir,
                force_download=force_download,
                local_files_only=local_files_only,
                token=token,
            )
            for name in (CONFIG, WEIGHTS, TOKENIZER)
        ]
        return cls.load(Path(files[0]).parent)
