"""Pieces of work on Dask: the scheduler named in COMPUERTAS_SCHEDULER, or one beside the server with one worker."""

import logging
import os
import pickle
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from distributed import Client, Future

from engine.queue import Abandoned, Lost, Piece

ROOT = Path(__file__).parents[1]
SCHEDULER = "COMPUERTAS_SCHEDULER"
REACH, START = 15.0, 60.0
"""Seconds in which a scheduler has to answer, and in which one of our own has to start."""
GLANCE = 0.05
GRACE = 1.0
"""Seconds that an unwanted piece has left to end by itself, before its worker is restarted."""
PATIENCE = 180.0
"""Seconds after which nobody expects a piece to end."""
MOST_PLACES = 16


def _unpacked(packed: bytes) -> Any:
    """The result of a piece. To the scheduler it is bytes, so that only workers import what it needs, as torch."""
    function, arguments = pickle.loads(packed)
    return function(*arguments)


class Cluster:
    """A client of the scheduler, and the scheduler's process where it is our own. Raises Lost where there is none."""

    def __init__(self) -> None:
        logging.getLogger("distributed").setLevel(logging.ERROR)
        self._host: subprocess.Popen[str] | None = None
        address = os.environ.get(SCHEDULER) or self._own()
        try:
            self._client = Client(address, timeout=REACH, set_as_default=False)
            self.places = min(MOST_PLACES, max(1, sum(self._client.nthreads().values())))
        except (OSError, TimeoutError, ValueError) as error:
            self._end_host()
            raise Lost("unreachable") from error

    def do(self, piece: Piece, wanted: Callable[[], bool]) -> Any:
        if not self.alive:
            raise Lost("killed")
        key = f"{piece[0].__name__}-{uuid.uuid4().hex}"
        future = self._client.submit(_unpacked, pickle.dumps(piece), key=key, pure=False)
        done = threading.Event()
        future.add_done_callback(lambda _: done.set())
        asked = last_wanted = time.monotonic()
        while not done.wait(GLANCE):
            now = time.monotonic()
            if wanted():
                last_wanted = now
            elif now - last_wanted > GRACE:
                self._kill(future)
                raise Abandoned
            if now - asked > PATIENCE:
                self._kill(future)
            if not self.alive or now - asked > PATIENCE:
                raise Lost("killed")
        if future.status == "finished":
            return future.result()
        problem = future.exception() if future.status == "error" else None
        if problem is None or type(problem).__name__ == "KilledWorker":
            raise Lost("killed")
        raise problem

    def close(self) -> None:
        self._client.close(timeout=2)
        self._end_host()

    @property
    def alive(self) -> bool:
        return self._client.status == "running" and (self._host is None or self._host.poll() is None)

    def _own(self) -> str:
        """The address of a scheduler of our own, which ends when this process does."""
        self._host = subprocess.Popen(
            [sys.executable, "-m", "engine.host"],
            cwd=ROOT,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._host.stdout is not None
        alarm = threading.Timer(START, self._host.kill)
        alarm.start()
        address = self._host.stdout.readline().strip()
        alarm.cancel()
        if not address:
            self._end_host()
            raise Lost("unreachable")
        return address

    def _kill(self, future: "Future[Any]") -> None:
        """End the process that has the piece, which may be deep in a sum that hears nothing. Its nanny starts another.

        Dask's `restart_workers` asks the nanny to do both, and sometimes no worker comes back.
        """
        having = [worker for worker, keys in self._client.processing().items() if future.key in keys]
        future.cancel()
        if having:
            self._client.run(os._exit, 1, workers=having, on_error="return")

    def _end_host(self) -> None:
        if self._host is None:
            return
        assert self._host.stdin is not None
        assert self._host.stdout is not None
        self._host.stdin.close()  # which is how it knows
        try:
            self._host.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._host.kill()
            self._host.wait()
        self._host.stdout.close()
        self._host = None
