"""Golden cases in which outputs differ."""

from __future__ import annotations

from typing import Any

from tests.notebooks.render.cell_cases import IMPORTS, TITLE
from tests.notebooks.render.materials import (
    Case,
    Notebook,
    chart,
    code,
    display,
    error,
    frame,
    notebook,
    stream,
    traceback,
)


def stream_rerun() -> Case:
    """A long log of which three lines differ, one of them by its time alone."""

    def log(rates: dict[int, str], second: str, count: int) -> Notebook:
        lines = [f"epoch {n:3}: loss {1 / n:.4f}{rates.get(n, '')}\n" for n in range(1, 201)]
        lines[99:99] = [f"2024-05-0{count} 10:00:{second} checkpoint saved\n"]
        model = f"<Model at 0x7f3a{second}c0ffee>\n"
        warning = stream("ConvergenceWarning: stopped early\n", "stderr")
        outputs = [stream("".join(lines) + model)] + ([warning] if count > 1 else [])
        return notebook(TITLE, IMPORTS, code("train", "model.train(200)", *outputs, count=count))

    return Case(log({}, "17", 1), log({7: " *", 180: " best"}, "42", 2))


def noise_only() -> Case:
    """Run again with the same result: nothing to show but that."""

    def run(count: int, address: str) -> Notebook:
        printed = stream(f"<Model at 0x7f3a{address}>\n")
        return notebook(TITLE, code("model", "print(model)", printed, count=count))

    return Case(run(3, "00c0ffee"), run(8, "00beef00"))


def error_changed() -> Case:
    """A cell that failed fails in another way, and deeper."""
    said = "could not convert string to float: 'n/a'"
    score = "/home/ada/model.py:12", "score(frame)", "return frame['area'].mean()"
    total = "/home/ada/model.py:20", "total(frame)", "return float(frame)"
    cell = "Cell In[4], line 1", "", "score(prices)"
    before = error("KeyError", "'area'", *traceback("KeyError", "'area'", cell, score))
    after = error("ValueError", said, *traceback("ValueError", said, cell, score, total))
    return Case(
        notebook(TITLE, code("score", "score(prices)", before, count=4)),
        notebook(TITLE, code("score", "score(prices)", after, count=4)),
    )


def table_changed() -> Case:
    """A DataFrame: two cells differ, one only in its last digit, a row came."""
    columns = ["district", "area", "price"]
    before = [
        ["Mitte", 52, "412000.0"],
        ["Nord", 71, "389500.0"],
        ["Süd", 64, "401250.00000001"],
        ["West", 88, "523900.0"],
    ]
    after = [
        ["Mitte", 52, "415500.0"],
        ["Nord", 71, "389500.0"],
        ["Süd", 64, "401250.00000002"],
        ["West | Ost", 88, "523900.0"],
        ["Hafen", 40, "610000.0"],
    ]
    return Case(
        notebook(TITLE, code("head", "prices.head()", frame(columns, before), count=5)),
        notebook(TITLE, code("head", "prices.head()", frame(columns, after), count=5)),
    )


def image_changed() -> Case:
    """Three plots: one with a taller bar, one that looks the same, one that is new."""

    def plots(bars: list[int], shade: int) -> list[dict[str, Any]]:
        first = {"image/png": chart(bars, (31, 119, 180)), "text/plain": ["<Figure size 96x64>"]}
        return [display(first), display({"image/png": chart([9, 18, 27], (44, shade, 44))})]

    new = display({"image/png": chart([30, 30, 10, 5, 50], (214, 39, 40))})
    return Case(
        notebook(TITLE, code("plot", "plot(prices)", *plots([20, 30, 25, 50], 160), count=6)),
        notebook(TITLE, code("plot", "plot(prices)", *plots([20, 45, 25, 50], 161), new, count=6)),
    )


def plotly_changed() -> Case:
    """A Plotly figure whose title and one point changed."""

    def figure(title: str, last: float) -> dict[str, Any]:
        trace = {"type": "scatter", "x": [1, 2, 3], "y": [4.0, 5.5, last], "name": "rmse"}
        layout = {"title": {"text": title}, "xaxis": {"title": {"text": "epoch"}}}
        return display({"application/vnd.plotly.v1+json": {"data": [trace], "layout": layout}})

    return Case(
        notebook(TITLE, code("curve", "fig.show()", figure("Loss", 6.0), count=7)),
        notebook(TITLE, code("curve", "fig.show()", figure("Loss by epoch", 6.25), count=7)),
    )
