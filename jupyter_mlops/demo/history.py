"""What happened in the demo project, commit by commit.

A commit's folder under `commits/` holds the files that it changes, notebooks as Markdown
(`train.ipynb.md`, see `source.py`). To change the history, edit those files and the list below.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

#: The notebooks in the order of their work: each reads what the one before it has written.
NOTEBOOKS = ("prepare.ipynb", "train.ipynb", "report.ipynb")

AUTHOR_NAME = "Ada Martin"
AUTHOR_EMAIL = "ada.martin@example.org"

_COMMITS = Path(__file__).parent / "commits"
_SOURCE_SUFFIX = ".md"
#: Stands for the dot of a name like `.gitignore`, which would act on our own repository.
_DOT = "dot_"


class Commit(Struct, frozen=True, kw_only=True):
    """One step of the demo project's history."""

    #: Name of the folder with the files that it changes.
    folder: str
    #: When, as ISO 8601 with time zone.
    date: str
    #: The commit message.
    message: str
    #: Notebooks that were run for it, changed ones and those run again as they were.
    runs: tuple[str, ...] = ()

    def texts(self) -> dict[str, str]:
        """Reads the files that it changes other than notebooks, name to content."""
        return {
            file.name.replace(_DOT, ".", 1): file.read_text("utf-8")
            for file in sorted((_COMMITS / self.folder).iterdir())
            if not file.name.endswith(f".ipynb{_SOURCE_SUFFIX}")
        }


HISTORY = (
    Commit(
        folder="1-prepare",
        date="2025-03-03T09:42:10+01:00",
        message="Prepare the diabetes data\n\n"
        "A fixed split, committed, so that every model is measured on the same patients.\n",
        runs=("prepare.ipynb",),
    ),
    Commit(
        folder="2-train",
        date="2025-03-03T14:18:37+01:00",
        message="Train a first ridge regression\n",
        runs=("train.ipynb",),
    ),
    Commit(
        folder="3-choose",
        date="2025-03-05T10:05:52+01:00",
        message="Choose between ridge and lasso, and keep the metrics\n\n"
        "Ridge sums errors over rows where lasso takes their mean. With its penalty times the\n"
        "number of rows, alpha says the same for both.\n",
        runs=("train.ipynb",),
    ),
    Commit(
        folder="4-report",
        date="2025-03-06T16:31:04+01:00",
        message="Report where the predictions are off\n",
        runs=("report.ipynb",),
    ),
    Commit(
        folder="5-reorder",
        date="2025-03-10T11:20:45+01:00",
        message="Keep the functions together\n\nAnd draw the line that residuals scatter around.\n",
        runs=("train.ipynb",),
    ),
    Commit(
        folder="6-validate",
        date="2025-03-12T17:03:29+01:00",
        message="Validate over a grid of penalties\n\n"
        "A penalty of 1 cost accuracy. 0.5 costs less; below 0.1 it no longer matters.\n\n"
        "Features and number of rows become parameters. The report is run again.\n",
        runs=("train.ipynb", "report.ipynb"),
    ),
    Commit(
        folder="7-describe",
        date="2025-03-17T09:14:58+01:00",
        message="Describe the columns and show the target\n\n"
        "Nothing is missing in the data; the check goes.\n",
        runs=("prepare.ipynb",),
    ),
    Commit(
        folder="8-track",
        date="2025-03-20T15:47:12+01:00",
        message="Tell the metrics to the job, and train every night\n",
        runs=("train.ipynb",),
    ),
    Commit(
        folder="9-share",
        date="2025-03-24T11:08:21+01:00",
        message="Mark what other notebooks need for a module of its own\n",
        runs=("train.ipynb",),
    ),
    Commit(
        folder="10-check",
        date="2025-03-27T14:36:05+01:00",
        message="Ask of the model to stay as good as it is\n",
    ),
)


def read_source(notebook: str, index: int) -> str:
    """Reads a notebook's Markdown as of the commit at `index` of the history.

    Args:
        notebook: One of `NOTEBOOKS`.
        index: Position in `HISTORY`; the notebook must exist by then.
    """
    versions = (_COMMITS / step.folder / f"{notebook}{_SOURCE_SUFFIX}" for step in HISTORY)
    return [file for file in list(versions)[: index + 1] if file.exists()][-1].read_text("utf-8")


def find_upstream(notebook: str, index: int) -> int | None:
    """Finds the commit whose results a notebook reads when it is run for the commit at `index`.

    Args:
        notebook: One of `NOTEBOOKS`.
        index: Position in `HISTORY`.

    Returns:
        Position of the last commit up to `index` for which the notebook before was run; None for
        the first notebook.
    """
    position = NOTEBOOKS.index(notebook)
    if position == 0:
        return None
    before = NOTEBOOKS[position - 1]
    return max(at for at, step in enumerate(HISTORY[: index + 1]) if before in step.runs)
