"""Forks kernels: `python -m jupyter_mlops.jobs.warm.kernel_template FOLDER CONTROL SIZE IMPORTS`.

It has carried out a notebook's imports, and keeps some forked kernels ready, their sockets bound.
An order gives one of them its run: folder, mark, log, and the connection by which it notices that
its runner has gone. What a fork would not survive is found out before the first one, and the
program loaded anew without it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from jupyter_mlops.jobs.warm.forked_kernel import become_kernel, import_all
from jupyter_mlops.jobs.warm.forking import begin_template, template_in
from jupyter_mlops.jobs.warm.freshness import environment_digest
from jupyter_mlops.jobs.warm.kernel_pool import KernelPool
from jupyter_mlops.jobs.warm.messages import send
from jupyter_mlops.jobs.warm.orders import Judge
from jupyter_mlops.jobs.warm.preloading import preload, remembered, threads_after_fork

#: What ipykernel sets where nothing else is set, before anything can import matplotlib.
_INLINE = "module://matplotlib_inline.backend_inline"


def main() -> int:
    """Serves; in a child, is the kernel."""
    own, control, size = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3])
    with template_in(own, control):
        judge = _load(control)
        cwd_kept_in = remembered(own)
        gc.collect()
        gc.freeze()  # so that no child writes to what it shares, which is what copies it
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        pool = KernelPool(own, control, size, judge)
        send(control, {"ready": True})
        place = pool.serve()
    if place is None:
        return 0
    return become_kernel(place, cwd_kept_in)


def _load(control: socket.socket) -> Judge:
    """Imports what there is to import, as far as a fork survives it."""
    given, imports = dict(os.environ), json.loads(sys.argv[4])
    begin_template()
    import_all()
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = _INLINE
    plain = _libraries()
    for statement in imports:
        reason = preload(statement)
        if reason:
            send(control, {"left_out": statement, "reason": reason})
            # Nothing undoes an import but another start.
            left = json.dumps([each for each in imports if each != statement])
            command = [sys.executable, "-m", __spec__.name, *sys.argv[1:4], left]
            os.execve(sys.executable, command, given)  # noqa: S606 - our own program again
    if threads_after_fork() != 1:
        raise RuntimeError("a thread is left after a fork")
    return Judge(environment=environment_digest(given), names=_libraries() - plain)


def _libraries() -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in sys.modules)


if __name__ == "__main__":
    sys.exit(main())
