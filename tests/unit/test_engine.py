"""The engine: places, leases, cancelling, workers that die. On real processes, unless only time is at stake."""

import contextlib
import math
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bench.readme import README
from engine.cluster import ROOT, SCHEDULER, Cluster
from engine.queue import LEASE as LEASE_OF_VISITORS
from engine.queue import MOST_WAITING, Abandoned, Lost, Piece, Queue, State, Ticket
from engine.races import LiveRace
from engine.reviews import Job
from model.errors import InputError
from model.recall.race import LARGEST, MOST_STEPS, Race, Settings
from model.zoo import load
from tests.live import free_port

SHORT = Settings(distance=3, steps=60, hidden=8)
LONG = Settings(distance=40, steps=MOST_STEPS, hidden=LARGEST)  # minutes, whatever the machine
LEASE = 1.0


def until(true: Callable[[], object], patience: float = 100) -> float:
    """Seconds until something is true. Fails where it never is."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < patience
        time.sleep(0.01)
    return time.monotonic() - began


# ---------------------------------------------------------------------------------------------------- on Dask's workers


@pytest.fixture(scope="module")
def dask() -> Iterator[Queue]:
    queue = Queue(Cluster, lease=60)
    yield queue
    queue.close()


def worker_of(ticket: Ticket) -> int:
    """The process that trains a race."""
    return ticket.work.pids[-1]


@dataclass
class Watched:
    """A race that remembers which processes trained it, and in which thread of which state the world then was."""

    race: LiveRace
    pids: list[int] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        return self.race.finished

    def piece(self) -> Piece:
        return with_pid, self.race.piece()

    def take(self, result: tuple[Any, int]) -> None:
        self.race.take(result[0])
        self.pids.append(result[1])


def with_pid(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, int]:
    return function(*arguments), os.getpid()


@pytest.mark.slow
def test_a_race_in_another_process_is_the_race_here(dask: Queue) -> None:
    ticket = dask.submit(Watched(LiveRace(SHORT)))
    until(lambda: not ticket.live)
    assert ticket.state is State.FINISHED
    assert os.getpid() not in ticket.work.pids
    points = [point for point, _ in ticket.work.race.points]
    assert points == list(Race(SHORT).run())
    seconds = [seconds for _, seconds in ticket.work.race.points]
    assert seconds == sorted(seconds)


@pytest.mark.slow
def test_stopping_frees_the_worker_at_once_and_the_next_one_has_it(dask: Queue) -> None:
    first, second = (dask.submit(Watched(LiveRace(LONG))) for _ in range(2))
    until(lambda: first.work.pids)
    assert (dask.place(first), dask.place(second)) == (0, 1)
    dask.stop(first)
    assert until(lambda: second.state is State.RUNNING) < 2
    assert dask.place(second) == 0
    until(lambda: second.work.pids)
    assert worker_of(second) == worker_of(first)
    done = first.work.race.done
    assert done > 0
    dask.stop(second)
    assert first.state is second.state is State.STOPPED
    assert first.work.race.done == done


@pytest.mark.slow
def test_who_leaves_frees_the_worker_within_half_a_minute(dask: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "lease", LEASE_OF_VISITORS)
    monkeypatch.setattr(dask, "turn", math.inf)  # nobody's turn ends meanwhile
    gone, waits = (dask.submit(Watched(LiveRace(LONG))) for _ in range(2))

    def come() -> bool:
        dask.renew(gone)
        dask.renew(waits)
        return bool(gone.work.pids)

    def freed() -> bool:
        dask.renew(waits)
        return waits.state is State.RUNNING

    until(come)
    assert until(freed) < 30
    assert gone.state is State.AWAY
    assert 0 < gone.work.race.done < LONG.steps
    dask.stop(waits)


@pytest.mark.slow
def test_a_killed_worker_is_told_costs_one_piece_and_the_queue_goes_on(dask: Queue) -> None:
    victim = dask.submit(Watched(LiveRace(LONG)))
    until(lambda: victim.work.pids)
    other = dask.submit(Watched(LiveRace(SHORT)))
    killed = worker_of(victim)
    os.kill(killed, signal.SIGKILL)
    until(lambda: not victim.live)
    assert (victim.state, victim.problem) == (State.BROKEN, "killed")
    done = victim.work.race.done
    until(lambda: other.state is State.FINISHED)
    assert killed not in other.work.pids
    dask.resume(victim)
    until(lambda: victim.work.race.done > done)
    dask.stop(victim)


@pytest.mark.slow
def test_many_reviews_get_the_verdicts_there_that_they_get_here(dask: Queue) -> None:
    texts = [f"Reseña {number}: " + "muy buena, nada más. " * (number % 30) for number in range(150)] + [""]
    there, here = Job(texts, "es-lstm"), Job(texts, "es-lstm")
    ticket = dask.submit(there)
    until(lambda: not ticket.live)
    network = load("es-lstm")
    while not here.finished:
        here.step(network)
    assert ticket.state is State.FINISHED
    assert there.probabilities == here.probabilities
    assert there.shortened == here.shortened
    assert there.share == pytest.approx(1)


class Stuck:
    """Work that hears nothing."""

    finished = False

    def piece(self) -> Piece:
        return time.sleep, (3600,)

    def take(self, result: object) -> None:
        raise AssertionError(result)


@pytest.mark.slow
def test_a_worker_that_hears_nothing_is_taken_from_who_stops(dask: Queue) -> None:
    stuck = dask.submit(Stuck())
    until(lambda: stuck.state is State.RUNNING)
    time.sleep(0.5)
    other = dask.submit(Watched(LiveRace(SHORT)))
    dask.stop(stuck)
    assert until(lambda: other.work.pids) < 30
    assert stuck.state is State.STOPPED


@pytest.mark.slow
def test_the_queue_takes_another_scheduler_and_survives_its_end(monkeypatch: pytest.MonkeyPatch, dask: Queue) -> None:
    """COMPUERTAS_SCHEDULER names one; where it doesn't answer, that is told, and the next try may do better."""
    monkeypatch.setenv(SCHEDULER, "tcp://127.0.0.1:9")
    monkeypatch.setattr("engine.cluster.REACH", 0.5)
    queue = Queue(Cluster, lease=600)
    ticket = queue.submit(LiveRace(SHORT))
    until(lambda: not ticket.live)
    assert (ticket.state, ticket.problem) == (State.BROKEN, "unreachable")
    until(lambda: dask._workers)
    monkeypatch.setenv(SCHEDULER, dask._workers._client.scheduler.address)
    monkeypatch.setattr("engine.cluster.REACH", 15.0)
    queue.resume(ticket)
    until(lambda: not ticket.live)
    assert ticket.state is State.FINISHED
    queue.close()
    again = dask.submit(LiveRace(SHORT))
    until(lambda: again.state is State.FINISHED)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A scheduler and a worker that somebody started as the README says, and their address where the server looks."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler, worker = (
        re.findall(rf"^python (-m dask {role} .*?) +#", README.read_text("utf-8"), re.MULTILINE)[0].split()
        for role in ("scheduler", "worker")
    )
    commands = [
        [sys.executable, *scheduler, "--host", address, "--no-dashboard"],
        [sys.executable, *(word.replace("tcp://scheduler:8786", address) for word in worker), "--no-dashboard"],
    ]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    quiet = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(command, **quiet) for command in commands]
    monkeypatch.setenv(SCHEDULER, address)
    yield
    for process in reversed(running):
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.slow
def test_a_race_runs_on_a_scheduler_and_a_worker_of_the_visitors_own(elsewhere: None) -> None:
    with contextlib.closing(Queue(Cluster, lease=600)) as queue:
        ticket = queue.submit(Watched(LiveRace(SHORT)))
        until(lambda: not ticket.live)
        while ticket.problem == "unreachable":  # they take their time to start
            queue.resume(ticket)
            until(lambda: not ticket.live)
        assert (ticket.state, ticket.problem) == (State.FINISHED, "")
        assert os.getpid() not in ticket.work.pids
        assert [point for point, _ in ticket.work.race.points] == list(Race(SHORT).run())
        assert queue._workers._host is None, "nothing of our own was started"
        loaded = queue._workers._client.run_on_scheduler(lambda: "torch" in sys.modules)
        assert not loaded, "who only schedules needs no torch"


