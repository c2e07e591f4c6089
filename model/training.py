"""One training loop for all networks: a TOML file says what, a folder holds the data, metrics.json says how it went."""

import hashlib
import inspect
import json
import os
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.special import softmax  # type: ignore[import-untyped]
from torch import Tensor, nn
from torch.func import functional_call

from model import baseline, wordvectors
from model import text as text_module
from model.adversary import steepest
from model.baseline import Floats, nb_svm_probabilities, tfidf_probabilities
from model.calibration import Calibration, calibrate
from model.configuration import read_config
from model.datasets import Example, Split
from model.errors import InputError
from model.evaluation import advantage, report
from model.files import load_checkpoint, replacing, save_checkpoint, write_whole
from model.hardware import autocast
from model.mixture import mixed
from model.network import TOKENIZER, Network
from model.phrases import DOMAIN as PHRASES
from model.plan import Plan, Recipe, planned
from model.pretraining import pretrained
from model.schedule import rate, shorten
from model.teacher import Lessons, lessons
from model.text import Tokenizer, pad
from model.wordvectors import train_vectors

CHECKPOINT, METRICS, VECTORS = "checkpoint.pt", "metrics.json", "vectors.npy"
OPPONENTS = {"baseline": tfidf_probabilities, "nb_svm": nb_svm_probabilities}
Weights = dict[str, Tensor]


@dataclass(frozen=True)
class Prepared:
    """All that is there before a network's first step: texts, tokenizer, the weights to start with, who taught."""

    split: Split
    hash: str
    tokenizer: Tokenizer
    start: Weights
    opponents: dict[str, Floats]
    pretraining: dict[str, Any] | None
    lessons: Lessons | None


# ------------------------------------------------------------------------------------------------------------ the data


def prepare(path: Path, folder: Path | None) -> Prepared:
    """Read the mixture; learn tokenizer, first weights and baseline, or take them from the cache of an earlier run.

    With a section `[pretraining]` the network starts where a language model ended. Without it, its embedding starts
    with its first teacher's language model's, with word vectors, or at random where the section `[text]` says
    `word_vectors = false`. The teacher of a section `[teacher]` has its own configuration, seen from the one in `path`.
    """
    plan = planned(path)
    split = mixed(plan.data, plan.model.language, folder)
    for one in plan.everyone():  # what is wrong with any of them is told before anything is learned
        _must_suit(split if one.data == plan.data else mixed(one.data, one.model.language, folder), one)
    data_hash = split_hash(split)
    code = [inspect.getsource(module) for module in (text_module, wordvectors)]
    cache = _cached(data_hash, code, read_config(path)["text"], plan.model.embedding)
    if not (cache / TOKENIZER).is_file():
        write_whole(cache / TOKENIZER, _pieces_of(split, plan.text.vocabulary).bytes)
    tokenizer = Tokenizer.load(cache / TOKENIZER)

    def read(path: Path, plan: Plan) -> tuple[Weights, dict[str, Any]]:
        config = read_config(path) | {"model": asdict(plan.model)}
        return pretrained(config, split, tokenizer, folder, cache_folder())

    taught, learnt = None, None
    start: Weights = {}
    if plan.teacher:
        taught = lessons(plan.teacher, path.parent, split, plan.model.labels, folder, cache_folder())
    if plan.pretraining:
        start, learnt = read(path, plan)
    elif plan.teacher and plan.teachers[0].pretraining:
        theirs, _ = read(path.parent / plan.teacher.configs[0], plan.teachers[0])
        start["embedding.weight"] = theirs["embedding.weight"]
    elif plan.text.word_vectors:
        vectors = _vectors(cache / VECTORS, split, tokenizer, plan.model.embedding)
        start["embedding.weight"] = torch.from_numpy(vectors)
    said = opponents(split, plan.model.labels, plan.training.balance)
    return Prepared(split, data_hash, tokenizer, start, said, learnt, taught)


