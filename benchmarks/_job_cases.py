"""What the benchmark of jobs runs."""

from __future__ import annotations

from pathlib import Path

from _notebooks import write_notebook

TRIVIAL = "trivial"
IMPORTS = "imports"
LARGE = "large"
PRINTS = "prints"

_CASES = {
    TRIVIAL: (20, "n + 1"),
    IMPORTS: (20, "import pandas, sklearn, matplotlib.pyplot\nn + 1"),
    LARGE: (51, "print(chr(97 + n) * 1_000_000)"),
    PRINTS: (2, "for i in range(20_000):\n    print(i, flush=True)"),
}


def write_cases(root: Path) -> None:
    """Writes a notebook for each."""
    for name, (cells, source) in _CASES.items():
        write_notebook(root / f"{name}.ipynb", cells, source)
