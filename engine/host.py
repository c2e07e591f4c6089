"""A scheduler and one worker on this machine, for as long as standard input stays open. Prints the address.

It has a process of its own: Streamlit makes `__main__` of whatever page runs, and a worker started from there would run
that page. `python -m engine.host` is what the server starts, and nobody else needs to.
"""

import os
import signal
import sys

from distributed import LocalCluster

NICENESS = 10
"""Visitors come first."""
MEMORY = "2GiB"
"""A worker that needs more is ended, before the machine is out of it."""


def main() -> None:
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the server closes our input
    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=MEMORY,
        silence_logs="ERROR",
        scheduler_kwargs={"allowed_failures": 0},  # what killed one worker gets no second
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
