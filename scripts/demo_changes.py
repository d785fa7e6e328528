"""Changes to the demo project that nobody has committed yet, for the pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: A cell that needs the training notebook's predictions.
ADDED = """\
# Which patients does the model get most wrong?
residuals = test["target"] - predicted
test.assign(residual=residuals).nlargest(5, "residual", keep="all").round(1)"""
_EDITED = {
    "alpha: float = 0.5": "alpha: float = 0.1",
    'model: Literal["ridge", "lasso"] = "ridge"': 'model: Literal["ridge", "lasso"] = "lasso"',
    "dpi=72": "dpi=96",
    "predicted)), 4)": "predicted)), 3)",
}
_FUNCTION = """\
def bias(actual: pd.Series, predicted: pd.Series) -> float:
    \"\"\"Measures how far predictions are off on average.\"\"\"
    return round(float((predicted - actual).mean()), 3)"""
#: Index of the cell that goes to the end, before the one that is added; none needs it.
_MOVED = 15


def change_project(project: Path, executed: Path) -> None:
    """Edits the training notebook, as if somebody had worked in it, and two other files.

    Args:
        project: The demo project.
        executed: The training notebook after a run, whose outputs the working file gets.
    """
    file = project / "train.ipynb"
    nb = json.loads(file.read_text("utf-8"))
    outputs = _outputs(json.loads(executed.read_text("utf-8")))
    for cell in nb["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs.get(cell["id"], cell["outputs"])
        for old, new in _EDITED.items():
            source = source.replace(old, new)
        cell["source"] = source.splitlines(keepends=True)
    nb["cells"].append(nb["cells"].pop(_MOVED))
    nb["cells"].append(new_cell(ADDED, "worst-patients"))
    file.write_text(json.dumps(nb, indent=1, ensure_ascii=False) + "\n", "utf-8")
    with (project / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("\nThe lasso is the default now.\n")
    (project / "features.py").write_text('FEATURES = ["bmi", "bp", "s5"]\n', "utf-8")


def add_function(project: Path) -> None:
    """Adds an exported cell to the training notebook, after the last one."""
    file = project / "train.ipynb"
    nb = json.loads(file.read_text("utf-8"))
    place = max(at for at, cell in enumerate(nb["cells"]) if "export" in _tags(cell)) + 1
    nb["cells"].insert(place, new_cell(_FUNCTION, "bias", tags=["export"]))
    file.write_text(json.dumps(nb, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", ()))


def _outputs(nb: dict[str, Any]) -> dict[str, Any]:
    return {cell["id"]: cell["outputs"] for cell in nb["cells"] if "outputs" in cell}


def new_cell(source: str, id_: str, **metadata: object) -> dict[str, Any]:
    """Returns a code cell that was never run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": id_,
        "metadata": metadata,
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
