"""The executed notebook in other forms: HTML, script, PDF."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.files import write_atomically
from jupyter_mlops.jobs.artifacts import NamedFile
from jupyter_mlops.jobs.browser import print_to_pdf
from jupyter_mlops.jobs.definition import ResultFormat

_logger = logging.getLogger(__name__)


def write_results(
    output: Path, formats: Sequence[ResultFormat], *, run_id: str, stopped: Callable[[], bool]
) -> Iterator[NamedFile]:
    """Writes the executed notebook in other forms beside it.

    A form that can't be written is told to the log: what the notebook has computed stands.

    Args:
        output: The executed notebook.
        formats: Which.
        run_id: The run, by which its processes are found.
        stopped: Whether somebody wants it to end.

    Yields:
        Each file that was written.
    """
    if not formats or not output.exists():
        return
    import nbformat

    nb = nbformat.reads(output.read_text(encoding="utf-8"), as_version=4)
    for wanted in dict.fromkeys(formats):
        if stopped():
            return
        try:
            file = _WRITERS[wanted](nb, output, run_id, stopped)
        except MlopsError as error:
            _logger.warning("no %s: %s; %s", wanted.value, error.message, error.hint)
        except Exception as error:  # noqa: BLE001 - templates and notebooks fail in every way
            _logger.warning("no %s: %s: %s", wanted.value, type(error).__name__, error)
        else:
            yield NamedFile(file=file, name=file.name)


def _html(nb: Any, output: Path, *_: object) -> Path:
    return _written(output.with_suffix(".html"), _as_html(nb, output))


def _script(nb: Any, output: Path, *_: object) -> Path:
    from nbconvert import ScriptExporter

    exporter: Any = ScriptExporter  # nbconvert says nothing of its types
    text, resources = exporter().from_notebook_node(nb)
    return _written(output.with_suffix(resources["output_extension"]), text)


def _pdf(nb: Any, output: Path, run_id: str, stopped: Callable[[], bool]) -> Path:
    pdf = print_to_pdf(_as_html(nb, output), run_id=run_id, stopped=stopped)
    file = output.with_suffix(".pdf")
    write_atomically(file, pdf)
    return file


def _as_html(nb: Any, output: Path) -> str:
    from nbconvert import HTMLExporter

    resources = {"metadata": {"name": output.stem, "path": str(output.parent)}}
    exporter: Any = HTMLExporter
    text: str = exporter().from_notebook_node(nb, resources=resources)[0]
    return text


def _written(file: Path, text: str) -> Path:
    write_atomically(file, text.encode("utf-8", "replace"))
    return file


_WRITERS: dict[ResultFormat, Callable[[Any, Path, str, Callable[[], bool]], Path]] = {
    ResultFormat.HTML: _html,
    ResultFormat.SCRIPT: _script,
    ResultFormat.PDF: _pdf,
}
