"""How the command line reads and writes rules of retention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jupyter_mlops.errors import InvalidError

if TYPE_CHECKING:
    from jupyter_mlops.jobs.retention_model import Retention

_OFF: Final = "none"
_STEP: Final = 1000
_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?B?)", re.IGNORECASE)


def read_rules(rules: Retention, given: dict[str, str]) -> Retention:
    """Rules with those replaced that were given.

    Args:
        rules: What was set.
        given: Texts by the names of the rules; `none` takes a rule away.

    Raises:
        InvalidError: A text is no number, or none that makes sense.
    """
    import msgspec

    from jupyter_mlops.jobs.retention_model import Retention

    values = msgspec.structs.asdict(rules)
    for name, text in given.items():
        values[name] = None if text == _OFF else _number(name, text)
    try:
        return msgspec.convert(values, Retention)
    except msgspec.ValidationError as error:
        raise InvalidError(f"these rules make no sense: {error}") from error


def rules_text(rules: Retention) -> str:
    """The rules in words."""
    said = [] if rules.max_age is None else [f"runs go {rules.max_age:g} days after their end"]
    if rules.max_runs is not None:
        said.append(f"of each notebook {rules.max_runs} stay")
    if rules.max_size is not None:
        said.append(f"together they take at most {size_text(rules.max_size)}")
    if not said:
        return "everything is kept; to change that: jupyter mlops retention set --max-age 90"
    outputs = "go with them" if rules.outputs else "stay"
    return "; ".join([*said, f"their executed notebooks {outputs}"])


def size_text(size: float) -> str:
    """`12 B`, `3.4 MB`."""
    for unit in _UNITS[:-1]:
        if size < _STEP:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= _STEP
    return f"{size:.1f} {_UNITS[-1]}"


def _number(name: str, text: str) -> float | int:
    option = f"--{name.replace('_', '-')}"
    if name == "max_size":
        match = _SIZE.fullmatch(text)
        if match is None:
            raise InvalidError(f"{option} {text!r} is no size", hint="write 500MB, 20GB or none")
        power = "KMGT".find(match[2][:1].upper()) + 1 if match[2] else 0
        return int(float(match[1]) * _STEP**power)
    try:
        return int(text) if name == "max_runs" else float(text)
    except ValueError:
        raise InvalidError(f"{option} {text!r} is no number", hint="or write none") from None