# --------------------------------------------------------------------------------------------------- on workers of ours


class Here:
    """Workers in this process, who do nothing before they are let."""

    places = 1
    alive = True

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)

    def do(self, piece: Piece, wanted: Callable[[], bool]) -> Any:
        while not self.gate.acquire(timeout=0.005):
            if not wanted():
                raise Abandoned
        function, arguments = piece
        return function(*arguments)

    def close(self) -> None:
        pass


class Counting:
    """Work of so many pieces."""

    def __init__(self, pieces: int = 3) -> None:
        self.left = pieces

    @property
    def finished(self) -> bool:
        return self.left == 0

    def piece(self) -> Piece:
        return min, (0, 0)

    def take(self, result: object) -> None:
        self.left -= 1


@pytest.fixture
def workers() -> Here:
    return Here()


@pytest.fixture
def queue(workers: Here) -> Iterator[Queue]:
    queue = Queue(lambda: workers, lease=LEASE, turn=0.05)
    yield queue
    queue.close()


def test_places_are_those_of_their_coming(queue: Queue, workers: Here) -> None:
    tickets = [queue.submit(Counting(1)) for _ in range(4)]
    until(lambda: tickets[0].state is State.RUNNING)
    assert [queue.place(ticket) for ticket in tickets] == [0, 1, 2, 3]
    queue.stop(tickets[1])
    assert [queue.place(ticket) for ticket in tickets] == [0, 0, 1, 2]
    workers.gate.release(9)
    until(lambda: tickets[3].state is State.FINISHED)
    assert [ticket.state for ticket in tickets] == ["finished", "stopped", "finished", "finished"]


