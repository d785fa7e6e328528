"""What a kernel is told before and after a notebook that is judged."""

from __future__ import annotations

from jupyter_mlops.jobs import kernel_path, kernel_reads, kernel_tests
from jupyter_mlops.jobs.folder import RunFolder
from jupyter_mlops.jobs.inspection import Inspection
from jupyter_mlops.jobs.sent_source import sent


def prologue(inspection: Inspection | None, folder: RunFolder) -> tuple[str, ...]:
    """What is executed before the first cell; nothing without an inspection."""
    if inspection is None:
        return ()
    path = sent(kernel_path, folders=list(inspection.path))
    return path, sent(kernel_reads, log=str(folder.reads), root=inspection.root)


def epilogue(inspection: Inspection | None, folder: RunFolder) -> str:
    """What is executed after the last cell; empty if nothing is."""
    if inspection is None or not inspection.tests:
        return ""
    return sent(kernel_tests, names=list(inspection.tests), log=str(folder.calls))
