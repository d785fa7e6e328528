"""ipykernel's application, begun before and finished after it is known whose kernel it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp


class PreparedKernelApp(IPKernelApp):
    """A kernel whose sockets are bound, but which has run nothing of the user's yet.

    The user's extensions and startup files see the run's working directory and environment.
    """

    def init_path(self) -> None:
        """Waits for `settle`."""

    def init_extensions(self) -> None:
        """Waits for `settle`."""

    def init_code(self) -> None:
        """Waits for `settle`."""

    def settle(self, folder: Path) -> None:
        """Finishes what was left, now that the working directory and environment are the run's.

        Args:
            folder: Where the sockets are now.
        """
        self._move(folder)
        super().init_path()  # type: ignore[no-untyped-call]
        super().init_extensions()  # type: ignore[no-untyped-call]
        super().init_code()  # type: ignore[no-untyped-call]
        # Without a bound, beyond which outputs would be dropped.
        socket = self.iopub_thread.socket
        self.iopub_thread.schedule(lambda: socket.setsockopt(zmq.SNDHWM, 0))
        sys.stdout.flush()
        sys.stderr.flush()

    def _move(self, folder: Path) -> None:
        file = folder / "kernel.json"
        connection = json.loads(file.read_bytes())
        connection["ip"] = self.ip = str(folder / "kernel-ipc")
        file.write_text(json.dumps(connection), encoding="utf-8")
        sys.argv = [str(file) if each == self.connection_file else each for each in sys.argv]
        self.connection_file = str(file)

    def addresses(self) -> dict[str, Any]:
        """How a client reaches the kernel."""
        found: dict[str, Any] = json.loads(Path(self.connection_file).read_bytes())
        return found
