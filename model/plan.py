"""What a configuration asks for, looked through before anything is learned."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from model.cells import CELLS, FusedCell
from model.configuration import filled, never_itself, read_config
from model.datasets import UNLABELLED
from model.errors import InputError
from model.language_model import Pretraining
from model.mixture import Data
from model.network import POOLINGS, Config
from model.teacher import Teaching

READERS = [kind for kind, cell in CELLS.items() if issubclass(cell, FusedCell)]
"""The cells that a language model may have."""
POSITIVE = (
    "model.embedding", "model.hidden", "model.limit", "text.vocabulary",
    "training.epochs", "training.batch", "training.learning_rate", "training.clip", "training.patience",
    "pretraining.epochs", "pretraining.batch", "pretraining.steps", "pretraining.learning_rate", "pretraining.clip",
)  # fmt: skip
SHARES = (
    "model.dropout", "model.embedding_dropout", "model.word_dropout", "data.unaccented",
    "training.warmup", "training.average", "training.label_smoothing",
    "pretraining.warmup", "pretraining.until", "teacher.share", "teacher.bags",
)  # fmt: skip
NOT_BELOW_ZERO = ("training.weight_decay", "training.stars", "training.adversary")


@dataclass(frozen=True)
class Text:
    """Texts are cut into at most `vocabulary` pieces, whose embedding starts with `word_vectors` or at random."""

    vocabulary: int
    word_vectors: bool = True


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Reading goes by the batch, texts of like length together. AdamW's rate climbs over `warmup` (a share of all
    steps), then falls linearly to zero. What is kept is the moving average of the weights at the epoch whose
    validation macro-F1 was best; after `patience` epochs without a better one, training stops. Of a text longer
    than `head + tail` pieces, the first `head` and the last `tail` are trained on. A label that is n times as rare as
    another weighs n^`balance` times as much in the loss. The stars that came with a text are guessed, too, by a second
    head that isn't kept; the loss of this guess counts `stars` times. With an `adversary`, every batch is learned from
    twice: as it is, and with its vectors moved by that share of their norm where the loss climbs most.
    """

    epochs: int = 5
    batch: int = 64
    learning_rate: float = 2e-3
    betas: tuple[float, float] = (0.9, 0.98)
    weight_decay: float = 0.01
    warmup: float = 0.06
    clip: float = 1.0
    average: float = 0.998
    label_smoothing: float = 0.05
    patience: int = 2
    head: int = 96
    tail: int = 224
    balance: float = 0.0
    stars: float = 0.0
    orthogonal: bool = False
    adversary: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Plan:
    """A configuration: a field for each of its sections, and the plans of those whom `teacher` names.

    With several `seeds`, each is a training.
    """

    model: Config
    text: Text
    data: Data
    teachers: tuple["Plan", ...]
    training: Recipe = Recipe()
    pretraining: Pretraining | None = None
    teacher: Teaching | None = None
    seeds: tuple[int, ...] = ()

    def everyone(self) -> Iterator["Plan"]:
        """Itself, its teachers, and theirs."""
        yield self
        for teacher in self.teachers:
            yield from teacher.everyone()


def planned(path: Path, students: tuple[Path, ...] = ()) -> Plan:
    """What a configuration's file asks for. `students` are those that it is the teacher of.

    Raises InputError `config` for what can't be trained as it says, itself or one of its teachers.
    """
    never_itself(path, students, "teacher")
    config = read_config(path)
    try:
        model = filled(Config, config.pop("model", {}), "model", vocabulary=0)  # which the tokenizer will tell
        plan = filled(Plan, config, model=model, teachers=())
        named = plan.teacher.configs if plan.teacher else ()
        plan = replace(plan, teachers=tuple(planned(path.parent / name, (*students, path)) for name in named))
    except InputError as error:
        raise InputError("config", f"{path.name}: {error}", file=path.name) from error
    if unmet := next((otherwise for holds, otherwise in _demands(plan) if not holds), None):
        raise InputError("config", f"{path.name}: {unmet}", file=path.name)
    return plan


def _demands(plan: Plan) -> Iterator[tuple[bool, str]]:
    """What must hold, and what to say otherwise."""
    model, reading, teaching = plan.model, plan.pretraining, plan.teacher
    yield model.cell in CELLS, f"model.cell is {model.cell!r}, and must be one of {', '.join(CELLS)}"
    pooling = bool(model.pooling) and set(model.pooling) <= POOLINGS.keys()
    yield pooling, f"model.pooling is {[*model.pooling]}, and must be some of {', '.join(POOLINGS)}"
    labels = len(set(model.labels)) == len(model.labels) > 1
    yield labels, f"model.labels is {[*model.labels]}, and must be several different labels"
    settings = {
        f"{section}.{name}": value
        for section, said in asdict(plan).items()
        if isinstance(said, dict)
        for name, value in said.items()
    }
    for name in POSITIVE:
        yield settings.get(name, 1) > 0, f"{name} is {settings.get(name)}, and must be above 0"
    for name in SHARES:
        yield 0 <= settings.get(name, 0) <= 1, f"{name} is {settings.get(name)}, and must be between 0 and 1"
    for name in NOT_BELOW_ZERO:
        yield settings[name] >= 0, f"{name} is {settings[name]}, and can't be below 0"
    yield plan.training.head + plan.training.tail > 0, "training.head and training.tail leave nothing of a long text"
    for section, said in (("pretraining", reading), ("teacher", teaching)):
        for name in said.unlabelled if said else ():
            yield name in UNLABELLED, f"{section}.unlabelled has no {name!r}; it may have {', '.join(UNLABELLED)}"
    if reading:
        yield model.cell in READERS, f"model.cell is {model.cell!r}: with pretraining, one of {', '.join(READERS)}"
    if teaching:
        yield bool(plan.teachers), "teacher.configs names nobody"
        yield teaching.folds != 1, "teacher.folds is 1: it must be 0, or enough to be fitted on the others"
    for name, teacher in zip(teaching.configs if teaching else (), plan.teachers, strict=True):
        taught = f"model.labels are {', '.join(model.labels)}, and {name} teaches {', '.join(teacher.model.labels)}"
        yield set(teacher.model.labels) == set(model.labels), taught
    if plan.teachers and plan.teachers[0].pretraining and not reading:
        ours, theirs = model.embedding, plan.teachers[0].model.embedding
        yield ours == theirs, f"model.embedding is {ours}, and must be {theirs}, as its first teacher's"
