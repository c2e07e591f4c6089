"""Make the node that Playwright brings start, or say in one line what it lacks: `python -m tests.node`."""

import subprocess
import sys
from pathlib import Path

import playwright

from tests.live import linux_id, root_prefix, starts

NODE = Path(playwright.__file__).parent / "driver" / "node"
LIBRARY = "libatomic1"  # the one that a bare Debian lacks


def main() -> None:
    if starts(str(NODE)):
        return
    root = root_prefix()
    if root is not None and linux_id() in ("debian", "ubuntu"):
        print(f"Installing {LIBRARY}, which node needs.", flush=True)
        subprocess.run([*root, "apt-get", "update", "-q"], check=False)
        subprocess.run([*root, "apt-get", "install", "-qy", "--no-install-recommends", LIBRARY], check=False)
    if not starts(str(NODE)):
        sys.exit(f"Playwright's node does not start (Debian, Ubuntu: apt-get install {LIBRARY})")


if __name__ == "__main__":
    main()
