"""How much an algorithm may still do."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_mlops.notebooks.diff.budget import Budget


@dataclass
class Work:
    """A count of elementary steps that only falls, so that a bound holds on every machine.

    Args:
        left: Steps that are left.
        budget: The time, which ends the work too.
    """

    left: int
    budget: Budget

    def pay(self, steps: int) -> bool:
        """Takes steps away; False if none were left, or no time."""
        if self.left <= 0 or self.budget.spent:
            self.left = 0
            return False
        self.left -= steps
        return True