def _must_suit(split: Split, plan: Plan) -> None:
    """Raises InputError `config` where a text has a label that the network lacks, and where no stars are to learn."""
    if strange := {row.label for side in split for row in side} - {*plan.model.labels}:
        known = ", ".join(plan.model.labels)
        raise InputError("config", f"data.mix has the labels {', '.join(sorted(strange))}; model.labels are {known}")
    if plan.training.stars and all(row.stars is None for row in split.train):
        raise InputError("config", f"training.stars is {plan.training.stars:g}, and no text of data.mix has stars")


def split_hash(split: Split) -> str:
    """Of the texts, labels and domains: by them a network is judged, and they are all that a bag of words learns."""
    return hashlib.sha256(json.dumps([[row[:3] for row in side] for side in split]).encode()).hexdigest()


def _vectors(path: Path, split: Split, tokenizer: Tokenizer, size: int) -> NDArray[np.float32]:
    if not path.is_file():
        learned = train_vectors(tokenizer.encode_many(row.text for row in split.train), len(tokenizer), size)
        with replacing(path) as part, part.open("wb") as file:
            np.save(file, learned)
    vectors: NDArray[np.float32] = np.load(path)
    return vectors


def opponents(split: Split, labels: Sequence[str], balance: float) -> dict[str, Floats]:
    """What each bag of words, fitted on the training texts, thinks of the validation texts: [N, C]."""
    kept = _cached(split_hash(split), inspect.getsource(baseline), list(labels), balance) / "opponents.json"
    if not kept.is_file():
        texts = [row.text for row in split.valid]
        said = {name: fitted(split.train, texts, labels, balance).tolist() for name, fitted in OPPONENTS.items()}
        write_whole(kept, json.dumps(said))
    return {name: np.array(probabilities) for name, probabilities in json.loads(kept.read_text()).items()}


def _pieces_of(split: Split, vocabulary: int) -> Tokenizer:
    try:
        return Tokenizer.train([row.text for row in split.train], vocabulary)
    except RuntimeError as error:
        reason = str(error).rpartition("] ")[2]  # after the line of SentencePiece's source that saw it
        raise InputError("config", f"text.vocabulary is {vocabulary}: {reason}") from error


