"""Run the jobs of `experiments`: several processes, one thread each; whatever is done is kept and never done again."""

import hashlib
import json
import math
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save, save_file
from torch import Tensor, nn

from model import cells
from model.errors import InputError
from model.recall.experiments import CHECK, MAIN, RATES, SEEDS, SOLVED, STEPS, TEST, VALIDATION, Job, jobs, smoke_jobs
from model.recall.measure import right_answers
from model.recall.network import EMBEDDING, Reader
from model.recall.packing import packed, unpacked
from model.recall.sentences import FOLDER, LANGUAGES
from model.recall.training import BATCH, CLIP, Training

RESULTS = "results.json"


def run_job(job: Job) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Train and examine; returns what results.json says of the job, and the winners' weights if they ship."""
    began = time.perf_counter()
    rates = [rate for rate in job.rates for _ in range(job.seeds)]
    networks: list[Reader] = []
    for _ in job.rates:
        for seed in range(job.seeds):
            torch.manual_seed(seed)
            networks.append(job.stages[0].network(job.cell, job.start))
    training = Training(job.stages[0], networks, rates)
    course: list[dict[str, Any]] = []
    validation: list[list[float]] = []
    losses: list[list[float]] = []
    for step in range(1, job.steps + 1):
        training.problem = job.stages[(step - 1) * len(job.stages) // job.steps]
        losses.append(training.step())
        if step % CHECK and step != job.steps:
            continue
        scores = [_share(network, job) for network in networks]
        validation = [scores[at : at + job.seeds] for at in range(0, len(scores), job.seeds)]
        means = [sum(column) / len(losses) for column in zip(*losses, strict=True)]
        course.append({"step": step, "loss": means, "validation": scores})
        losses = []
        if training.problem == job.stages[-1] and _solved(course[-2:], job.seeds):
            break
    best = max(range(len(job.rates)), key=lambda at: sum(validation[at]))
    winners = slice(best * job.seeds, (best + 1) * job.seeds)
    chosen = networks[winners]
    for network in chosen:  # what is tested is what ships
        network.load_state_dict(unpacked(packed(network.state_dict())))
    told = {
        "condition": job.condition,
        "cell": job.cell,
        "start": asdict(job.start),
        "parameters": sum(parameter.numel() for parameter in chosen[0].parameters()),
        "hidden": chosen[0].layer.cell.hidden,
        "steps": course[-1]["step"],
        "rate": job.rates[best],
        "validation_by_rate": {
            f"{rate:g}": [_rounded(value) for value in values]
            for rate, values in zip(job.rates, validation, strict=True)
        },
        "diverged": sum(training.diverged),
        "seconds": round(time.perf_counter() - began, 1),
        "course": [
            {key: value if key == "step" else [_rounded(x) for x in value[winners]] for key, value in at.items()}
            for at in course
        ],
        "tests": [_test(problem, chosen) for problem in job.tests],
    }
    weights = packed(_side_by_side(job.cell, chosen)) if job.ships else {}
    return told, weights


def _side_by_side(cell: str, networks: Sequence[nn.Module]) -> dict[str, Tensor]:
    """Each parameter of all networks: cell.name → [S, ...]."""
    return {
        f"{cell}.{name}": torch.stack([network.get_parameter(name) for network in networks])
        for name, _ in networks[0].named_parameters()
    }


def _share(network: nn.Module, job: Job) -> float:
    right, n = right_answers(network, job.stages[-1], "valid", VALIDATION)
    return right / n


def _solved(checks: Sequence[dict[str, Any]], seeds: int) -> bool:
    """Does one rate have all its seeds at SOLVED in both of the last two validations?"""
    by_rate = zip(*(_by_rate(check["validation"], seeds) for check in checks), strict=True)
    return len(checks) == 2 and any(min(map(min, both)) >= SOLVED for both in by_rate)


def _by_rate(scores: Sequence[float], seeds: int) -> list[Sequence[float]]:
    return [scores[at : at + seeds] for at in range(0, len(scores), seeds)]


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
    """Changes with the job, its sentences and the cells' equations, so that older results aren't taken for new ones."""
    sources = [*(FOLDER / f"{language}.toml" for language in LANGUAGES), Path(cells.__file__)]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    return hashlib.sha256(f"{text}{job}{torch.__version__}".encode()).hexdigest()[:16]


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
    report = {"protocol": _protocol(smoke), "seconds": sum(result["seconds"] for result in results), "jobs": results}
    for condition, tensors in weights.items():
        (out / f"{condition}.safetensors").write_bytes(save(tensors))
    (out / RESULTS).write_text(compact(report), encoding="utf-8")
    return report


def _run(missing: Sequence[Job], total: int, work: Path, workers: int) -> None:
    began, done, whole = time.perf_counter(), 0.0, sum(job.work for job in missing)
    fresh = multiprocessing.get_context("spawn")  # a forked torch may wait for threads that it doesn't have
    with ProcessPoolExecutor(workers, fresh, torch.set_num_threads, (1,)) as pool:
        futures = {pool.submit(_run_and_keep, job, work): job for job in missing}
        for finished, future in enumerate(as_completed(futures), total - len(missing) + 1):
            job = futures[future]
            done += job.work
            left = (time.perf_counter() - began) * (whole / done - 1) / 60
            print(
                f"{finished}/{total}  {job.name}  {future.result()}  {left:.1f} min left", file=sys.stderr, flush=True
            )


def _run_and_keep(job: Job, work: Path) -> str:
    result, weights = run_job(job)
    if job.ships:
        save_file(weights, work / f"{job.name}.safetensors")
    part = work / f"{job.name}.part"
    part.write_text(json.dumps({"fingerprint": fingerprint(job), "result": result}), encoding="utf-8")
    part.replace(work / f"{job.name}.json")
    first = result["tests"][0]
    accuracy = sum(first["right"]) / len(first["right"]) / first["n"]
    return f"{result['seconds']:.0f} s, {result['steps']} steps, rate {result['rate']:g}, first test {accuracy:.2f}"


def _kept(job: Job, work: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((work / f"{job.name}.json").read_text(encoding="utf-8"))
    return kept


def _is_done(job: Job, work: Path) -> bool:
    return (work / f"{job.name}.json").is_file() and _kept(job, work)["fingerprint"] == fingerprint(job)


def _protocol(smoke: bool) -> dict[str, Any]:
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
        "torch": torch.__version__,
    }


def compact(report: dict[str, Any]) -> str:
    """JSON with one line for each job, so that a change can be read in a diff."""
    head = {key: value for key, value in report.items() if key != "jobs"}
    lines = ",\n".join(json.dumps(job, ensure_ascii=False, allow_nan=False) for job in report["jobs"])
    return f'{json.dumps(head, ensure_ascii=False)[:-1]},\n"jobs": [\n{lines}\n]}}\n'
