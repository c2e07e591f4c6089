"""Run the jobs of `experiments`: several processes, one thread each; whatever is done is kept and never done again."""

import hashlib
import json
import math
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file, save
from torch import Tensor, nn

from model import cells
from model.errors import InputError
from model.files import write_whole
from model.recall.experiments import (
    CHECK,
    HALVINGS,
    MAIN,
    RATES,
    SEEDS,
    SOLVED,
    STEPS,
    TEST,
    VALIDATION,
    Job,
    jobs,
    smoke_jobs,
)
from model.recall.measure import right_answers
from model.recall.network import EMBEDDING, Reader
from model.recall.packing import packed, unpacked
from model.recall.sentences import FOLDER, LANGUAGES
from model.recall.training import BATCH, CLIP, Problem, Training

RESULTS = "results.json"


@dataclass(frozen=True)
class Candidate:
    """A learning rate with a network for each seed, and what was seen of them at each check."""

    rate: float
    networks: list[Reader]
    checks: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, job: Job, rate: float) -> Self:
        networks = []
        for seed in range(job.seeds):
            torch.manual_seed(seed)
            networks.append(job.stages[0].network(job.cell, job.start))
        return cls(rate, networks)

    @property
    def standing(self) -> float:
        """The sum of the seeds' last validations."""
        return math.fsum(self.checks[-1]["validation"])

    @property
    def solved(self) -> bool:
        """Are all seeds at SOLVED in both of the last two validations?"""
        return len(self.checks) >= 2 and all(min(check["validation"]) >= SOLVED for check in self.checks[-2:])


def run_job(job: Job) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Train and examine; returns what results.json says of the job, and the winners' weights if they ship."""
    began = time.perf_counter()
    candidates = [Candidate.of(job, rate) for rate in job.rates]
    best, diverged = _search(job, candidates)
    for network in best.networks:  # what is tested is what ships
        network.load_state_dict(unpacked(packed(network.state_dict())))
    told = {
        "condition": job.condition,
        "cell": job.cell,
        "start": asdict(job.start),
        "parameters": sum(parameter.numel() for parameter in best.networks[0].parameters()),
        "hidden": best.networks[0].layer.cell.hidden,
        "steps": best.checks[-1]["step"],
        "rate": best.rate,
        "search": {f"{one.rate:g}": {key: one.checks[-1][key] for key in ("step", "validation")} for one in candidates},
        "diverged": diverged,
        "seconds": round(time.perf_counter() - began, 1),
        "course": best.checks,
        "tests": [_test(problem, best.networks) for problem in job.tests],
    }
    weights = packed(_side_by_side(job.cell, best.networks)) if job.ships else {}
    return told, weights


