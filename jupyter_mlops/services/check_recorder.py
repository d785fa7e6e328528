"""Writes down how far checks are while they run, for whoever looks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Final

from msgspec.structs import replace

from jupyter_mlops.checks.model import STATIC, CheckName, CheckResult, Report, verdict_of_all
from jupyter_mlops.checks.ports import Progress
from jupyter_mlops.checks.run_files import CheckRecord, CheckRunFolder
from jupyter_mlops.checks.run_model import CheckRun
from jupyter_mlops.errors import StorageError
from jupyter_mlops.jobs.events import now

#: How often it is written, in seconds.
_INTERVAL: Final = 0.25
_ORDER: Final = {name: index for index, name in enumerate(CheckName)}


class Recorder:
    """Hears of checks, and keeps their folder up to date, no more often than people can follow.

    Args:
        folder: The run's.
        record: How it stands.
        name: The project's.
        spoken: Puts the user's paths in place of those of the worktree.
    """

    def __init__(
        self, folder: CheckRunFolder, record: CheckRecord, name: str, spoken: Callable[[str], str]
    ) -> None:
        self._folder = folder
        self._record = record
        self._name = name
        self._spoken = spoken
        self._began = now(), time.monotonic()
        self._results: dict[CheckName, CheckResult] = {}
        self._progress = record.run.progress
        self._changed = threading.Event()
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep_writing, name="recorder", daemon=True)
        self._log: IO[str] | None = None

    def start(self) -> None:
        """Begins to write."""
        self._log = self._folder.log.open("a", encoding="utf-8", errors="replace", buffering=1)
        self._thread.start()

    def close(self) -> None:
        """Writes no more."""
        self._stop()
        if self._log is not None:
            self._log.close()

    def say(self, text: str) -> None:
        """Adds a line to the log."""
        if self._log is not None:
            self._log.write(f"{text}\n")

    def progressed(self, progress: Progress) -> None:
        """Some steps are done."""
        with self._lock:
            known, self._progress = self._progress, progress
        if step := _step(known, progress):
            self.say(step)
        self._changed.set()

    def checked(self, result: CheckResult) -> None:
        """A check has come so far."""
        with self._lock:
            self._results[result.check] = result
        self._changed.set()

    def cancelled(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._folder.cancel_requested

    def finish(self, report: Report) -> CheckRecord:
        """Keeps the whole report.

        Returns:
            The record with what the report comes to, its state still as it was.

        Raises:
            StorageError: It cannot be written.
        """
        self._stop()
        whole = replace(report, checks=tuple(map(self._in_words, report.checks)))
        self._folder.write_report(whole)
        done = Progress(done=self._progress.total, total=self._progress.total)
        return replace(_counted(self._record, whole), run=self._run(done))

    def stopped(self) -> CheckRecord:
        """How far it came, if no report came of it."""
        self._stop()
        return self._record

    def _stop(self) -> None:
        self._over.set()
        self._changed.set()
        self._thread.join()

    def _keep_writing(self) -> None:
        while not self._over.is_set():
            self._changed.wait()
            self._changed.clear()
            with suppress(StorageError):  # the next time, or the end, will tell
                self._write()
            self._over.wait(_INTERVAL)

    def _write(self) -> None:
        with self._lock:
            told = sorted(self._results.values(), key=lambda each: _ORDER[each.check])
            results = tuple(map(self._in_words, told))
            at, since = self._began
            report = Report(
                project=self._name,
                commit=self._record.run.commit,
                started_at=at,
                duration=time.monotonic() - since,
                verdict=verdict_of_all(results),
                checks=results,
                notebooks=max((result.notebooks for result in results), default=0),
            )
            if results:
                self._folder.write_report(report)
            self._record = replace(_counted(self._record, report), run=self._run(self._progress))
            self._folder.write(self._record)

    def _in_words(self, result: CheckResult) -> CheckResult:
        """A result that speaks of the user's files, not of those of a worktree that goes."""
        findings = tuple(
            replace(
                finding,
                message=self._spoken(finding.message),
                hint=self._spoken(finding.hint),
                detail=self._spoken(finding.detail),
            )
            for finding in result.findings
        )
        return replace(result, findings=findings, message=self._spoken(result.message))

    def _run(self, progress: Progress) -> CheckRun:
        return replace(self._record.run, progress=progress)


def _step(known: Progress, progress: Progress) -> str:
    """What the log says of a step: each notebook that is executed, else each check."""
    at_notebook = "" if progress.check in STATIC else progress.notebook
    if not progress.check or (
        known.check == progress.check and at_notebook in ("", known.notebook)
    ):
        return ""
    done = f"{progress.done:{len(str(progress.total))}}/{progress.total}"
    return f"[{done}] {progress.check}  {at_notebook}".rstrip()


def _counted(record: CheckRecord, report: Report) -> CheckRecord:
    severities = [finding.severity for each in report.checks for finding in each.findings]
    return replace(
        record,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notebooks=report.notebooks,
    )
