"""From the error that ended a run to its final state."""

from __future__ import annotations

import logging
import traceback

from msgspec.structs import replace

from jupyter_mlops.errors import MlopsError, StorageError
from jupyter_mlops.jobs.failures import RunFailedError
from jupyter_mlops.jobs.model import Failure, FailureCode, RunState
from jupyter_mlops.jobs.redaction import Redactor
from jupyter_mlops.jobs.stopping import RunCancelledError

_logger = logging.getLogger(__name__)


def verdict(error: Exception, redactor: Redactor) -> tuple[RunState, Failure | None]:
    """The state that a run ends in, and why it did not succeed.

    Args:
        error: What ended it.
        redactor: Takes secrets out of what is told.
    """
    if isinstance(error, RunCancelledError):
        return RunState.CANCELLED, None
    if isinstance(error, RunFailedError):
        return RunState.FAILED, _told(error.failure, redactor)
    if isinstance(error, MlopsError):
        unwritable = isinstance(error, StorageError)
        code = FailureCode.OUTPUT_UNWRITABLE if unwritable else FailureCode.INTERNAL
        return RunState.FAILED, Failure(code=code, message=error.message, hint=error.hint)
    trace = tuple(traceback.format_exception(error))
    _logger.error("the run ended on an error that it did not foresee\n%s", "".join(trace))
    failure = Failure(
        code=FailureCode.INTERNAL,
        message=f"{type(error).__name__}: {error}",
        hint="this is a bug of jupyter-mlops; the run's log has the traceback",
        traceback=trace,
    )
    return RunState.FAILED, _told(failure, redactor)


def _told(failure: Failure, redactor: Redactor) -> Failure:
    if not redactor:
        return failure
    return replace(
        failure,
        message=redactor.text(failure.message),
        value=None if failure.value is None else redactor.text(failure.value),
        traceback=tuple(map(redactor.text, failure.traceback)),
    )
