"""Carries out checks, one after the other; what is known is not looked at again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.memory import Memory
from jupyter_mlops.checks.model import (
    CheckName,
    CheckResult,
    Finding,
    MetricChange,
    Verdict,
    verdict_of,
)
from jupyter_mlops.checks.ports import Context, Progress
from jupyter_mlops.checks.selection import choose
from jupyter_mlops.checks.settle import UNREADABLE, settle
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import CancelledError, MlopsError, UnavailableError
from jupyter_mlops.settings.checks import CheckSettings

_logger = logging.getLogger(__name__)

#: Those that need executed notebooks.
EXECUTING: Final = (CheckName.EXECUTE, CheckName.TEST, CheckName.REPRODUCE, CheckName.GATES)
#: How often the results of a check that goes on are told, in seconds.
_INTERVAL: Final = 0.5


class Telling(Struct, frozen=True, kw_only=True):
    """Who is told while checks run."""

    progressed: Callable[[Progress], None] = lambda _: None
    checked: Callable[[CheckResult], None] = lambda _: None


class Outcome(Struct, frozen=True, kw_only=True):
    """What all checks have said."""

    results: tuple[CheckResult, ...]
    metrics: tuple[MetricChange, ...] = ()


class Runner:
    """Runs checks over notebooks.

    Args:
        context: What checks have to work with.
        memory: What was found earlier, and what is to be known later.
        accepted: Keys of findings that are accepted.
        strict: Whether a warning fails.
        telling: Who is told meanwhile.
    """

    def __init__(
        self,
        context: Context,
        memory: Memory,
        *,
        accepted: Collection[str] = (),
        strict: bool = False,
        telling: Telling | None = None,
    ) -> None:
        self._context = context
        self._memory = memory
        self._accepted = accepted
        self._strict = strict
        self._telling = telling or Telling()
        self._done = self._total = 0

    def run(self, checks: Sequence[Check], subjects: Sequence[Subject]) -> Outcome:
        """Runs checks.

        Args:
            checks: In the order in which they are told.
            subjects: The notebooks.

        Raises:
            CancelledError: The context says that somebody wants it to stop.
        """
        unreadable = self._memory.unreadable(subjects)
        readable = [subject for subject in subjects if subject.path not in unreadable]
        concerned = {check.name: self._concerned(check, readable) for check in checks}
        self._done, self._total = 0, sum(map(len, concerned.values()))
        self._start_executions(concerned)
        results: list[CheckResult] = []
        metrics: list[MetricChange] = []
        for check in checks:
            carried = _Carried(check, self._settings(check), len(concerned[check.name]))
            if not results:
                carried.findings += [
                    _unreadable(check.name, path, error) for path, error in unreadable.items()
                ]
            self._carry_out(carried, concerned[check.name])
            results.append(self._result(carried))
            self._telling.checked(results[-1])
            metrics += carried.metrics
        return Outcome(results=tuple(results), metrics=tuple(metrics))

    def _settings(self, check: Check) -> CheckSettings:
        settings: CheckSettings = getattr(self._context.settings, check.name.value)
        return settings

    def _concerned(self, check: Check, subjects: Sequence[Subject]) -> list[Subject]:
        settings = self._settings(check)
        paths = set(choose((each.path for each in subjects), settings.paths, settings.exclude))
        return [subject for subject in subjects if subject.path in paths]

    def _start_executions(self, concerned: dict[CheckName, list[Subject]]) -> None:
        """Has notebooks executed in the background, while checks that run nothing look.

        Those that execute some notebooks only begin with them themselves.
        """
        wanted = {
            subject.path: subject
            for name in (CheckName.EXECUTE, CheckName.TEST)
            for subject in concerned.get(name, ())
        }
        if wanted and self._context.executions is not None:
            self._context.executions.start(list(wanted.values()))

    def _carry_out(self, carried: _Carried, subjects: Sequence[Subject]) -> None:
        try:
            rest = []
            for subject in subjects:
                self._stop_if_cancelled()
                found = self._memory.recall(carried.check, subject)
                if found is None:
                    rest.append(subject)
                else:
                    self._take(carried, found)
            if rest or not subjects:
                self._look(carried, rest)
        except CancelledError:
            raise
        except UnavailableError as error:
            carried.stop("skipped", error)
        except MlopsError as error:
            carried.stop("broken", error)
        # A fault of one check must not take the verdicts of the others away.
        except Exception as error:
            _logger.exception("the check %s has failed", carried.check.name.value)
            carried.stop("broken", error)

    def _look(self, carried: _Carried, subjects: Sequence[Subject]) -> None:
        by_path = {subject.path: subject for subject in subjects}
        name = carried.check.name.value
        told = time.monotonic()
        first = subjects[0].path if subjects else ""
        self._progress(name, first)
        for checked in carried.check.run(subjects, self._context):
            self._stop_if_cancelled()
            subject = by_path.get(checked.notebook)
            if subject is not None:
                self._memory.remember(carried.check, subject, checked)
            self._take(carried, checked)
            if time.monotonic() - told > _INTERVAL:
                told = time.monotonic()
                self._telling.checked(self._result(carried))

    def _take(self, carried: _Carried, checked: Checked) -> None:
        carried.take(checked)
        if checked.notebook:
            self._done += 1
            self._progress(carried.check.name.value, checked.notebook)

    def _progress(self, check: str, notebook: str) -> None:
        done = min(self._done, self._total)
        self._telling.progressed(
            Progress(done=done, total=self._total, check=check, notebook=notebook)
        )

    def _stop_if_cancelled(self) -> None:
        if self._context.cancelled():
            raise CancelledError("the checks were cancelled")

    def _result(self, carried: _Carried) -> CheckResult:
        settled = settle(carried.findings, carried.settings, self._accepted)
        return CheckResult(
            check=carried.check.name,
            verdict=carried.stopped or verdict_of(settled.findings, strict=self._strict),
            findings=settled.findings,
            notebooks=carried.notebooks,
            cached=carried.cached,
            duration=time.monotonic() - carried.started,
            message=carried.message if carried.stopped else "",
            accepted=settled.accepted,
        )


class _Carried:
    """A check that is carried out."""

    def __init__(self, check: Check, settings: CheckSettings, notebooks: int) -> None:
        self.check = check
        self.settings = settings
        self.notebooks = notebooks
        self.findings: list[Finding] = []
        self.metrics: list[MetricChange] = []
        self.cached = 0
        self.started = time.monotonic()
        self.message = ""
        self._looked = 0
        self._verdict: Verdict | None = None

    def take(self, checked: Checked) -> None:
        """Adds what it has said of a notebook."""
        self.findings += [
            each if each.notebook else replace(each, notebook=checked.notebook)
            for each in checked.findings
        ]
        self.metrics += checked.metrics
        self.cached += checked.cached
        self._looked += not checked.skipped
        if checked.broken:
            place = f"{checked.notebook}: " if checked.notebook else ""
            self._verdict, self.message = "broken", place + checked.broken
        elif checked.skipped and not self.message:
            self.message = checked.skipped

    def stop(self, verdict: Verdict, error: Exception) -> None:
        """Says why it could not be carried out."""
        self._verdict = verdict
        if isinstance(error, MlopsError):
            self.message = f"{error.message} ({error.hint})" if error.hint else error.message
        else:
            self.message = f"the check itself has failed: {type(error).__name__}: {error}"

    @property
    def stopped(self) -> Verdict | None:
        """`broken`, `skipped`, or None if it was carried out."""
        if self.findings and self._verdict != "broken":
            return None
        return self._verdict or (None if self._looked else "skipped")


def _unreadable(check: CheckName, path: str, error: MlopsError) -> Finding:
    return Finding(
        check=check,
        code=UNREADABLE,
        severity="error",
        message=error.message.removeprefix(path).lstrip(",: "),
        hint=error.hint,
        notebook=path,
    )
