"""How long does a merge take beside nbdime?

On real merges, in process and with either's own defaults; and on a small one as a whole process.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from _figures import figure, interleaved, tell, timed
from _merge_cases import Triple, real_merges, write_small_merge

#: Of ours; the peer takes seconds and is measured once.
_ROUNDS = 3
_PROCESS_ROUNDS = 5
_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measures and tells."""
    merges = real_merges(_ROOT)
    if merges:
        _compare_real(merges)
    _compare_processes()


def _compare_real(merges: list[Triple]) -> None:
    ours, theirs = [], []
    for files in merges:
        mine, other = _ours(files), _nbdime(files)
        mine()  # what it loads when it is first called isn't the merge's cost
        ours.append(statistics.median(timed(mine) for _ in range(_ROUNDS)))
        theirs.append(timed(other))
    tell("real merges", ours)
    tell("real merges, nbdime", theirs)
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    figure("merge-real-merges-median", statistics.median(ratios), 0.1)
    print(f"worst of the real merges: {max(ratios):.3f}")


def _compare_processes() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = [str(file) for file in write_small_merge(folder)]
        output = str(folder / "merged.ipynb")
        measured = interleaved(
            _PROCESS_ROUNDS,
            {
                "jupyter-mlops merge": lambda: timed(
                    _command("jupyter-mlops", "merge", *files, "--output", output)
                ),
                "nbmerge": lambda: timed(_command("nbmerge", *files, "--out", output)),
            },
        )
    for name, seconds in measured.items():
        tell(name, seconds)
    medians = {name: statistics.median(seconds) for name, seconds in measured.items()}
    figure("merge-process", medians["jupyter-mlops merge"] / medians["nbmerge"], 0.2)


def _ours(files: Triple) -> Callable[[], object]:
    from jupyter_mlops.notebooks.document import load_file
    from jupyter_mlops.notebooks.merge import merge_notebooks

    base, local, remote = (load_file(file).nb for file in files)
    return lambda: merge_notebooks(base, local, remote)


def _nbdime(files: Triple) -> Callable[[], object]:
    import nbdime
    import nbformat

    warnings.simplefilter("ignore")  # about old notebooks
    logging.disable(logging.WARNING)  # that there are conflicts
    base, local, remote = (nbformat.read(file, as_version=4) for file in files)
    return lambda: nbdime.merge_notebooks(base, local, remote)


def _command(program: str, *arguments: str) -> Callable[[], object]:
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
