"""`recall train` repeats everything, goes on where it stopped, and what ships gives the stated figures."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from bench import recall_tables
from bench.measure import ROOT
from bench.readme import README, replaced
from model.__main__ import main
from model.cells import CELLS
from model.errors import InputError
from model.recall import runs, shipped
from model.recall.data import Recall
from model.recall.experiments import DISTANCES, FIXED, FORGET_BIASES, MAIN, RATES, SEEDS, STEPS, jobs, smoke_jobs
from model.recall.measure import right_answers
from model.recall.packing import unpacked
from model.recall.sentences import FOLDER, grammar

# ------------------------------------------------------------------------------------------------------------- the plan


def test_every_cell_gets_the_same_effort():
    by_condition: dict[str, list] = {}
    for job in jobs():
        by_condition.setdefault(job.condition, []).append(job)
    for condition, alike in by_condition.items():
        assert {(job.rates, job.seeds, job.steps) for job in alike} == {(RATES, SEEDS, STEPS)}
        assert len({(job.stages, job.tests, job.start) for job in alike}) == 1, condition
        assert len({job.cell for job in alike}) == len(alike)
    assert SEEDS >= 5


def test_every_condition_of_the_five_cells_has_all_five():
    counts = Counter(job.condition for job in jobs())
    five = {"up-to-10", "up-to-10-english", "up-to-10-language-model", "up-to-40", "at-20-distractors"}
    for condition in five | {f"at-{distance}" for distance in FIXED}:
        assert counts[condition] == len(CELLS)
    for bias, distances in FORGET_BIASES.items():
        for distance in distances:
            assert counts[f"at-{distance}-forget-bias-{bias:g}"] == 1


def test_names_are_unique_and_the_longest_comes_first():
    planned = jobs()
    assert len({job.name for job in planned}) == len(planned)
    assert [job.work for job in planned] == sorted((job.work for job in planned), reverse=True)


# -------------------------------------------------------------------------------------------------------------- the run


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> tuple[Path, Path]:
    out, work = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("work")
    arguments = ["recall", "train", "--smoke", "--out", str(out), "--work", str(work), "--workers", "1"]
    assert main(arguments) == 0
    return out, work


@pytest.mark.slow
def test_a_run_writes_results_and_weights(trained):
    out, _ = trained
    told = json.loads((out / runs.RESULTS).read_text("utf-8"))
    assert told["protocol"]["smoke"] is True
    assert [job["cell"] for job in told["jobs"]] == ["lstm", "rnn"]
    weights = load_file(out / f"{MAIN}.safetensors")
    assert {name.split(".")[0] for name in weights} == {"lstm", "rnn"}
    assert {tensor.dtype for tensor in unpacked(weights).values()} == {torch.float32}
    assert {tensor.dtype for tensor in weights.values()} == {torch.int8, torch.float16}
    for job in told["jobs"]:
        by_rate = {rate: sum(last["validation"]) for rate, last in job["search"].items()}
        assert by_rate[f"{job['rate']:g}"] == max(by_rate.values())
        assert [len(test["right"]) for test in job["tests"]] == [2] * 4


@pytest.mark.slow
def test_the_rate_that_validates_worst_is_given_up_at_each_halving(monkeypatch):
    validation = {0.5: 0.4, 0.25: 0.2, 0.125: 0.3}
    job = replace(smoke_jobs()[0], rates=tuple(validation), steps=10)
    candidates = [runs.Candidate.of(job, rate) for rate in job.rates]
    rate_of = {network: candidate.rate for candidate in candidates for network in candidate.networks}
    monkeypatch.setattr(runs, "CHECK", 1)
    monkeypatch.setattr(runs, "_share", lambda network, _problem: validation[rate_of[network]])
    best, _ = runs._search(job, candidates)
    assert best.rate == 0.5
    assert {candidate.rate: len(candidate.checks) for candidate in candidates} == {0.5: 10, 0.25: 3, 0.125: 6}


@pytest.mark.slow
def test_what_is_done_is_not_done_again(trained, monkeypatch):
    out, work = trained
    before = (out / runs.RESULTS).read_text("utf-8")
    monkeypatch.setattr(runs, "run_job", lambda job: pytest.fail(f"{job.name} was done"))
    monkeypatch.setattr(runs, "_run", lambda missing, *_: pytest.fail(f"{missing} are to be done"))
    runs.train(out, work, smoke=True)
    assert (out / runs.RESULTS).read_text("utf-8") == before


@pytest.mark.slow
def test_what_is_missing_or_of_another_kind_is_done(trained, monkeypatch):
    out, work = trained
    asked = []
    monkeypatch.setattr(runs, "_run", lambda missing, *_: asked.extend(job.name for job in missing))
    kept = work / f"{MAIN}.rnn.json"
    content = kept.read_text("utf-8")
    kept.write_text(json.dumps({**json.loads(content), "fingerprint": "of another protocol"}), "utf-8")
    runs.train(out, work, smoke=True)
    kept.write_text(content, "utf-8")
    assert asked == [f"{MAIN}.rnn"]


PARENT = """
import time
from model.recall.runs import processes

if __name__ == "__main__":
    with processes(1) as pool:
        pool.submit(print, "at work", flush=True).result()
        pool.submit(time.sleep, 600)
        print("and at it", flush=True)
