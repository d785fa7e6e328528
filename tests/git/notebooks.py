"""Repositories of notebooks."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.git.conftest import Repository

if TYPE_CHECKING:
    import pytest


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Keeps the configuration of whoever runs the tests away; settings of git go to `home`."""
    for name in list(os.environ):
        if name.startswith("GIT_") or name in ("NO_COLOR", "XDG_CONFIG_HOME", "PAGER", "BROWSER"):
            monkeypatch.delenv(name)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("JUPYTER_MLOPS_HOME", str(home / "mlops"))


def notebook(*sources: str, outputs: str = "", tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A notebook with code cells; `outputs` is what each has printed."""
    printed = [{"output_type": "stream", "name": "stdout", "text": outputs}] if outputs else []
    metadata = {"tags": list(tags)} if tags else {}
    cells = [
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": f"cell-{number}",
            "metadata": metadata,
            "outputs": printed,
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def dump(nb: dict[str, Any]) -> str:
    return json.dumps(nb, indent=1, ensure_ascii=False) + "\n"


class NotebookRepository(Repository):
    """A repository with a notebook or several."""

    def save(self, name: str, *sources: str, **more: Any) -> Path:
        return self.write(name, dump(notebook(*sources, **more)))
