"""A notebook that says a text wherever a notebook can say something."""

from __future__ import annotations

import base64
from typing import Any

from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.render.model import Comparison

_PLOTLY = "application/vnd.plotly.v1+json"


def everywhere(text: str) -> list[Comparison]:
    """Comparisons of notebooks full of a text, and of files that have it as their name."""
    base, head = _notebook(text, "before"), _notebook(text, "after")
    names: dict[str, Any] = {
        "path": text,
        "old_path": f"old {text}",
        "base_name": text,
        "head_name": text,
        "notes": (text,),
    }
    empty = {**base, "cells": []}
    return [
        Comparison(base=old, head=new, diff=diff_notebooks(old, new), status="renamed", **names)
        for old, new in ((base, head), (empty, head), (base, empty))
    ] + [Comparison(problem=text, **names)]


def _notebook(text: str, side: str) -> dict[str, Any]:
    said = f"{text} {side}"
    return {
        "cells": [
            _code("same", text, []),
            _code("edited", f"{text}\n{said}\n{text}", _outputs(text, said), said),
            {"cell_type": "markdown", "id": "text", "metadata": {}, "source": said},
            {"cell_type": "raw", "id": "raw", "metadata": {"tags": [said]}, "source": said},
            _code(f"gone {said}", f"only {side}\n" * 9 + text, _outputs(said, said)),
        ],
        "metadata": {
            text: said,
            "kernelspec": {"name": said, "display_name": text, "language": text},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _code(name: str, source: str, outputs: list[Any], tag: str = "") -> dict[str, Any]:
    metadata = {"tags": [tag], tag: tag} if tag else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata,
        "outputs": outputs,
        "source": source,
    }


def _outputs(text: str, said: str) -> list[Any]:
    """One output of each kind, with the text in all of its places."""
    table = (
        f"<table><thead><tr><th></th><th>{text}</th><th>b</th></tr></thead><tbody>"
        f"<tr><th>{text}</th><td>{said}</td><td>1</td></tr></tbody></table>"
    )
    cells = "<table><tr><th></th><th>a</th></tr><tr><th>0</th><td>{}</td></tr></table>"
    escaped = said.replace("&", "&amp;").replace("<", "&lt;")
    svg = base64.b64encode(said.encode("utf-8", "replace")).decode()
    bundles: list[dict[str, Any]] = [
        {"text/html": said},
        {"text/html": table},
        {"text/html": cells.format(escaped)},
        {"text/markdown": said, text: said},
        {"text/latex": said},
        {text: said},
        {f"image/{text}": said, "text/plain": said},
        {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{said}</svg>"},
        {"image/png": svg},
        {"application/json": {text: said, "list": [text, {said: text}]}},
        {_PLOTLY: {"data": [{"name": said}], "layout": {text: said}}},
        {"application/javascript": said},
    ]
    return [
        {"output_type": "stream", "name": "stdout", "text": f"{text}\n{said}\n"},
        {"output_type": "stream", "name": text, "text": said},
        {"output_type": "error", "ename": text, "evalue": said, "traceback": [text, said]},
        *({"output_type": "display_data", "metadata": {}, "data": data} for data in bundles),
        {"output_type": text, "data": said},
    ]
