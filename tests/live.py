"""A running app and a real browser to look at it: for the browser tests, the screenshots and the benches.

`python -m tests.live` finds a Chromium, or installs one where it may; otherwise it says in one line why there is none.
"""

import contextlib
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).parent.parent
STREAMLIT = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port={port}")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "no Chromium: install one (Debian: apt-get install chromium) or name one in COMPUERTAS_CHROMIUM"
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
IDLE = """
quiet => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = !app || app.dataset.testConnectionState !== "CONNECTED" || app.dataset.testScriptState !== "notRunning"
    || document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"], [data-testid="stSpinner"]');
  window.idleSince = busy ? null : window.idleSince ?? performance.now();
  return !busy && performance.now() - window.idleSince >= quiet;
}
"""


class Server:
    """The app on a free port until the `with` block ends, started by `command`, in which {port} stands for the port.

    Raises RuntimeError with the server's own output where it does not come up within `patience` seconds.
    """

    def __init__(self, command: Sequence[str] = STREAMLIT, patience: float = 60) -> None:
        port = free_port()
        self.command = [word.format(port=port) for word in command]
        self.patience = patience
        self.url = f"http://localhost:{port}"

    def __enter__(self) -> Self:
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
        )
        deadline = time.monotonic() + self.patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                output = self.output()
                self.__exit__()
                raise RuntimeError(f"the server did not start:\n{output}")
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self.signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def signal(self, number: signal.Signals) -> None:
        # To the whole group: the command may be `make`, with the server as its child.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def output(self) -> str:
        self.log.seek(0)
        return self.log.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def launch(playwright: Playwright, chromium: str) -> Browser:
    return playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))


def wait_until_idle(page: Page, quiet: float = 0.4, patience: float = 60) -> None:
    """Until the script has run, nothing is loading and it stayed so for `quiet` seconds (reruns chase each other)."""
    page.wait_for_function(IDLE, arg=1000 * quiet, timeout=1000 * patience)


def find_chromium() -> str | None:
    """The path of a Chromium that really starts, or None."""
    named = [os.environ.get("COMPUERTAS_CHROMIUM"), *map(shutil.which, CHROMIUM_NAMES)]
    return next((path for path in named if path and starts(path)), None) or playwrights_chromium()


def playwrights_chromium() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if starts(path) else None


def starts(path: str) -> bool:
    # Ubuntu's /usr/bin/chromium-browser may be a stub that only asks for a snap.
    return succeeds(path, "--version")


def succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_chromium() -> None:
    """Debian's package where root is to be had without a password, else the build that Playwright downloads."""
    root = root_prefix()
    if root is not None and linux_id() == "debian":
        subprocess.run([*root, "apt-get", "update", "-q"], check=False)
        subprocess.run([*root, "apt-get", "install", "-qy", "--no-install-recommends", "chromium"], check=False)
    if not find_chromium():
        libraries = [] if root is None else ["--with-deps"]
        subprocess.run([sys.executable, "-m", "playwright", "install", *libraries, "chromium"], check=False)


def root_prefix() -> list[str] | None:
    """What to put before a command so that it runs as root without a password; None where nothing does."""
    if platform.system() != "Linux":
        return None
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds("sudo", "-n", "true") else None


def linux_id() -> str:
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def main() -> None:
    if not find_chromium():
        print("Installing Chromium for the browser tests.", flush=True)
        install_chromium()
    chromium = find_chromium()
    print(f"Chromium: {chromium}" if chromium else f"Browser tests will not run: {NO_CHROMIUM}")
    if not chromium and os.environ.get("CI"):
        sys.exit(1)


if __name__ == "__main__":
    main()
