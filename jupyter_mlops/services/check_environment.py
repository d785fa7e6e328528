"""What a kernel runs in, told without starting it and without Jupyter's libraries."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct, field

from jupyter_mlops.jobs.environment import read_environment
from jupyter_mlops.services.kernels import DEFAULT_KERNEL

#: Names that Jupyter takes for its own interpreter where no kernelspec has them.
_OWN = frozenset({DEFAULT_KERNEL, "python"})


class _KernelSpec(Struct, frozen=True):
    """The part of `kernel.json` that says what is started."""

    argv: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=16)
def kernel_fingerprint(kernel: str) -> str:
    """Names what a kernel runs in: version, packages, how it is started.

    It is read once a process.

    Args:
        kernel: Name of the kernelspec.

    Returns:
        A text that changes with it; empty where there is no such kernelspec.
    """
    spec = _spec(kernel)
    if spec is None:
        return ""
    environment = read_environment(spec.argv)
    return f"{environment.fingerprint} {spec.argv[1:]} {sorted(spec.env.items())}"


def _spec(kernel: str) -> _KernelSpec | None:
    from jupyter_core.paths import jupyter_path

    for folder in jupyter_path("kernels"):
        with suppress(OSError, msgspec.DecodeError):
            data = Path(folder, kernel, "kernel.json").read_bytes()
            return msgspec.json.decode(data, type=_KernelSpec)
    return _KernelSpec(argv=[sys.executable]) if kernel in _OWN else None
