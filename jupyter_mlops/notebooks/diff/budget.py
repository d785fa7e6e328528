"""A limit to how long a diff may think."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """Time for one diff; whoever works in a loop asks now and then, and coarsens once it is spent.

    Args:
        seconds: How long; infinite by default.
    """

    seconds: float = float("inf")
    _start: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() - self._start > self.seconds
