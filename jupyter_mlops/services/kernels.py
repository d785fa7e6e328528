"""Which kernels runs can use."""

from __future__ import annotations

from msgspec import Struct

from jupyter_mlops.errors import InvalidError

#: Taken where neither the request nor the notebook names one (as Jupyter does).
DEFAULT_KERNEL = "python3"


class KernelChoice(Struct, frozen=True, kw_only=True):
    """An installed kernelspec."""

    #: Its name.
    name: str
    #: Its name for people.
    display_name: str


def list_kernels() -> list[KernelChoice]:
    """The installed kernelspecs, by name."""
    from jupyter_client.kernelspec import KernelSpecManager

    manager = KernelSpecManager()
    return [
        KernelChoice(name=name, display_name=manager.get_kernel_spec(name).display_name)
        for name in sorted(manager.find_kernel_specs())
    ]


def choose_kernel(asked: str | None, of_notebook: str | None, *, notebook: str) -> str:
    """The kernel that a run will use.

    Args:
        asked: The kernel that the request names, if any.
        of_notebook: The kernel that the notebook's metadata names, if any.
        notebook: The notebook's name, for messages.

    Returns:
        The kernelspec's name.

    Raises:
        InvalidError: It isn't installed.
    """
    from jupyter_client.kernelspec import KernelSpecManager

    name = asked or of_notebook or DEFAULT_KERNEL
    installed = sorted(KernelSpecManager().find_kernel_specs())
    if name not in installed:
        origin = "" if asked else f", which {notebook} names,"
        known = ", ".join(installed) or "none"
        raise InvalidError(
            f"the kernel {name!r}{origin} is not installed",
            hint=f"choose another kernel (installed: {known}) or install this one",
        )
    return name
