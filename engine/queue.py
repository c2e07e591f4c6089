"""The queue: whose turn it is, who waits at which place, who has left. What the work is, it doesn't ask.

Work is done in pieces of a fraction of a second. Between two of them it may be paused, stopped or overtaken, and what a
piece gave is kept here: no worker's death costs more than the piece that it was doing.
"""

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol

from model.errors import InputError

LEASE = 20.0
"""Seconds for which a ticket holds its place after its visitor's page last asked about it."""
TURN = 60.0
"""Seconds after which others who wait go first."""
MOST_WAITING = 30
IDLE = 600.0
"""Seconds without work after which the workers are let go."""

Piece = tuple[Callable[..., Any], tuple[Any, ...]]


class Work(Protocol):
    """Something long, in pieces that any process can do."""

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""

    def piece(self) -> Piece:
        """What comes next: a function of a module, and arguments that can be pickled."""

    def take(self, result: Any) -> None:
        """Keep what the piece gave."""


class Workers(Protocol):
    """Who does the pieces, `places` of them at a time."""

    places: int

    @property
    def alive(self) -> bool:
        """Whether there is any use in asking them."""

    def do(self, piece: Piece, wanted: Callable[[], bool]) -> Any:
        """The piece's result. Raises Lost; and Abandoned, soon after `wanted` has become false."""

    def close(self) -> None:
        """Let go of everything. Who does something is Lost."""


class Lost(Exception):  # noqa: N818
    """Nobody will finish this piece. `why`: "unreachable", where nobody was found to begin it, or "killed"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Abandoned(Exception):  # noqa: N818
    """Nobody wants this piece any more."""


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    AWAY = "away"
    """The visitor's page hasn't asked for LEASE seconds; when it does again, the ticket waits again."""
    BROKEN = "broken"
    """Something went wrong, and `Ticket.problem` says what; it can be resumed."""
    STOPPED = "stopped"
    FINISHED = "finished"


LIVE = (State.WAITING, State.RUNNING)
RESUMABLE = (State.PAUSED, State.BROKEN)


class Ticket:
    """Somebody's work and how it stands. Only the queue changes it."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.state = State.PAUSED
        self.problem = ""
        self.expires = 0.0
        self.held = False
        """Whether a piece of it is being done, wanted or not."""

    @property
    def live(self) -> bool:
        return self.state in LIVE


class Queue:
    """Tickets in the order of their coming, and as many threads to serve them as `connect` finds places."""

    def __init__(self, connect: Callable[[], Workers], *, lease: float = LEASE, turn: float = TURN) -> None:
        self.lease, self.turn = lease, turn
        self._connect = connect
        self._workers: Workers | None = None
        self._waiting: list[Ticket] = []
        self._threads: list[threading.Thread] = []
        self._changed = threading.Condition()
        self._connecting = threading.Lock()
        self._closed = False

    def submit(self, work: Work) -> Ticket:
        """A ticket at the end of the queue. Raises InputError where it is too long."""
        with self._changed:
            self._expire()
            if len(self._waiting) >= MOST_WAITING:
                raise InputError("engine-full", f"{MOST_WAITING} are waiting already", most=MOST_WAITING)
            ticket = Ticket(work)
            self.resume(ticket)
        return ticket

    def resume(self, ticket: Ticket) -> None:
        """Put a paused or broken ticket at the end of the queue."""
        with self._changed:
            if ticket.state not in RESUMABLE:
                return
            ticket.expires = time.monotonic() + self.lease
            self._append(ticket)
            if not self._threads:
                self._serve_with_one_more()

    def pause(self, ticket: Ticket) -> None:
        """Let others go on; what is done stays."""
        self._take_out(ticket, State.PAUSED)

    def stop(self, ticket: Ticket) -> None:
        """End it: what is done stays, and nothing is added."""
        self._take_out(ticket, State.STOPPED)

    def renew(self, ticket: Ticket) -> None:
        """The visitor is still there, or back: to be called again within the lease."""
        with self._changed:
            ticket.expires = time.monotonic() + self.lease
            if ticket.state is State.AWAY:
                self._append(ticket)

    def place(self, ticket: Ticket) -> int:
        """1 for who comes next; 0 for who doesn't wait."""
        with self._changed:
            self._expire()
            return self._waiting.index(ticket) + 1 if ticket in self._waiting else 0

    def close(self) -> None:
        """Serve nobody any more."""
        with self._changed:
            self._closed = True
            for ticket in self._waiting:
                ticket.state = State.PAUSED
            self._waiting.clear()
            self._changed.notify_all()
        self._let_go()
        for thread in self._threads:
            thread.join()

    def _append(self, ticket: Ticket) -> None:
        ticket.state, ticket.problem = State.WAITING, ""
        self._waiting.append(ticket)
        self._changed.notify_all()

    def _take_out(self, ticket: Ticket, state: State) -> None:
        with self._changed:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            if ticket.state is not State.FINISHED:
                ticket.state = state
            self._changed.notify_all()

    def _expire(self) -> None:
        now = time.monotonic()
        for ticket in [ticket for ticket in self._waiting if ticket.expires < now]:
            self._waiting.remove(ticket)
            ticket.state = State.AWAY

    # What follows runs in the queue's own threads.

    def _serve_with_one_more(self) -> None:
        thread = threading.Thread(target=self._serve, name="queue", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while ticket := self._next():
            try:
                self._serve_one(ticket)
            except Abandoned:
                pass
            except Lost as lost:
                self._break(ticket, lost.why)
            except Exception:
                logging.getLogger(__name__).exception("a piece of work failed")
                self._break(ticket, "failed")
            finally:
                with self._changed:
                    ticket.held = False
                    self._changed.notify_all()

    def _next(self) -> Ticket | None:
        """Whose turn it is, as soon as it is somebody's; None at the end of all."""
        while not self._closed:
            with self._changed:
                self._expire()
                for ticket in self._waiting:
                    if not ticket.held:
                        self._waiting.remove(ticket)
                        ticket.state, ticket.held = State.RUNNING, True
                        return ticket
                something = self._closed or self._changed.wait(IDLE)
            if not something and len(self._threads) == 1:
                self._let_go()
        return None

    def _serve_one(self, ticket: Ticket) -> None:
        workers = self._found()
        began = time.monotonic()
        while self._wanted(ticket):
            if ticket.work.finished:
                ticket.state = State.FINISHED
            elif self._waiting and time.monotonic() - began > self.turn:
                with self._changed:
                    self._append(ticket)
            else:
                result = workers.do(ticket.work.piece(), lambda: self._wanted(ticket))
                with self._changed:
                    if ticket.state is not State.STOPPED:  # what has ended doesn't change under who looks at it
                        ticket.work.take(result)

    def _wanted(self, ticket: Ticket) -> bool:
        with self._changed:
            if ticket.state is State.RUNNING and ticket.expires < time.monotonic():
                ticket.state = State.AWAY
            return ticket.state is State.RUNNING and not self._closed

    def _break(self, ticket: Ticket, why: str) -> None:
        with self._changed:
            if ticket.state is State.RUNNING:
                ticket.state, ticket.problem = State.BROKEN, why

    def _found(self) -> Workers:
        with self._connecting:
            if self._workers and not self._workers.alive:
                self._workers.close()
                self._workers = None
            if self._workers is None:
                self._workers = self._connect()
                with self._changed:
                    while len(self._threads) < self._workers.places:
                        self._serve_with_one_more()
            return self._workers

    def _let_go(self) -> None:
        with self._connecting:
            if self._workers is not None:
                self._workers.close()
            self._workers = None