def _search(job: Job, candidates: Sequence[Candidate]) -> tuple[Candidate, int]:
    """Train all side by side, giving up the worst at each halving; the best, and how many networks diverged."""
    left = list(candidates)
    networks = [network for candidate in left for network in candidate.networks]
    training = Training(job.stages[0], networks, [candidate.rate for candidate in left for _ in range(job.seeds)])
    losses: list[list[float]] = []
    diverged: set[Reader] = set()
    for step in range(1, job.steps + 1):
        training.problem = job.stages[(step - 1) * len(job.stages) // job.steps]
        losses.append(training.step())
        if step % CHECK and step != job.steps:
            continue
        diverged.update(network for network, gone in zip(training.networks, training.diverged, strict=True) if gone)
        means = iter([sum(column) / len(losses) for column in zip(*losses, strict=True)])
        losses = []
        for candidate in left:
            validation = [_rounded(_share(network, training.problem)) for network in candidate.networks]
            loss = [_rounded(next(means)) for _ in candidate.networks]
            candidate.checks.append({"step": step, "loss": loss, "validation": validation})
        if training.problem == job.stages[-1] and any(candidate.solved for candidate in left):
            break
        while len(left) > max(1, len(candidates) - sum(step >= share * job.steps for share in HALVINGS)):
            left.remove(min(left, key=lambda candidate: candidate.standing))
            training.keep([network for candidate in left for network in candidate.networks])
    return max(left, key=lambda candidate: candidate.standing), len(diverged)


def _side_by_side(cell: str, networks: Sequence[nn.Module]) -> dict[str, Tensor]:
    """Each parameter of all networks: cell.name → [S, ...]."""
    return {
        f"{cell}.{name}": torch.stack([network.get_parameter(name) for network in networks])
        for name, _ in networks[0].named_parameters()
    }


def _share(network: nn.Module, problem: Problem) -> float:
    right, n = right_answers(network, problem, "valid", VALIDATION)
    return right / n


def _test(problem: Any, networks: Sequence[nn.Module]) -> dict[str, Any]:
    answers = [right_answers(network, problem, "test", TEST) for network in networks]
    return {
        **{key: value for key, value in asdict(problem).items() if key != "form"},
        "n": answers[0][1],
        "right": [right for right, _ in answers],
        "chance": problem.chance,
    }


def _rounded(value: float) -> float | None:
    """Three digits, for JSON, which has no word for a loss that is no number."""
    return float(f"{value:.3g}") if math.isfinite(value) else None


# ---------------------------------------------------------------------------------------------------------- all of them


def fingerprint(job: Job) -> str:
    """Changes with job, protocol, sentences and the cells' equations: older results aren't taken for new ones."""
    sources = [*(FOLDER / f"{language}.toml" for language in LANGUAGES), Path(cells.__file__)]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    return hashlib.sha256(f"{text}{job}{_protocol(smoke=False)}".encode()).hexdigest()[:16]


def train(out: Path, work: Path, workers: int | None = None, *, smoke: bool = False) -> dict[str, Any]:
    """Do what isn't done yet of all jobs, then write `out`/results.json and the weights that ship.

    Each job's results lie in `work` as soon as they are there; a second call goes on from them. Raises InputError for
    fewer workers than one, and for folders that can't be written.
    """
    workers = (os.cpu_count() or 1) if workers is None else workers
    if workers < 1:
        raise InputError("recall-workers", f"it takes at least one worker, not {workers}")
    try:
        work.mkdir(parents=True, exist_ok=True)
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("unwritable-file", f"can't write to {error.filename}: {error.strerror}") from error
    wanted = smoke_jobs() if smoke else jobs()
    missing = [job for job in wanted if not _is_done(job, work)]
    if missing:
        _run(missing, len(wanted), work, workers)
    results: list[dict[str, Any]] = []
    weights: dict[str, dict[str, Tensor]] = {}
    for job in sorted(wanted, key=lambda job: job.name):
        results.append(_kept(job, work)["result"])
        if job.ships:
            weights.setdefault(job.condition, {}).update(load_file(work / f"{job.name}.safetensors"))
    seconds = sum(result["seconds"] for result in results)
    report = {"protocol": _protocol(smoke=smoke), "seconds": seconds, "jobs": results}
    for condition, tensors in weights.items():
        (out / f"{condition}.safetensors").write_bytes(save(tensors))
    (out / RESULTS).write_text(compact(report), encoding="utf-8")
    return report


def _run(missing: Sequence[Job], total: int, work: Path, workers: int) -> None:
    began, done, whole = time.perf_counter(), 0.0, sum(job.work for job in missing)
    with processes(workers) as pool:
        futures = {pool.submit(_run_and_keep, job, work): job for job in missing}
        for finished, future in enumerate(as_completed(futures), total - len(missing) + 1):
            job = futures[future]
            done += job.work
            left = (time.perf_counter() - began) * (whole / done - 1) / 60
            print(
                f"{finished}/{total}  {job.name}  {future.result()}  {left:.1f} min left", file=sys.stderr, flush=True
            )


def processes(count: int) -> ProcessPoolExecutor:
    """Workers of one thread each, which live no longer than this process."""
    fresh = multiprocessing.get_context("spawn")  # a forked torch may wait for threads that it doesn't have
    return ProcessPoolExecutor(count, fresh, _prepare_worker)


def _prepare_worker() -> None:
    torch.set_num_threads(1)
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()


def _leave_with_the_parent() -> None:
    """A worker whose parent was killed would finish its job for nobody."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _run_and_keep(job: Job, work: Path) -> str:
    result, weights = run_job(job)
    if job.ships:
        write_whole(work / f"{job.name}.safetensors", save(weights))
    write_whole(work / f"{job.name}.json", json.dumps({"fingerprint": fingerprint(job), "result": result}))
    first = result["tests"][0]
    accuracy = sum(first["right"]) / len(first["right"]) / first["n"]
    return f"{result['seconds']:.0f} s, {result['steps']} steps, rate {result['rate']:g}, first test {accuracy:.2f}"


def _kept(job: Job, work: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((work / f"{job.name}.json").read_text(encoding="utf-8"))
    return kept


def _is_done(job: Job, work: Path) -> bool:
    return (work / f"{job.name}.json").is_file() and _kept(job, work)["fingerprint"] == fingerprint(job)


def _protocol(*, smoke: bool) -> dict[str, Any]:
    return {
        "smoke": smoke,
        "rates": RATES,
        "seeds": SEEDS,
        "steps": STEPS,
        "batch": BATCH,
        "clip": CLIP,
        "embedding": EMBEDDING,
        "main": MAIN,
        "solved": SOLVED,
        "check": CHECK,
        "halvings": HALVINGS,
        "validation": VALIDATION,
        "torch": torch.__version__,
    }


def compact(report: dict[str, Any]) -> str:
    """JSON with one line for each job, so that a change can be read in a diff."""
    head = {key: value for key, value in report.items() if key != "jobs"}
    lines = ",\n".join(json.dumps(job, ensure_ascii=False, allow_nan=False) for job in report["jobs"])
    return f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"jobs": [\n{lines}\n]}}\n'
