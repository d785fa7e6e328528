"""Kernelspecs, as far as a template depends on them."""

from __future__ import annotations

import os
import sys

from msgspec import Struct

#: How our own interpreter's kernels are started, after the interpreter.
_COMMANDS = (
    ["-m", "ipykernel_launcher", "-f", "{connection_file}"],
    ["-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
)
#: Names that jupyter_client takes for the interpreter that it runs in itself.
_OWN = {"python", "python3", f"python3.{sys.version_info.minor}", sys.executable}


class Spec(Struct, frozen=True):
    """A kernelspec."""

    #: Its file.
    file: str
    #: What tells the state of the file.
    stamp: int
    #: The command, but for the connection file.
    command: tuple[str, ...]
    #: Its own variables.
    environment: tuple[tuple[str, str], ...]
    #: Whether its kernels are ours, so that they can be forked; else they are started beforehand.
    forkable: bool


class Specs:
    """Reads kernelspecs, again when they have changed."""

    def __init__(self) -> None:
        self._known: dict[str, Spec] = {}

    def get(self, kernel: str) -> Spec | None:
        """The kernelspec of that name; None if its kernels are not to be prepared."""
        known = self._known.get(kernel)
        if known is None or _stamp(known.file) != known.stamp:
            known = _read(kernel)
        if known is None:
            self._known.pop(kernel, None)
        else:
            self._known[kernel] = known
        return known


def _read(kernel: str) -> Spec | None:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec(kernel)
    except NoSuchKernel:
        return None
    command, environment = list(spec.argv), dict(spec.env)
    if not command or (spec.metadata or {}).get("kernel_provisioner"):
        return None  # somebody else starts it, perhaps on another machine
    own = command[0] in _OWN
    plain = not any("$" in value for value in environment.values())
    file = os.path.join(spec.resource_dir, "kernel.json")  # noqa: PTH118 - compared as text
    return Spec(
        file=file,
        stamp=_stamp(file),
        command=(
            sys.executable if own else command[0],
            *(each.replace("{resource_dir}", spec.resource_dir) for each in command[1:]),
        ),
        environment=tuple(sorted(environment.items())),
        forkable=own and plain and command[1:] in _COMMANDS,
    )


def _stamp(file: str) -> int:
    try:
        return os.stat(file).st_mtime_ns  # noqa: PTH116 - the same
    except OSError:
        return 0