def _cached(*computed_from: object) -> Path:
    """The folder of what depends on this alone."""
    folder = cache_folder() / hashlib.sha256(json.dumps(computed_from).encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def cache_folder() -> Path:
    """`COMPUERTAS_CACHE`, or compuertas in the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")
    return Path(os.environ.get("COMPUERTAS_CACHE", Path(home) / "compuertas"))


def figures(valid: Sequence[Example], probabilities: Floats, labels: Sequence[str]) -> dict[str, Any]:
    """The report on the validation texts and on each of their domains."""

    def on(rows: Sequence[int]) -> dict[str, Any]:
        result = asdict(report([labels.index(valid[row].label) for row in rows], probabilities[rows], labels))
        return {key: value for key, value in result.items() if value is not None and key != "labels"}

    return by_domain(valid, on)


def beside(
    valid: Sequence[Example], probabilities: Floats, opponents: Mapping[str, Floats], labels: Sequence[str]
) -> dict[str, Any]:
    """The bags' own figures, and under `advantage` what `probabilities` are ahead of each bag's, domain by domain."""

    def ahead(rival: Floats) -> dict[str, Any]:
        return by_domain(
            valid,
            lambda rows: asdict(
                advantage([labels.index(valid[row].label) for row in rows], probabilities[rows], rival[rows])
            ),
        )

    return {
        **{name: figures(valid, rival, labels) for name, rival in opponents.items()},
        "advantage": {name: ahead(rival) for name, rival in opponents.items()},
    }


def by_domain(valid: Sequence[Example], on: Callable[[Sequence[int]], dict[str, Any]]) -> dict[str, Any]:
    """What `on` says of the rows of all validation texts and, under `domains`, of each domain's.

    Our own phrases are a domain, but don't count in the whole: they would flatter it.
    """
    names = sorted({row.domain for row in valid})
    domains = {name: on([at for at, row in enumerate(valid) if row.domain == name]) for name in names}
    by_others = [at for at, row in enumerate(valid) if row.domain != PHRASES]
    return {**on(by_others or range(len(valid))), "domains": domains}


def cut(ids: list[int], head: int, tail: int) -> list[int]:
    return ids if len(ids) <= head + tail else ids[:head] + ids[len(ids) - tail :]


def bucketed(lengths: Sequence[int], size: int, seed: int) -> list[list[int]]:
    """Batches of rows of like length, in random order: rows are sorted only within pools of 50 random batches."""
    draw = random.Random(seed)
    rows = list(range(len(lengths)))
    draw.shuffle(rows)
    batches: list[list[int]] = []
    for start in range(0, len(rows), 50 * size):
        pool = sorted(rows[start : start + 50 * size], key=lambda row: lengths[row])
        batches += [pool[at : at + size] for at in range(0, len(pool), size)]
    draw.shuffle(batches)
    return batches


# ----------------------------------------------------------------------------------------------------------- processes


class Processes(Protocol):
    """The part of accelerate's Accelerator that training needs."""

    process_index: int
    num_processes: int
    device: torch.device

    def prepare(self, *objects: Any) -> Any: ...
    def backward(self, loss: Tensor) -> None: ...
    def main_process_first(self) -> AbstractContextManager[None]: ...
    def wait_for_everyone(self) -> None: ...


class Alone:
    """The same for a single process, so that accelerate may be missing."""

    process_index = 0
    num_processes = 1

    def __init__(self) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    def prepare(self, *objects: Any) -> Any:
        return tuple(item.to(self.device) if isinstance(item, nn.Module) else item for item in objects)

    def backward(self, loss: Tensor) -> None:
        loss.backward()  # type: ignore[no-untyped-call]

    def main_process_first(self) -> AbstractContextManager[None]:
        return nullcontext()

    def wait_for_everyone(self) -> None:
        return


def processes() -> Processes:
    """Accelerate's, when torchrun, `accelerate launch` or mpirun started several of us."""
    if all(os.environ.get(name, "1") == "1" for name in ("WORLD_SIZE", "OMPI_COMM_WORLD_SIZE", "PMI_SIZE")):
        return Alone()
    from accelerate import Accelerator  # type: ignore[import-untyped]

    return cast("Processes", Accelerator(cpu=not torch.cuda.is_available()))


# ------------------------------------------------------------------------------------------------------------ training


def train(
    config_path: Path,
    data_dir: Path | None = None,
    out: Path | None = None,
    *,
    resume: bool = False,
    seed: int | None = None,
) -> dict[str, Any]:
    """Train what `config_path` describes, save it in `out` (default runs/NAME), and return its metrics.

    `seed` stands in for the configuration's. A checkpoint is written after each epoch; with `resume`, training goes on
    from there and ends where it would have ended without the interruption. Raises InputError for a bad configuration,
    missing data, a checkpoint of another configuration, or a loss that is no number any more.
    """
    config, plan = read_config(config_path), planned(config_path)
    if seed is not None:
        plan = replace(plan, training=replace(plan.training, seed=seed))
    recipe = plan.training
    out = out or Path("runs") / config_path.stem
    us = processes()
    if us.num_processes > 1 and (plan.pretraining or plan.teacher):
        raise InputError("config", "pretraining and teacher are for one process: start it alone, without torchrun")
    with us.main_process_first():
        data = prepare(config_path, data_dir)
    model = replace(plan.model, vocabulary=len(data.tokenizer))
    torch.manual_seed(recipe.seed)
    net = Network(model, data.tokenizer)
    net.load_state_dict(net.state_dict() | data.start)
    if recipe.orthogonal:
        for block in net.layer.cell.U.data.view(-1, model.hidden, model.hidden):
            nn.init.orthogonal_(block)
    share = plan.teacher.share if plan.teacher else 0.0
    run = Run(net, recipe, data, us, share, fingerprint(plan, data))
    if resume:
        run.restore(out / CHECKPOINT)
    while not run.finished:
        run.epoch()
        if us.process_index == 0:
            run.checkpoint(out / CHECKPOINT)
    run.calibrate()
    net.load_state_dict(run.best)
    metrics = {"name": config_path.stem, **run.metrics(), "config": config}
    if us.process_index == 0:
        net.cpu().save(out)
        write_whole(out / METRICS, json.dumps(metrics, indent=1, ensure_ascii=False) + "\n")
    us.wait_for_everyone()
    return metrics


def fingerprint(plan: Plan, data: Prepared) -> str:
    """What a training depends on: settings, written or not, texts and stars, the pieces, who read and who taught."""
    learned_from = [data.pretraining, data.lessons and data.lessons.facts]
    keys = [facts and facts["key"] for facts in learned_from]
    pieces = hashlib.sha256(data.tokenizer.bytes).hexdigest()
    stars = hashlib.sha256(json.dumps([row.stars for row in data.split.train]).encode()).hexdigest()
    return json.dumps([asdict(replace(plan, seeds=())), data.hash, stars, pieces, keys])


class Student(nn.Module):
    """A network in training. It also guesses the stars that came with a text, from what its head sees.

    To tell four stars from five, it must read what the verdict alone doesn't ask for. Only the network is kept.
    """

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        self.stars = nn.Linear(net.head.in_features, 1)

    def forward(self, ids: Tensor, mask: Tensor, move: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Logits [B, C] of the verdict, and [B] of the stars, of which 0 is the worst and 1 the best."""
        seen = self.net.pooled(ids, mask, move)
        return self.net.head(seen), self.stars(seen).squeeze(-1)


def missed(guess: Tensor, stars: Tensor) -> Tensor:
    """The cross-entropy of guessed stars (logits [B]) and those given [B], NaN where a text came without any.

    Of the whole batch it is the mean, so that a text weighs the same in any company.
    """
    known = ~stars.isnan()
    losses = nn.functional.binary_cross_entropy_with_logits(guess[known], stars[known], reduction="sum")
    return losses / len(stars)


class Run:
    """A training that can be put away after each epoch and taken up again."""

    def __init__(
        self, net: Network, recipe: Recipe, data: Prepared, us: Processes, share: float, fingerprint: str
    ) -> None:
        self.net, self.recipe, self.data, self.us, self.fingerprint = net, recipe, data, us, fingerprint
        self.labels = net.config.labels
        self.student = Student(net)
        encode = data.tokenizer.encode_many
        texts = [row.text for row in data.split.train]
        self.targets = torch.tensor([self.labels.index(row.label) for row in data.split.train])
        self.weights = label_weights(self.targets, len(self.labels), recipe.balance).to(us.device)
        if data.lessons:
            texts += data.lessons.texts
            self.targets = data.lessons.targets(self.targets, share)
        given = [row.stars for row in data.split.train]
        given += [None] * (len(texts) - len(given))
        self.stars = torch.from_numpy(np.array(given, dtype=np.float32))
        self.ids = [cut(ids, recipe.head, recipe.tail) for ids in encode(texts)]
        self.valid_ids = encode((row.text for row in data.split.valid), net.config.limit)
        optimizer = torch.optim.AdamW(
            self.student.parameters(), recipe.learning_rate, recipe.betas, weight_decay=recipe.weight_decay, fused=True
        )
        self.wrapped, self.optimizer = us.prepare(self.student, optimizer)
        self.average = {name: tensor.detach().clone() for name, tensor in net.state_dict().items()}
        self.best: Weights = {}
        self.history: list[dict[str, float]] = []
        self.steps_done = 0
        self.seconds = 0.0
        self.calibration: Calibration

    @property
    def finished(self) -> bool:
        scores = [epoch["macro_f1"] for epoch in self.history]
        stale = len(scores) - 1 - scores.index(max(scores)) if scores else 0
        return len(scores) == self.recipe.epochs or stale >= self.recipe.patience

    def epoch(self) -> None:
        """One pass over the training texts, then the validation of the averaged weights."""
        start = time.perf_counter()
        number = len(self.history)
        seed = self.recipe.seed * 1000 + number  # an epoch's randomness depends on nothing that came before it
        torch.manual_seed(seed + 7919 * self.us.process_index)
        batches = bucketed(list(map(len, self.ids)), self.recipe.batch, seed)
        shared = len(batches) // self.us.num_processes
        total = self.recipe.epochs * shared
        losses: list[float] = []
        self.wrapped.train()
        told = start
        for batch in batches[self.us.process_index :: self.us.num_processes][:shared]:
            losses.append(self.step(batch, total))
            if time.perf_counter() - told > 10:
                told = time.perf_counter()
                left = (told - start) / len(losses) * (total - self.steps_done) / 60
                loss = sum(losses[-100:]) / len(losses[-100:])
                done = f"epoch {number + 1}/{self.recipe.epochs}  {len(losses) / shared:4.0%}"
                self.say(f"{done}  loss {loss:.3f}  {left:.1f} min left")
        scores = figures(self.data.split.valid, softmax(self.scores(self.average), axis=1), self.labels)
        self.seconds += time.perf_counter() - start
        self.history.append(
            {"loss": sum(losses) / len(losses), "accuracy": scores["accuracy"], "macro_f1": scores["macro_f1"]}
        )
        self.say(f"epoch {number + 1}/{self.recipe.epochs} done  {json.dumps(self.history[-1])}")
        if scores["macro_f1"] == max(epoch["macro_f1"] for epoch in self.history):
            self.best = {name: tensor.clone() for name, tensor in self.average.items()}

    def step(self, batch: Sequence[int], total: int) -> float:
        """One update from one batch; returns its loss."""
        ids, mask = (tensor.to(self.us.device) for tensor in pad([self.ids[row] for row in batch]))
        targets, stars = (known[list(batch)].to(self.us.device) for known in (self.targets, self.stars))
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * rate(self.steps_done / total, self.recipe.warmup)
        self.optimizer.zero_grad()
        if self.recipe.adversary:
            x = self.net.embedding(ids)
            still = torch.zeros_like(x, requires_grad=True)
            losses = [self.learn(ids, mask, targets, stars, still)]
            worst = steepest(x, mask, cast("Tensor", still.grad), self.recipe.adversary)
            losses.append(self.learn(ids, mask, targets, stars, worst))
        else:
            losses = [self.learn(ids, mask, targets, stars)]
        shorten(self.wrapped.parameters(), self.recipe.clip, sum(losses))
        self.optimizer.step()
        self.steps_done += 1
        # Early on, a long memory would average over the random start: let it grow with the steps.
        keep = min(self.recipe.average, (1 + self.steps_done) / (10 + self.steps_done))
        now = self.net.state_dict()
        for name, mean in self.average.items():
            mean.lerp_(now[name], 1 - keep)
        return sum(losses) / len(losses)

    def learn(self, ids: Tensor, mask: Tensor, targets: Tensor, stars: Tensor, move: Tensor | None = None) -> float:
        """Add the gradient of a batch's loss to the weights' and to the move's; returns the loss."""
        with autocast(self.us.device):
            logits, guess = self.wrapped(ids, mask, move)
        loss = nn.functional.cross_entropy(
            logits.float(), targets, self.weights, label_smoothing=self.recipe.label_smoothing
        )
        loss = loss + self.recipe.stars * missed(guess.float(), stars)
        self.us.backward(loss)
        return float(loss.detach())

    @torch.inference_mode()
    def scores(self, weights: Weights) -> NDArray[np.floating]:
        """Logits [N, C] of the validation texts under other weights than the network's own."""
        self.net.eval()
        scores = np.zeros((len(self.valid_ids), len(self.labels)))
        by_length = sorted(range(len(self.valid_ids)), key=lambda row: len(self.valid_ids[row]))
        for start in range(0, len(by_length), 64):
            rows = by_length[start : start + 64]
            ids, mask = (tensor.to(self.us.device) for tensor in pad([self.valid_ids[row] for row in rows]))
            logits = functional_call(self.net, weights, (ids, mask))
            scores[rows] = logits.cpu().numpy()
        return scores

    def calibrate(self) -> None:
        """Divide the best head by the temperature that makes its probabilities mean what they say.

        Our own phrases don't count here either.
        """
        others = [at for at, row in enumerate(self.data.split.valid) if row.domain != PHRASES]
        rows = others or list(range(len(self.data.split.valid)))
        truth = [self.labels.index(self.data.split.valid[row].label) for row in rows]
        self.calibration = calibrate(self.scores(self.best)[rows], truth)
        for name in ("head.weight", "head.bias"):
            self.best[name] = self.best[name] / self.calibration.temperature

    def checkpoint(self, path: Path) -> None:
        state = {
            "fingerprint": self.fingerprint,
            "student": self.student.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "best": self.best,
            "history": self.history,
            "steps_done": self.steps_done,
            "seconds": self.seconds,
        }
        save_checkpoint(state, path)

    def restore(self, path: Path) -> None:
        """Take up what the first process has in `path`, if anything; other machines may not have the file."""
        mine = self.us.process_index == 0 and path.is_file()
        states = [load_checkpoint(path) if mine else None]
        if self.us.num_processes > 1:
            torch.distributed.broadcast_object_list(states, device=self.us.device)
        [state] = states
        if state is None:
            return
        if state["fingerprint"] != self.fingerprint:
            raise InputError("checkpoint", f"{path} belongs to another configuration or other data", file=path.name)
        self.student.load_state_dict(state["student"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.best = (
            {name: tensor.to(self.us.device) for name, tensor in state[kind].items()} for kind in ("average", "best")
        )
        self.history, self.steps_done, self.seconds = state["history"], state["steps_done"], state["seconds"]

    def metrics(self) -> dict[str, Any]:
        """What metrics.json says, but for the configuration."""
        halved = {name: tensor.half().float() for name, tensor in self.best.items()}  # what is saved is float16
        parameters = sum(tensor.numel() for tensor in self.best.values())
        split = self.data.split
        said = softmax(self.scores(halved), axis=1)
        return {
            "language": self.net.config.language,
            "cell": self.net.config.cell,
            "labels": list(self.labels),
            "parameters": {"all": parameters, "without_embedding": parameters - self.net.embedding.weight.numel()},
            "validation": figures(split.valid, said, self.labels),
            "calibration": asdict(self.calibration),
            **beside(split.valid, said, self.data.opponents, self.labels),
            "pretraining": self.data.pretraining,
            "teacher": self.teacher(),
            "data": {"sha256": self.data.hash, "train": _census(split.train), "valid": _census(split.valid)},
            "history": self.history,
            "minutes": round(self.seconds / 60, 1),
            "seed": self.recipe.seed,
            "processes": self.us.num_processes,
            "versions": {"python": platform.python_version()}
            | {package: version(package) for package in ("torch", "sentencepiece", "gensim", "scikit-learn")},
        }

    def teacher(self) -> dict[str, Any] | None:
        """Who taught, what it reaches itself, and how many texts only it spoke of."""
        taught = self.data.lessons
        if taught is None:
            return None
        reached = figures(self.data.split.valid, taught.valid.numpy(), self.labels)
        return {"facts": taught.facts, "validation": reached, "texts": len(taught.texts)}

    def say(self, line: str) -> None:
        if self.us.process_index == 0:
            print(line, file=sys.stderr, flush=True)


def label_weights(targets: Tensor, labels: int, balance: float) -> Tensor:
    """How much each label weighs [C]: its count to the power of −`balance`, so that a text weighs 1 on average."""
    counts = torch.bincount(targets, minlength=labels).clamp(min=1)
    weights = counts.float() ** -balance
    return weights * counts.sum() / (weights * counts).sum()


def _census(rows: Sequence[Example]) -> dict[str, dict[str, int]]:
    """How many texts of each label in each domain."""
    counts: dict[str, dict[str, int]] = {}
    for (domain, label), n in sorted(Counter((row.domain, row.label) for row in rows).items()):
        counts.setdefault(domain, {})[label] = n
    return counts
