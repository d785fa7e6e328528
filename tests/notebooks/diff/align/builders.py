"""Cells in few words, and what becomes of them."""

from __future__ import annotations

from typing import Any

from jupyter_mlops.notebooks.diff.align import Alignment, align_cells
from jupyter_mlops.notebooks.diff.budget import Budget

Cells = list[dict[str, Any]]


def code(source: str, name: str | None = None, *, prints: str | None = None) -> dict[str, Any]:
    outputs = [{"output_type": "stream", "name": "stdout", "text": prints}] if prints else []
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": outputs}
    return cell if name is None else {**cell, "id": name}


def markdown(source: str, name: str | None = None) -> dict[str, Any]:
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    return cell if name is None else {**cell, "id": name}


def align(base: Cells, head: Cells) -> Alignment:
    return align_cells(base, head, Budget())


def pairs(base: Cells, head: Cells) -> list[tuple[int, int]]:
    return [(pair.base, pair.head) for pair in align(base, head).pairs]


def moved(base: Cells, head: Cells) -> list[tuple[int, int]]:
    return [(pair.base, pair.head) for pair in align(base, head).pairs if pair.moved]


LOAD = "import pandas as pd\nframe = pd.read_csv('houses.csv')\nframe.head()"
CLEAN = "frame = frame.dropna()\nframe['age'] = 2024 - frame['built']\nframe.describe()"
SPLIT = (
    "from sklearn.model_selection import train_test_split\ntrain, test = train_test_split(frame)"
)
FIT = "model = RandomForestRegressor(n_estimators=100)\nmodel.fit(train[features], train['price'])"
SCORE = "prediction = model.predict(test[features])\nmean_absolute_error(test['price'], prediction)"
PLOT = "plt.scatter(test['price'], prediction, alpha=0.3)\nplt.xlabel('price')\nplt.show()"
SOURCES = [LOAD, CLEAN, SPLIT, FIT, SCORE, PLOT]


def notebook(*names: str) -> Cells:
    """Six cells that nobody would mix up, with ids if they are given."""
    ids = names or (None,) * len(SOURCES)
    return [code(source, name) for source, name in zip(SOURCES, ids, strict=True)]
