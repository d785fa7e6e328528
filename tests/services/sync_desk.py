"""A project whose modules and notebooks are synced."""

from __future__ import annotations

import json
from typing import Any

from jupyter_mlops.modules.model import Answer, CellKey
from jupyter_mlops.modules.sync.model import Decisions, Side
from jupyter_mlops.services.sync import sync_modules
from jupyter_mlops.services.sync_model import Synced, SyncRequest
from tests.services.module_projects import Project

NOTEBOOK = "train.ipynb"
G = "def g():\n    return 1"


class SyncDesk(Project):
    """A project whose modules and notebooks are synced."""

    def sync(self, **wanted: Any) -> Synced:
        return sync_modules(SyncRequest(path=self.root, **wanted), self.home)

    def answer(self, cell: int, answer: Answer, module: str = "train") -> Synced:
        decisions = Decisions(answers={key(cell): answer})
        return self.sync(decisions={module: decisions})

    def take(self, cell: int, side: Side, module: str = "train") -> Synced:
        return self.sync(decisions={module: Decisions(sides={key(cell): side})})

    def cells(self, name: str = NOTEBOOK) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads((self.root / name).read_bytes())["cells"]
        return found

    def sources(self, name: str = NOTEBOOK) -> list[str]:
        return ["".join(cell["source"]) for cell in self.cells(name)]

    def rewrite(self, index: int, source: str, name: str = NOTEBOOK) -> None:
        """Edits a cell as its user does."""
        document = json.loads((self.root / name).read_bytes())
        document["cells"][index]["source"] = source.splitlines(keepends=True)
        (self.root / name).write_text(json.dumps(document, indent=1) + "\n")

    def drop(self, index: int, name: str = NOTEBOOK) -> None:
        """Deletes a cell as its user does."""
        document = json.loads((self.root / name).read_bytes())
        del document["cells"][index]
        (self.root / name).write_text(json.dumps(document, indent=1) + "\n")

    def state(self, name: str = "train") -> str:
        return self.states()[name]

    def text(self, name: str = "train") -> str:
        return self.module(name).read_text()


def key(index: int, name: str = NOTEBOOK) -> CellKey:
    return CellKey(notebook=name, cell=f"cell-{index}")
