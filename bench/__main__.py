"""Every bench in turn, each in a process of its own; one JSON on standard output and in runs/bench.json."""

import json
import subprocess
import sys

from bench.measure import ROOT

BENCHES = ("trace", "predict", "verdict", "reader", "start", "memory")
RESULT = ROOT / "runs" / "bench.json"


def main() -> None:
    results = {}
    for name in BENCHES:
        print(f"bench.{name} …", file=sys.stderr, flush=True)
        run = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
        results[name] = json.loads(run.stdout)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=2) + "\n")
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