"""


@pytest.mark.slow
def test_workers_leave_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert [parent.stdout.readline() for _ in range(2)] == ["at work\n", "and at it\n"]
    parent.kill()
    assert parent.communicate(timeout=30) == ("", None)  # the pipe's end: nobody holds it any more


@pytest.mark.slow
def test_the_same_job_gives_the_same_figures(trained):
    _, work = trained
    job = next(job for job in smoke_jobs() if job.cell == "lstm")
    torch.set_num_threads(1)
    again, weights = runs.run_job(job)
    kept = json.loads((work / f"{job.name}.json").read_text("utf-8"))["result"]
    for told in (again, kept):
        told.pop("seconds")
    assert json.loads(json.dumps(again)) == kept
    stored = load_file(work / f"{job.name}.safetensors")
    assert all(torch.equal(weights[name], stored[name]) for name in stored)


# ----------------------------------------------------------------------------------------------------------- what ships


@pytest.mark.parametrize("run", [shipped.results, shipped.again])
def test_the_results_are_of_the_whole_plan(run):
    told = run()
    assert told["protocol"]["smoke"] is False
    assert told["jobs"].keys() == {job.name for job in jobs()}
    for job in jobs():
        kept = told["jobs"][job.name]
        assert [test["n"] for test in kept["tests"]] == [kept["tests"][0]["n"]] * len(job.tests)
        assert all(len(test["right"]) == SEEDS for test in kept["tests"])


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("condition", ["up-to-10", "up-to-40", "up-to-10-english"])
def test_the_networks_give_the_stated_figures(cell, condition):
    language = "en" if condition.endswith("english") else "es"
    kept = shipped.results()["jobs"][f"{condition}.{cell}"]
    networks = shipped.networks(cell, language, condition)
    assert len(networks) == SEEDS
    for test in kept["tests"]:
        distance = test["distances"][0]
        if distance in {5, 40}:
            problem = Recall(language, (distance,), test["distractors"])
            right = [right_answers(network, problem, "test", test["n"])[0] for network in networks]
            assert right == pytest.approx(test["right"], abs=2)  # a tie may fall otherwise on another processor


def test_the_results_hold_every_distance():
    tests = shipped.results()["jobs"][f"{MAIN}.lstm"]["tests"]
    assert [test["distances"][0] for test in tests if not test["distractors"]] == list(DISTANCES)


def test_the_weights_are_small():
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.safetensors")}
    assert len(sizes) == 3
    assert sum(sizes.values()) < 800_000


@pytest.mark.slow
def test_the_tables_are_of_these_results():
    for path, made in ((recall_tables.PAGE, recall_tables.tables()), (README, recall_tables.in_the_readme())):
        text = path.read_text("utf-8")
        assert replaced(text, made) == text, "renew the tables: python -m bench.recall_tables"


# ---------------------------------------------------------------------------------------------------- the command line


def run(capsys, *arguments: str) -> str:
    assert main(["recall", *arguments]) == 0
    return capsys.readouterr().out


def test_the_command_line_gives_accuracy_n_seeds_and_interval(capsys):
    told = json.loads(run(capsys, "--cell", "lstm", "--distance", "40", "--json"))
    low, high = told["interval"]
    assert low <= told["accuracy"] <= high
    assert (told["n"], told["seeds"], len(told["by_seed"])) == (300, SEEDS, SEEDS)
    assert told["chance"] == pytest.approx(1 / len(grammar("es").answers))
    assert told["condition"] == MAIN
    plain = run(capsys, "--cell", "lstm", "--distance", "40")
    assert f"{told['accuracy']:.1%}" in plain
    assert f"chance is {told['chance']:.1%}" in plain


def test_the_command_line_reads_english_and_distractors(capsys):
    arguments = ["--cell", "gru", "--distance", "12", "--json", "--sentences", "40"]
    plain, english, distracted = (
        json.loads(run(capsys, *arguments, *more)) for more in ([], ["--language", "en"], ["--distractors"])
    )
    assert english["condition"] == f"{MAIN}-english"
    assert distracted["distractors"]
    assert len({str(told["by_seed"]) for told in (plain, english, distracted)}) > 1


BAD = [
    [],
    ["--cell", "lstm"],
    ["--distance", "4"],
    ["--cell", "transformer", "--distance", "4"],
    ["--cell", "lstm", "--distance", "-5"],
    ["--cell", "lstm", "--distance", "1000000"],
    ["--cell", "lstm", "--distance", "four"],
    ["--cell", "lstm", "--distance", "0", "--distractors"],
    ["--cell", "lstm", "--distance", "4", "--language", "fr"],
    ["--cell", "lstm", "--distance", "4", "--sentences", "0"],
    ["--cell", "lstm", "--distance", "4", "--sentences", "1000000"],
    ["--cell", "lstm", "--distance", "4", "--condition", "../models"],
    ["--cell", "lstm", "--distance", "4", "--condition", "up-to-10-english"],
    ["dance"],
    ["train", "--smoke"],
    ["train", "--workers", "0", "--out", "{folder}", "--work", "{folder}"],
    ["train", "--workers", "-1", "--out", "{folder}", "--work", "{folder}"],
    ["train", "--smoke", "--out", "{folder}/file", "--work", "{folder}"],
    ["train", "--smoke", "--out", "{folder}", "--work", "{folder}/file/in/it"],
]


@pytest.mark.parametrize("arguments", BAD, ids=lambda arguments: " ".join(arguments) or "nothing")
def test_bad_input_ends_with_2_and_one_line(capsys, tmp_path, arguments):
    (tmp_path / "file").touch()
    try:
        status = main(["recall", *(argument.format(folder=tmp_path) for argument in arguments)])
    except SystemExit as exit_:
        status = exit_.code
    told = capsys.readouterr()
    assert status == 2
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1
    assert "Traceback" not in told.err


def test_what_does_not_ship_is_told():
    with pytest.raises(InputError) as error:
        shipped.networks("lstm", "es", "at-40")
    assert error.value.code == "recall-condition"
