"""A forked process on its way to being the kernel of one run."""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_mlops.jobs.warm.kernel_pool import Place, leave_place
from jupyter_mlops.jobs.warm.mark import write_mark
from jupyter_mlops.jobs.warm.messages import receive, send

#: What a kernel imports as it starts or with its first cell.
_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.datapub",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "matplotlib_inline.backend_inline",
    "zmq.eventloop.zmqstream",
)
#: The log of a kernel until it has a run.
_LOG = "mlops-log"

Remembered = list[tuple[dict[str, Any], str]]


def import_all() -> None:
    """Imports what every kernel does."""
    for name in _MODULES[:3]:
        importlib.import_module(name)


def become_kernel(place: Place, cwd_kept_in: Remembered) -> int:
    """Binds sockets, waits for an order, carries it out and runs the kernel to its end.

    Args:
        place: Where the order comes from.
        cwd_kept_in: Where modules have kept the template's working directory.

    Returns:
        The exit status.
    """
    log = os.memfd_create(_LOG)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        _reseed()
        app = _prepare(place.folder)
        send(place.orders, {"ready": True})
        asked = receive(place.orders)
    except BaseException:  # noqa: BLE001 - whatever it is, leaving would wait for zmq's threads
        os._exit(1)
    if asked is None:  # the template has gone, and nobody will ask
        leave_place(place)
        os._exit(0)
    place.orders.close()
    order, (line, target) = asked
    runner = socket.socket(fileno=line)
    runner.settimeout(None)  # the template's travels along
    try:
        _settle(order, cwd_kept_in)
        _redirect(log, target)
        _forget_ourselves()
        app.settle(Path(order["folder"]))
    except Exception as error:  # noqa: BLE001 - the run gets a new process
        with suppress(OSError):
            send(runner, {"refused": f"{type(error).__name__}: {error}"})
        os._exit(1)
    threading.Thread(target=_follow, args=[runner], daemon=True, name="runner").start()
    send(runner, {"pid": os.getpid(), "connection": app.addresses(), "forked": True})
    app.start()
    return 0


def _prepare(folder: Path) -> Any:
    from jupyter_mlops.jobs.warm.prepared_app import PreparedKernelApp

    file = folder / "kernel.json"
    ports = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
    connection = {
        "transport": "ipc",
        "ip": str(folder / "kernel-ipc"),
        "key": os.urandom(32).hex(),
        "signature_scheme": "hmac-sha256",
        **{name: number for number, name in enumerate(ports, 1)},
    }
    file.write_text(json.dumps(connection), encoding="utf-8")
    launcher = importlib.util.find_spec("ipykernel_launcher")
    arguments = ["-f", str(file), "--HistoryManager.hist_file=:memory:"]
    sys.argv = [launcher.origin if launcher and launcher.origin else "ipykernel", *arguments]
    app = PreparedKernelApp.instance(parent_handle=1)
    app.initialize(arguments)  # type: ignore[no-untyped-call]
    return app


def _reseed() -> None:
    """Gives this process chance of its own, which a fork has in common with its template.

    The standard library's `random` sees to that itself.
    """
    numpy_random = sys.modules.get("numpy.random.mtrand")
    if numpy_random is not None:
        numpy_random.seed()
    processes = sys.modules.get("multiprocessing.process")
    if processes is not None:
        processes.current_process().authkey = os.urandom(32)


def _settle(order: dict[str, Any], cwd_kept_in: Remembered) -> None:
    """Makes this process the run's: mark, umask, folder."""
    write_mark(order["run_id"])
    os.environ["JPY_PARENT_PID"] = str(order["parent"])
    os.umask(order["umask"])
    Path(order["own"]).rename(order["folder"])
    os.chdir(order["cwd"])
    for namespace, name in cwd_kept_in:
        namespace[name] = type(namespace[name])(order["cwd"])
    importlib.invalidate_caches()


def _redirect(log: int, target: int) -> None:
    """Has all that goes to the log so far, by however many copies of it, go to the run's."""
    own = os.fstat(log)
    for entry in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names alone
        with suppress(OSError):
            number = int(entry)
            found = os.fstat(number)
            if (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino) and number != log:
                os.dup2(target, number)
    said = os.pread(log, own.st_size, 0)
    if said:
        os.write(target, said)
    os.close(log)
    os.close(target)


def _follow(runner: socket.socket) -> None:
    """Ends the kernel, and what it has started in its group, when its runner is gone."""
    with suppress(OSError):
        while runner.recv(1):
            pass
    os.killpg(os.getpid(), signal.SIGKILL)


def _forget_ourselves() -> None:
    """Leaves a notebook that imports this very package to import it itself."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "jupyter_mlops"]:
        del sys.modules[name]
