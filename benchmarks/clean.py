"""How long does git take over 200 notebooks that a filter cleans, ours or nbstripout's?

For `git add` of all of them, and for `git status` after all were touched, whatever git itself takes
included.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from _figures import figure, tell, timed
from _repository import Repository

_NOTEBOOKS = 200
#: The peer starts an interpreter for each notebook and takes minutes for all of them.
_OF_THE_PEER = 10
_ROUNDS = 5
_ROUNDS_OF_THE_PEER = 2
_TARGET = 0.0333


class Costs(NamedTuple):
    """Seconds that git took, by round."""

    add: list[float]
    status: list[float]


def main() -> None:
    """Measures and tells."""
    ours = _measure(["jupyter-mlops", "git", "setup"], _NOTEBOOKS, _ROUNDS)
    few = _measure(["nbstripout", "--install"], _OF_THE_PEER, _ROUNDS_OF_THE_PEER)
    factor = _NOTEBOOKS / _OF_THE_PEER
    print(f"nbstripout was measured on {_OF_THE_PEER} of the notebooks and scaled by {factor:g}")
    for name, mine, others in zip(Costs._fields, ours, few, strict=True):
        scaled = [seconds * factor for seconds in others]
        tell(f"git {name}", mine)
        tell(f"git {name}, nbstripout", scaled)
        figure(f"clean-git-{name}", statistics.median(mine) / statistics.median(scaled), _TARGET)


def _measure(setup: Sequence[str], notebooks: int, rounds: int) -> Costs:
    """What git takes in repositories in which a program has set up its filter."""
    costs = Costs([], [])
    size = 0
    program, *arguments = setup
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            repository = Repository(Path(scratch, "measured"), notebooks)
            repository.run(str(Path(sys.executable).with_name(program)), *arguments)
            costs.add.append(timed(repository.add))
            repository.check_is_clean()
            size = repository.size
            repository.touch()
            costs.status.append(timed(repository.ask_status))
    print(f"{program}: {notebooks} notebooks of {size / notebooks / 1000:.0f} KB on average")
    return costs


if __name__ == "__main__":
    main()
