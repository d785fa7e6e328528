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
from jupyter_mlops.jobs.warm.forking import begin_template, forget_template
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
    imports: list[str] = json.loads(sys.argv[4])
    environment = environment_digest(os.environ)
    begin_template()
    import_all()
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = _INLINE
    own_names = {name.partition(".")[0] for name in sys.modules}
    for statement in imports:
        reason = preload(statement)
        if reason:
            send(control, {"left_out": statement, "reason": reason})
            _load_again_without(statement, imports)
    if threads_after_fork() != 1:
        send(control, {"left_out": "everything", "reason": "a thread is left after a fork"})
        return 1
    gc.collect()
    gc.freeze()  # so that no child writes to what it shares, which is what copies it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    names = {name.partition(".")[0] for name in sys.modules} - own_names
    judge = Judge(environment=environment, names=frozenset(names))
    pool = KernelPool(own, control, size, judge)
    send(control, {"ready": True})
    place = pool.serve()
    if place is None:
        forget_template(own)
        return 0
    return become_kernel(place, remembered(own))


def _load_again_without(statement: str, imports: list[str]) -> None:
    """Replaces this process by one that has not seen the statement: nothing undoes an import."""
    left = json.dumps([each for each in imports if each != statement])
    os.environ.pop("MPLBACKEND") if os.environ.get("MPLBACKEND") == _INLINE else None
    os.execv(  # noqa: S606 - our own program again
        sys.executable, [sys.executable, "-m", __spec__.name, *sys.argv[1:4], left]
    )


if __name__ == "__main__":
    sys.exit(main())
