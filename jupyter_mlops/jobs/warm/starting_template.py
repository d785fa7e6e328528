"""Starts kernels beforehand: `... starting_template FOLDER CONTROL SIZE SPEC`.

For kernels that cannot be forked from ours: other interpreters', other languages'. They wait in the
folder that the last run was in, each with a small process beside it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from pathlib import Path

from jupyter_mlops.jobs.warm.forking import begin_template, template_in
from jupyter_mlops.jobs.warm.freshness import environment_digest
from jupyter_mlops.jobs.warm.keeper import fill, keep_kernel
from jupyter_mlops.jobs.warm.kernel_pool import KernelPool
from jupyter_mlops.jobs.warm.mark import VARIABLE
from jupyter_mlops.jobs.warm.messages import send
from jupyter_mlops.jobs.warm.orders import Judge


def main() -> int:
    """Serves; in a child, looks after a kernel."""
    own, control, size = Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3])
    spec = json.loads(sys.argv[4])
    given = {name: value for name, value in os.environ.items() if name != VARIABLE}
    with template_in(own, control):
        begin_template()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        judge = Judge(environment=environment_digest({**given, **spec["env"]}), names=frozenset())
        pool = KernelPool(own, control, size, judge, settled=True)
        send(control, {"ready": True})
        place = pool.serve()
    if place is None:
        return 0
    return keep_kernel(place, spec["argv"], fill(given, spec["env"]))


if __name__ == "__main__":
    sys.exit(main())
