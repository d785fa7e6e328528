"""Prints a page by a Chromium that is installed; none is ever downloaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jupyter_mlops.errors import UnavailableError
from jupyter_mlops.jobs.processes import RUN_VARIABLE, kill_run

#: Names a browser that isn't found by itself.
BROWSER_VARIABLE = "JUPYTER_MLOPS_CHROMIUM"

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("chromium-headless-shell", "msedge", "microsoft-edge"),
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
#: Milliseconds of the page's own time for its scripts, such as those of formulas and plots.
_SETTLING = 10_000
_TIMEOUT = 120.0
_POLL = 0.05


def find_browser() -> str | None:
    """The command of an installed Chromium, or of one of its relatives."""
    named = os.environ.get(BROWSER_VARIABLE)
    found = map(shutil.which, (named,) if named else (*_NAMES, *_APPLICATIONS))
    return next(filter(None, found), None)


def print_to_pdf(page: str, *, run_id: str, stopped: Callable[[], bool]) -> bytes:
    """The pages of a PDF.

    Args:
        page: HTML.
        run_id: The run, by which the browser's processes are found.
        stopped: Whether somebody wants it to end.

    Raises:
        UnavailableError: There is no browser, or it made no PDF.
    """
    browser = find_browser()
    if browser is None:
        raise UnavailableError(
            "no Chromium is installed",
            hint=f"install it, or name one by the environment variable {BROWSER_VARIABLE}",
        )
    with tempfile.TemporaryDirectory(prefix="mlops-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8", errors="replace")
        said = _run([browser, *_options(folder)], folder, run_id, stopped)
        try:
            return (folder / "page.pdf").read_bytes()
        except FileNotFoundError as error:
            raise UnavailableError(
                f"{Path(browser).name} made no PDF{said}", hint="the HTML can be printed by hand"
            ) from error


def _options(folder: Path) -> list[str]:
    # As root it refuses to start with its sandbox; the page is what the run has printed itself.
    root = sys.platform != "win32" and os.geteuid() == 0
    return [
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={folder / 'profile'}",
        *(["--no-sandbox"] if root else []),
        "--no-pdf-header-footer",
        f"--virtual-time-budget={_SETTLING}",
        f"--print-to-pdf={folder / 'page.pdf'}",
        (folder / "page.html").as_uri(),
    ]


def _run(command: list[str], folder: Path, run_id: str, stopped: Callable[[], bool]) -> str:
    """Runs it to its end, or ends it with all its processes; why it had no success."""
    deadline = time.monotonic() + _TIMEOUT
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(  # noqa: S603 - an installed browser, an argument list
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, RUN_VARIABLE: run_id},
        )
        while process.poll() is None and not stopped() and time.monotonic() < deadline:
            time.sleep(_POLL)
        late = process.poll() is None
        kill_run(run_id)
        process.wait()
        said.seek(0)
        last = said.read().decode(errors="replace").strip().rpartition("\n")[2]
    return f" within {_TIMEOUT:g} s" if late else f": {last}" if last else ""
