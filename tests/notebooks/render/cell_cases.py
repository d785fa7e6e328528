"""Golden cases in which cells came, went, moved or were edited."""

from __future__ import annotations

from typing import Final

from jupyter_mlops.notebooks.diff.options import DiffOptions
from tests.notebooks.render.materials import (
    Case,
    chart,
    code,
    display,
    frame,
    notebook,
    stream,
    text,
)

FIT: Final = """\
def fit(X, y, alpha):
    # Ridge regression in closed form
    n, k = X.shape
    penalty = alpha * np.eye(k)
    weights = np.linalg.solve(X.T @ X + penalty, X.T @ y)
    residuals = y - X @ weights
    rmse = np.sqrt(np.mean(residuals ** 2))
    return weights, rmse"""
FIT_EDITED: Final = """\
def fit(X, y, alpha=0.1, *, intercept=True):
    # Ridge regression in closed form
    n, k = X.shape
    if intercept:
        X = np.column_stack([np.ones(n), X])
        k += 1
    penalty = alpha * np.eye(k)
    weights = np.linalg.solve(X.T @ X + penalty, X.T @ y)
    residuals = y - X @ weights
    rmse = float(np.sqrt(np.mean(residuals ** 2)))
    return weights, rmse"""

TITLE = text("title", "# House prices\n\nA ridge regression, step by step.")
IMPORTS = code("imports", "import numpy as np\nimport pandas as pd", count=1)
LOAD = code("load", 'prices = pd.read_csv("prices.csv")', count=2)
SPLIT = code("split", 'X, y = prices.drop(columns="price"), prices["price"]', count=3)
FINAL = code("final", 'print(f"rmse {rmse:.1f}")', stream("rmse 53.1\n"), count=9)


def edited_source() -> Case:
    """One cell's source changed; words are marked, the cells around it are folded."""
    return Case(
        notebook(TITLE, IMPORTS, LOAD, SPLIT, code("fit", FIT), FINAL),
        notebook(TITLE, IMPORTS, LOAD, SPLIT, code("fit", FIT_EDITED), FINAL),
    )


def formatting_only() -> Case:
    """A formatter went over a cell; one line says so."""
    wild = "def area( r ):\n    return 3.14*r**2\nx = [ 1,2,\n  3 ]"
    tidy = "def area(r):\n    return 3.14 * r**2\n\n\nx = [1, 2, 3]"
    return Case(
        notebook(TITLE, code("area", wild), FINAL),
        notebook(TITLE, code("area", tidy), FINAL),
        DiffOptions(ignore_formatting=True),
    )


def moved_and_edited() -> Case:
    """A cell went from the end to the front and changed a word on the way."""
    plot = 'ax = prices.plot.scatter("area", "price")\nax.set_title("Before")'
    fit = code("fit", FIT)
    return Case(
        notebook(TITLE, IMPORTS, LOAD, SPLIT, fit, code("plot", plot)),
        notebook(
            TITLE, IMPORTS, code("plot", plot.replace("Before", "Raw data")), LOAD, SPLIT, fit
        ),
    )


def added_and_removed() -> Case:
    """A cell came, with outputs and tags, and another went."""
    went = code(
        "debug",
        "prices.head()\nprices.describe()",
        stream("count 1000\n"),
        frame(["area"], [[52], [71]]),
        count=3,
    )
    printed = "".join(f"fold {n}: rmse {53 + n / 10:.1f}\n" for n in range(1, 26))
    came = code(
        "folds",
        "for fold in folds:\n    print(score(fold))",
        stream(printed),
        display({"image/png": chart([20, 30, 25, 50], (31, 119, 180)), "text/plain": ["<Figure>"]}),
        count=4,
        tags=["slow", "parameters"],
    )
    return Case(
        notebook(TITLE, IMPORTS, LOAD, went, SPLIT, FINAL),
        notebook(TITLE, IMPORTS, LOAD, SPLIT, came, FINAL),
    )


def split_and_joined() -> Case:
    """One cell was cut in two, two others were put together."""
    first = 'train = prices[prices["year"] < 2020]\nprint(len(train), "rows to learn from")\n'
    second = 'test = prices[prices["year"] >= 2020]\nprint(len(test), "rows to test on")'
    scale = "mean, std = train.mean(), train.std()\nscaled = (train - mean) / std\n"
    check = "assert scaled.notna().all().all()\nassert abs(scaled.mean()).max() < 1e-6"
    return Case(
        notebook(TITLE, code("years", first + second), code("scale", scale), code("check", check)),
        notebook(
            TITLE, code("years", first), code("test", second), code("scale", scale + "\n" + check)
        ),
    )


def metadata_and_tags() -> Case:
    """A cell became the parameters, another a raw cell, and the notebook has another kernel."""
    kernel = {"display_name": "Python 3.12 (gpu)", "language": "python", "name": "gpu"}
    raw = {"cell_type": "raw", "id": "note", "metadata": {}, "source": "to be written"}
    return Case(
        notebook(TITLE, code("alpha", "alpha = 0.1", tags=["a"]), text("note", "to be written")),
        notebook(
            TITLE, code("alpha", "alpha = 0.1", tags=["a", "parameters"]), raw, kernelspec=kernel
        ),
    )


def markdown_edited() -> Case:
    """Prose: long lines in which a few words changed."""
    before = (
        "## Method\n\nWe fit a ridge regression to the prices of 1,000 flats and report the root "
        "mean squared error over five folds, because a single split proved to be too noisy.\n\n"
        "- The penalty is chosen on the training folds\n- No flat is in two folds"
    )
    after = before.replace("1,000 flats", "1,204 flats").replace("five", "ten") + (
        "\n- Folds are stratified by `district`"
    )
    return Case(notebook(text("method", before), LOAD), notebook(text("method", after), LOAD))


def budget_spent() -> Case:
    """Time ran out at once: right, but in larger pieces than need be, and it says so."""
    block, wide = ["layer(64)", "norm()", "relu()"], ["layer(32)", "norm()", "relu()"]
    before, after = block * 4, [*wide * 2, "dropout(0.1)", *["layer(64)", "relu()"] * 3]
    return Case(
        notebook(TITLE, IMPORTS, code("model", "\n".join(before)), FINAL),
        notebook(TITLE, IMPORTS, code("model", "\n".join(after)), FINAL),
        DiffOptions(budget=-1),
    )
