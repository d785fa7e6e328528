"""A commit to the demo project that checks fail on, for the pictures."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.console import quietly
from scripts.demo_changes import ADDED, new_cell


def commit_slip(project: Path) -> None:
    """Commits what a day's work in one kernel leaves: a cell above what it needs, a stray import.

    Edits to the training notebook that were not committed are gone.
    """
    git = ["git", "-C", str(project)]
    quietly([*git, "checkout", "--quiet", "HEAD", "--", "train.ipynb"])
    file = project / "train.ipynb"
    nb = json.loads(file.read_text("utf-8"))
    cells = {cell["id"]: cell for cell in nb["cells"]}
    cells["imports"]["source"].insert(1, "import random\n")
    nb["cells"].insert(nb["cells"].index(cells["fit"]), new_cell(ADDED, "worst-patients"))
    file.write_text(json.dumps(nb, indent=1, ensure_ascii=False) + "\n", "utf-8")
    quietly([*git, "commit", "--quiet", "--all", "-m", "Show whom the model gets wrong"])
