"""Calls the test functions that a notebook has defined, in its kernel, and notes what came of it.

This file is sent to IPython kernels as text and runs there, in whatever environment that is, so it
imports nothing of ours. Marks of pytest are honoured without it: `parametrize`, `skip`, `skipif`
and `xfail`.
"""

from __future__ import annotations

import asyncio
import inspect
import itertools
import json
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

#: How `pytest.skip` and `unittest` say that a test is not for here.
_SKIPS = frozenset({"Skipped", "SkipTest"})


def call_tests(names: Iterable[str], namespace: Mapping[str, Any], log: str) -> None:
    """Calls functions one after the other; one that fails keeps no other from being called.

    Args:
        names: Of the functions; what is none by then is left out.
        namespace: Where they are.
        log: The file of JSON lines that calls are noted in, when they begin and when they end.
    """
    with open(log, "a", encoding="utf-8") as stream:  # noqa: PTH123 - kept small

        def note(call: dict[str, Any]) -> None:
            stream.write(json.dumps(call) + "\n")
            stream.flush()

        for name in names:
            function = namespace.get(name)
            if not callable(function):
                continue
            for case, given in _cases(name, function):
                note({"name": case, "outcome": "begun"})
                note({"name": case, **_call(function, given)})


def _cases(name: str, function: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The calls that `parametrize` asks for; one without anything where it isn't there."""
    marks = [mark.args for mark in _marks(function, "parametrize")]
    if not marks:
        yield name, {}
        return
    names = [_argument_names(args[0]) for args in marks]
    for number, values in enumerate(itertools.product(*(list(args[1]) for args in marks))):
        given: dict[str, Any] = {}
        for keys, value in zip(names, values, strict=True):
            wrapped = type(value).__name__ == "ParameterSet"  # `pytest.param`
            plain = value.values if wrapped else value
            several = len(keys) > 1 or wrapped
            given.update(zip(keys, plain if several else [plain], strict=False))
        yield f"{name}[{number}]", given


def _argument_names(told: Any) -> list[str]:
    return [each.strip() for each in told.split(",")] if isinstance(told, str) else list(told)


def _marks(function: Any, name: str) -> list[Any]:
    marks = getattr(function, "pytestmark", [])
    return [mark for mark in marks if getattr(mark, "name", "") == name]


def _call(function: Any, given: dict[str, Any]) -> dict[str, Any]:
    reason = _reason_to_skip(function, given)
    if reason:
        return {"outcome": "skipped", "message": reason}
    started = time.perf_counter()
    call: dict[str, Any] = {"outcome": "passed"}
    try:
        _run(function, given)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - `pytest.skip` raises no Exception
        call = _outcome(function, error)
    if _marks(function, "xfail") and call["outcome"] == "failed":
        call = {"outcome": "skipped", "message": f"it is expected to fail: {call['message']}"}
    return {**call, "duration": time.perf_counter() - started}


def _reason_to_skip(function: Any, given: dict[str, Any]) -> str:
    for mark in (*_marks(function, "skip"), *_marks(function, "skipif")):
        if mark.name == "skip" or any(mark.args):
            said = mark.kwargs.get("reason") or (mark.args[0] if mark.args else "")
            return said if isinstance(said, str) and said else "it is marked so"
    missing = [
        each.name
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty
        and each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)
        and each.name not in given
    ]
    return f"it needs {', '.join(missing)}, and there are no fixtures here" if missing else ""


def _run(function: Callable[..., Any], given: dict[str, Any]) -> None:
    if not inspect.iscoroutinefunction(function):
        function(**given)
        return
    # The kernel's own loop is at work in this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, function(**given)).result()


def _outcome(function: Any, error: BaseException) -> dict[str, Any]:
    text = str(error)
    if type(error).__name__ in _SKIPS:
        return {"outcome": "skipped", "message": text}
    code = getattr(inspect.unwrap(function), "__code__", None)
    file = getattr(code, "co_filename", "")
    frames = list(traceback.walk_tb(error.__traceback__))
    lines = [number for frame, number in frames if frame.f_code.co_filename == file]
    # What is above the function is ours.
    own = [each for each in traceback.extract_tb(error.__traceback__) if each.filename != "<mlops>"]
    shown = [*traceback.format_list(own), *traceback.format_exception_only(type(error), error)]
    return {
        "outcome": "failed",
        "message": f"{type(error).__name__}: {text}" if text else type(error).__name__,
        "line": lines[-1] if lines else None,
        "traceback": "".join(shown),
    }


if __name__ == "__kernel__":  # set by whoever sends this to a kernel
    from IPython.core.getipython import get_ipython

    if (shell := get_ipython()) is not None:
        call_tests(globals()["names"], shell.user_ns, globals()["log"])
