"""How long does a cancel take, from the request to the proof that no process is left?

Of an endless loop that can be interrupted, and of one that can't and has started children.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from _figures import figure, tell, timed
from _notebooks import write_notebook
from _server import Server, served

_ROUNDS = 5
#: What users may wait, in seconds.
_ALLOWED = 2.0
_LOOP = "while True: pass"
_STUBBORN = (
    "import signal, subprocess, sys\n"
    "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "sleep = [sys.executable, '-c', 'import time; time.sleep(300)']\n"
    "for detached in (True, False): subprocess.Popen(sleep, start_new_session=detached)\n"
    "while True: pass"
)


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        root, home = Path(scratch, "root"), Path(scratch, "home")
        root.mkdir()
        sources = {"loop": _LOOP, "stubborn": _STUBBORN}
        for name, source in sources.items():
            write_notebook(root / f"{name}.ipynb", 2, source)
        with served(root, home) as server:
            waits = {name: [_cancel(server, name) for _ in range(_ROUNDS)] for name in sources}
    for name, seconds in waits.items():
        tell(f"cancel of a {name}", seconds)
    figure("cancel", max(max(seconds) for seconds in waits.values()) / _ALLOWED, 1.0)


def _cancel(server: Server, name: str) -> float:
    """Starts a notebook, lets its loop run for a moment, and measures the cancel."""
    run = f"mlops/api/v1/runs/{_start(server, name)}"
    while server.ask("GET", run)["progress"]["cell_index"] != 1:
        time.sleep(0.05)
    time.sleep(0.5)
    return timed(lambda: server.ask("POST", f"{run}/cancel"))


def _start(server: Server, name: str) -> str:
    run_id: str = server.ask("POST", "mlops/api/v1/runs", {"path": f"{name}.ipynb"})["id"]
    return run_id


if __name__ == "__main__":
    main()
