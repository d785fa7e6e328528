"""How long does it take to export 50 notebooks, ours, nbdev's and jupytext's way?

Each is a command of its own, measured in turn: once with nothing exported yet and nothing known,
once after one notebook was edited. The latter also in processes that stay, as the Lab's server
does. Jupytext converts the notebooks to scripts, which is less.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from _figures import figure, interleaved, tell, timed

_NOTEBOOKS = 50
_FUNCTIONS = 20
#: Every so manieth example draws one, of 44 KB.
_PICTURE_EVERY = 5
_ROUNDS = 5
#: Seconds for a process to end.
_PATIENCE = 60
_TARGETS = {"cold": 0.3, "one-changed": 0.1, "one-changed-in-process": 0.1}

_NBDEV = """\
[project]
name = "measured"
version = "0.1.0"

[tool.nbdev]
nbs_path = "nbs"
lib_path = "measured"
"""
_OURS = """\
[project]
name = "measured"
version = "0.1.0"
"""
_PROSE = "What it is for, and how it came to be, in a few words that explain it. " * 4
_FUNCTION = """\
#| export
def {name}(values, factor={factor}, *, offset: float = 0.0):
    "Scales `values`, and tells their total as JSON."
    total = offset
    for value in values:
        if value is None:
            continue
        total += math.sqrt(abs(value)) * factor
    return json.dumps({{"total": total, "count": len(values)}})
"""


class Rival:
    """A program that exports a project.

    Args:
        folder: Where its copy of the project goes.
        pyproject: What the project says of itself; nothing for a program that doesn't ask.
        command: Its command line, called in the project.
        made: The folder that it writes to, relative to the project's.
    """

    def __init__(self, folder: Path, pyproject: str, command: list[str], made: str) -> None:
        self._folder = folder
        self._command = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
        self._made = folder / made
        self._environment = {**os.environ, "JUPYTER_MLOPS_HOME": str(folder / "home")}
        self._edits = 0
        self._staying: subprocess.Popen[str] | None = None
        (folder / "nbs").mkdir(parents=True)
        if pyproject:
            (folder / "pyproject.toml").write_text(pyproject, encoding="utf-8")
        for number in range(_NOTEBOOKS):
            self._write(number)

    def cold(self) -> float:
        """Seconds for all notebooks, of which nothing is known."""
        for known in (self._made, self._folder / "home"):
            shutil.rmtree(known, ignore_errors=True)
        return self._export()

    def one_changed(self) -> float:
        """Seconds after one notebook was edited."""
        self._edits += 1
        self._write(self._edits % _NOTEBOOKS)
        return self._export()

    def stay(self, name: str) -> None:
        """Exports in one process from now on.

        Args:
            name: What the worker calls this program.
        """
        worker = Path(__file__).with_name("_export_worker.py")
        self._staying = subprocess.Popen(
            [sys.executable, worker, name],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def end(self) -> None:
        """Ends the process."""
        if self._staying is not None:
            self._staying.communicate(timeout=_PATIENCE)

    def check(self) -> None:
        """Makes sure that what was measured has been done."""
        modules = [file for file in self._made.glob("*.py") if file.stem.startswith("module_")]
        texts = [file.read_text(encoding="utf-8") for file in modules]
        functions = sum(text.count("def function_") for text in texts)
        if (len(texts), functions) != (_NOTEBOOKS, _NOTEBOOKS * _FUNCTIONS):
            raise RuntimeError(f"{self._command}: {len(texts)} modules, {functions} functions")
        if not any(f"edit = {self._edits}\n" in text for text in texts):
            raise RuntimeError(f"{self._command}: the last edit is missing")

    def _export(self) -> float:
        if self._staying is not None:
            return self._ask(self._staying)
        return timed(
            lambda: subprocess.run(
                self._command,
                cwd=self._folder,
                env=self._environment,
                check=True,
                capture_output=True,
            )
        )

    def _ask(self, worker: subprocess.Popen[str]) -> float:
        if worker.stdin is None or worker.stdout is None:
            raise AssertionError
        print(file=worker.stdin, flush=True)
        return float(worker.stdout.readline())

    def _write(self, number: int) -> None:
        file = self._folder / "nbs" / f"module_{number:02}.ipynb"
        file.write_text(json.dumps(_notebook(number, self._edits)), encoding="utf-8")


def main() -> None:
    """Measures and tells."""
    with tempfile.TemporaryDirectory() as scratch:
        rivals = {
            "jupyter-mlops": Rival(
                Path(scratch, "ours"), _OURS, ["jupyter-mlops", "export"], "src/measured"
            ),
            "nbdev": Rival(Path(scratch, "nbdev"), _NBDEV, ["nbdev-export"], "measured"),
        }
        jupytext = Rival(Path(scratch, "jupytext"), "", _jupytext(), "nbs")
        _tell("cold", _cold(rivals))
        _tell("one-changed", _changed(rivals))
        for name, rival in rivals.items():
            rival.stay(name)
        _tell("one-changed-in-process", _changed(rivals))
        for rival in rivals.values():
            rival.end()
            rival.check()
        tell("all, jupytext to scripts", [jupytext.one_changed() for _ in range(2)])


def _tell(name: str, measured: Mapping[str, list[float]]) -> None:
    """Tells what the rivals took, ours first, and how they compare."""
    for rival, seconds in measured.items():
        tell(f"{name}, {rival}", seconds)
    ours, theirs = (statistics.median(seconds) for seconds in measured.values())
    figure(f"export-{name}", ours / theirs, _TARGETS[name])


def _cold(rivals: Mapping[str, Rival]) -> dict[str, list[float]]:
    measures: dict[str, Callable[[], float]] = {name: each.cold for name, each in rivals.items()}
    return interleaved(_ROUNDS, measures)


def _changed(rivals: Mapping[str, Rival]) -> dict[str, list[float]]:
    measures = {name: each.one_changed for name, each in rivals.items()}
    return interleaved(_ROUNDS, measures)


def _jupytext() -> list[str]:
    names = [f"nbs/module_{number:02}.ipynb" for number in range(_NOTEBOOKS)]
    return ["jupytext", "--to", "py:percent", *names]


def _notebook(number: int, edit: int) -> dict[str, object]:
    """A notebook of a library: prose, functions to export, and examples with what they show."""
    cells = [
        _code(f"{number}-0", f"#| default_exp module_{number:02}"),
        _code(f"{number}-1", f"#| export\nimport math\nimport json\n\nedit = {edit}"),
    ]
    for index in range(_FUNCTIONS):
        name, key = f"function_{number}_{index}", f"{number}-{index + 1}"
        cells.append(_markdown(f"{key}-prose", f"## {name}\n\n{_PROSE}"))
        cells.append(_code(f"{key}-code", _FUNCTION.format(name=name, factor=index)))
        cells.append(_code(f"{key}-example", f"{name}([1, 2, 3])", _output(index)))
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _output(index: int) -> dict[str, object]:
    """A text, or now and then a picture."""
    if index % _PICTURE_EVERY:
        return {"output_type": "stream", "name": "stdout", "text": ["a line of output\n"] * 20}
    data = {"image/png": "iVBORw0KGgo" * 4000, "text/plain": ["<Figure>"]}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _markdown(key: str, source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": f"cell-{key}", "metadata": {}, "source": source}


def _code(key: str, source: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {
        "cell_type": "code",
        "id": f"cell-{key}",
        "metadata": {},
        "source": source.splitlines(keepends=True),
        "outputs": outputs,
        "execution_count": None,
    }


if __name__ == "__main__":
    main()
