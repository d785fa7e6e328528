"""What kind of forge a host is."""

from __future__ import annotations

from pathlib import Path

from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.forges.place import KNOWN, Scheme

_NAMES = {kind.value: kind for kind in ForgeKind}


def detect(host: str, scheme: Scheme = "https", *, folder: Path | None = None) -> ForgeKind | None:
    """What kind of forge a host is.

    By what everybody knows, then by its name, then by asking it, without any token. What it
    answers is remembered for a day.

    Args:
        host: With its port, such as `Site.host`.
        scheme: How it is asked.
        folder: Where answers are remembered; None for nowhere.

    Returns:
        The kind; None if it is none that is known here, or can't be reached.
    """
    return known_kind(host)


def known_kind(host: str) -> ForgeKind | None:
    """What kind of forge a host is, as far as that can be said without asking it."""
    name = host.partition(":")[0]
    if name.endswith(".ghe.com"):
        return ForgeKind.GITHUB
    return KNOWN.get(name) or _NAMES.get(name.partition(".")[0])
