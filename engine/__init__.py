"""Long work, done outside the server's process so that no visitor waits for another's.

`queue` says whose turn it is and who has left; `cluster` has the pieces done by Dask, on a scheduler elsewhere or on
one that `host` runs beside the server; `races` and `reviews` are the work there is.
"""

from functools import cache

from engine.queue import Queue, Workers


@cache
def shared() -> Queue:
    """The server's one queue. Nothing starts before somebody submits to it."""

    def connect() -> Workers:
        from engine.cluster import Cluster  # Dask takes most of a second to import

        return Cluster()

    return Queue(connect)
