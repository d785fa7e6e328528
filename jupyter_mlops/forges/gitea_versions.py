"""What a Gitea or Forgejo of some version can do."""

from __future__ import annotations

import re
import time
from typing import Final

from msgspec import Struct

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.forges.cache import Cache
from jupyter_mlops.forges.detect import kind_of_version
from jupyter_mlops.forges.gitea_wire import WireVersion
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.forges.rest import Rest

_DAY: Final = 86400.0
_LEADING: Final = re.compile(r"v?(\d+)\.(\d+)")
_GITEA_JOBS: Final = (1, 25)
_GITEA_RERUN: Final = (1, 27)
#: What came after 1.27: the leading 1 was dropped.
_GITEA_CANCEL: Final = (28, 0)
_FORGEJO_JOBS: Final = (16, 0)
_FORGEJO_RERUN: Final = (17, 0)


class Version(Struct, frozen=True, kw_only=True):
    """Which of the two a host is, and how new."""

    kind: ForgeKind
    number: tuple[int, int]

    @property
    def jobs(self) -> bool:
        """Whether it tells of runs with their jobs, and gives their logs."""
        known = _FORGEJO_JOBS if self.kind is ForgeKind.FORGEJO else _GITEA_JOBS
        return self.number >= known

    @property
    def rerun(self) -> bool:
        """Whether runs and jobs can be run again."""
        known = _FORGEJO_RERUN if self.kind is ForgeKind.FORGEJO else _GITEA_RERUN
        return self.number >= known

    @property
    def rerun_failed(self) -> bool:
        """Whether only what failed of a run can be run again."""
        return self.kind is ForgeKind.GITEA and self.rerun

    @property
    def cancel(self) -> bool:
        """Whether runs can be cancelled."""
        known = _FORGEJO_JOBS if self.kind is ForgeKind.FORGEJO else _GITEA_CANCEL
        return self.number >= known


class Known(Struct, frozen=True, kw_only=True):
    """A version that was told, and when."""

    text: str
    at: float


def version_of(rest: Rest, cache: Cache, api: str) -> Version:
    """Which version a host is; as if it were old where it doesn't say.

    Args:
        rest: How it is asked.
        cache: What it has said, which counts for a day.
        api: Where its interface is.
    """
    key = f"version {api}"
    known = cache.get(key, Known)
    if known is not None and time.time() - known.at < _DAY:
        return read_version(known.text)
    try:
        text = rest.get("/version", WireVersion).version
    except MlopsError:
        return read_version("" if known is None else known.text)
    cache.put(key, Known(text=text, at=time.time()))
    return read_version(text)


def read_version(text: str) -> Version:
    """Reads a version, such as `1.25.0+dev-12`, `28.0.0` or `11.0.1+gitea-1.22.0`."""
    found = _LEADING.match(text)
    number = (int(found[1]), int(found[2])) if found else (0, 0)
    return Version(kind=kind_of_version(text), number=number)
