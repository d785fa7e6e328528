"""Runs every version of the demo project's notebooks, each in a folder of its own, side by side."""

from __future__ import annotations

import asyncio
import importlib
import os
import shutil
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from jupyter_mlops.demo.history import HISTORY, NOTEBOOKS, find_upstream, read_source
from jupyter_mlops.demo.source import parse_notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode

#: Kernels at a time. Each is busy importing most of its life, so that more than there are
#: processors only wait for each other.
_MOST_WORKERS = 4

#: A version of a notebook: position of the commit it was run for, and its file name.
Version = tuple[int, str]


def execute_history(folder: Path, *, progress: Callable[[str], None]) -> dict[Version, Path]:
    """Runs each notebook of each commit that says so.

    Args:
        folder: An empty folder to work in; the kernels' own files go there too.
        progress: Called with a line for people after each run, from the calling thread.

    Returns:
        For each version the folder it ran in: the executed notebook, what it has written, and
        what those before it had.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell failed.
        jupyter_client.kernelspec.NoSuchKernel: There is no kernel `python3`.
    """
    # In the notebooks' order, so that nothing waits for work that is queued behind it.
    versions = [
        (index, notebook)
        for notebook in NOTEBOOKS
        for index, commit in enumerate(HISTORY)
        if notebook in commit.runs
    ]
    pool = ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, _MOST_WORKERS))
    try:
        warm = pool.submit(_warm_up)
        futures: dict[Version, Future[Path]] = {}
        for version in versions:
            futures[version] = pool.submit(_execute, folder, version, futures.copy(), warm)
        names = {future: version for version, future in futures.items()}
        for done, future in enumerate(as_completed(names), start=1):
            future.result()
            index, notebook = names[future]
            progress(f"[{done}/{len(versions)}] ran {notebook} as of commit {index + 1}")
        return {version: future.result() for version, future in futures.items()}
    finally:
        pool.shutdown(cancel_futures=True)


def _warm_up() -> None:
    """Has matplotlib build its font cache, which it would announce in the first notebook."""
    importlib.import_module("matplotlib.font_manager")


def _execute(
    folder: Path, version: Version, before: dict[Version, Future[Path]], warm: Future[None]
) -> Path:
    index, notebook = version
    place = folder / f"{index + 1}-{notebook.removesuffix('.ipynb')}"
    upstream = find_upstream(notebook, index)
    if upstream is None:
        place.mkdir()
    else:
        warm.result()
        source = before[upstream, NOTEBOOKS[NOTEBOOKS.index(notebook) - 1]].result()
        shutil.copytree(source, place)
    executed = _run_cells(parse_notebook(read_source(notebook, index)), place, folder / "ipython")
    _write_notebook(executed, place / notebook)
    return place


def _run_cells(notebook: NotebookNode, place: Path, ipython: Path) -> NotebookNode:
    """Runs a notebook with nbclient itself.

    Papermill changes the folder of the whole process for each run, so it cannot run two at once.
    """
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(place)}},
        record_timing=False,
        coalesce_streams=True,
    )
    running = client.async_execute(
        env={
            **os.environ,
            "IPYTHONDIR": str(ipython),  # without the user's startup files and history
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYTHONWARNINGS": "ignore",  # what the libraries deprecate is no output of ours
        },
        stderr=subprocess.DEVNULL,  # the kernel's own, not the cells'
    )
    # nbclient's blocking twin leaves the event loop that it makes for a thread unclosed.
    asyncio.run(running)
    return notebook


def _write_notebook(notebook: NotebookNode, file: Path) -> None:
    import nbformat

    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