@pytest.mark.slow
def test_who_leaves_frees_the_worker_when_the_lease_ends_and_goes_on_when_back(queue: Queue, workers: Here) -> None:
    gone, waits = queue.submit(Counting()), queue.submit(Counting())
    until(lambda: gone.state is State.RUNNING)

    def passes() -> bool:
        queue.renew(waits)
        return waits.state is State.RUNNING

    assert until(passes) < 2 * LEASE
    assert gone.state is State.AWAY
    queue.stop(waits)
    queue.renew(gone)
    workers.gate.release(9)
    until(lambda: gone.state is State.FINISHED)


@pytest.mark.slow
def test_who_leaves_the_waiting_line_is_not_counted_in_it(queue: Queue) -> None:
    first, gone, last = (queue.submit(Counting()) for _ in range(3))
    until(lambda: first.state is State.RUNNING)
    assert queue.place(last) == 2

    def moves_up() -> bool:
        queue.renew(first)
        queue.renew(last)
        return queue.place(last) == 1

    assert until(moves_up) < 2 * LEASE
    assert gone.state is State.AWAY


def test_a_pause_lets_others_go_first_and_loses_nothing(queue: Queue, workers: Here) -> None:
    first = queue.submit(Counting(2))
    workers.gate.release()
    until(lambda: first.work.left == 1)
    queue.pause(first)
    second = queue.submit(Counting(1))
    until(lambda: second.state is State.RUNNING)
    queue.resume(first)
    assert queue.place(first) == 1
    workers.gate.release(9)
    until(lambda: first.state is State.FINISHED)


def test_after_its_turn_a_long_one_lets_others_go_first(queue: Queue, workers: Here) -> None:
    long, short = queue.submit(Counting(3)), queue.submit(Counting(1))
    until(lambda: long.state is State.RUNNING)
    time.sleep(2 * queue.turn)
    workers.gate.release()
    until(lambda: short.state is State.RUNNING)
    assert queue.place(long) == 1
    assert long.work.left == 2
    workers.gate.release(9)
    until(lambda: long.state is State.FINISHED)


def test_a_queue_too_long_is_told(queue: Queue) -> None:
    first = queue.submit(Counting())
    until(lambda: first.state is State.RUNNING)
    for _ in range(MOST_WAITING):
        queue.submit(Counting())
    with pytest.raises(InputError) as error:
        queue.submit(Counting())
    assert error.value.code == "engine-full"


def test_work_that_fails_is_told_and_the_queue_goes_on(queue: Queue, workers: Here, caplog: Any) -> None:
    class Failing(Counting):
        def piece(self) -> Piece:
            return int, ("no number",)

    fails, good = queue.submit(Failing()), queue.submit(Counting(1))
    workers.gate.release(9)
    until(lambda: good.state is State.FINISHED)
    assert (fails.state, fails.problem) == (State.BROKEN, "failed")
    assert "no number" in caplog.text


def test_workers_are_let_go_when_nobody_needs_them_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.queue.IDLE", 0.05)
    found: list[Here] = []
    gone: list[bool] = []

    def connect() -> Here:
        found.append(Here())
        found[-1].gate.release(9)
        monkeypatch.setattr(found[-1], "close", lambda: gone.append(True))
        return found[-1]

    queue = Queue(connect)
    first = queue.submit(Counting())
    until(lambda: first.state is State.FINISHED and gone)
    second = queue.submit(Counting())
    until(lambda: second.state is State.FINISHED)
    assert len(found) == 2
    queue.close()


def test_nobody_to_do_it_is_told() -> None:
    def connect() -> Here:
        raise Lost("unreachable")

    queue = Queue(connect)
    ticket = queue.submit(Counting())
    until(lambda: not ticket.live)
    assert (ticket.state, ticket.problem) == (State.BROKEN, "unreachable")
    queue.close()
