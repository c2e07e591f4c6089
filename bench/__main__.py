"""Every bench in turn, each in a process of its own: bench/results.json, and the tables and cards made from it."""

import json
import subprocess
import sys

from bench import cards, readme

BENCHES = (
    "trace",
    "predict",
    "models",
    "recall",
    "verdict",
    "reader",
    "microscope",
    "cells",
    "recall_page",
    "race",
    "start",
    "memory",
)


def main() -> None:
    results = {}
    for name in BENCHES:
        print(f"bench.{name} …", file=sys.stderr, flush=True)
        run = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"], cwd=readme.ROOT, stdout=subprocess.PIPE, check=True
        )
        results[name] = json.loads(run.stdout)
    text = json.dumps(results, indent=2, ensure_ascii=False)
    readme.RESULTS.write_text(text + "\n", encoding="utf-8")
    readme.main()
    cards.main()
    print(text)


if __name__ == "__main__":
    main()
