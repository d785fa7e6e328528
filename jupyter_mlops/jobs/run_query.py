"""Reads what people type to find runs: `failed train alpha>0.3 label:nightly since:7d`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.jobs.events import now
from jupyter_mlops.jobs.model import Origin, RunState
from jupyter_mlops.jobs.run_query_values import read_moment, read_value
from jupyter_mlops.jobs.store import Comparison, Operator, RunFilter

_METRIC: Final = "metric."
_STATES: Final = {state.value: state for state in RunState}
_ORIGINS: Final = {origin.value: origin for origin in Origin}
_OPERATORS: Final = {"==": Operator.EQUAL, **{each.value: each for each in Operator}}
#: One thing that was asked for: `"two words"`, `alpha >= 0.3`, `label:nightly`, or a word. An
#: operator may have spaces around it; a value with spaces stands in quotes.
_TERM: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)"(?=\s|$)
    | (?P<name>[^\W\d][\w./-]*)\s*(?P<operator>==|!=|<=|>=|=|<|>)\s*(?P<value>"[^"]*"|[^\s"]*)
    | (?P<key>[A-Za-z]+):(?P<wanted>"[^"]*"|\S*)
    | (?P<word>[^\s"]+)
    """,
    re.VERBOSE,
)
_HINT: Final = (
    "write words, states, `alpha>0.3`, `metric.rmse<1`, and label:, job:, sweep:, commit:, since:, "
    'until:, state: or origin: with a value; "in quotes" a word is just a word'
)


def parse_filter(text: str, *, at: datetime | None = None) -> RunFilter:
    """The filter that a text stands for.

    All that it names has to hold; of several states one has to.

    Args:
        text: What was typed.
        at: What `since:7d` counts from (UTC); the present by default.

    Raises:
        InvalidError: A part of it means nothing; it is named.
    """
    found: dict[str, Any] = {}
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        term = _TERM.match(text, position)
        if term is None:
            raise refusal(text[position:], "a quote is not closed")
        _take(term, found, at or now())
        position = term.end()
    return RunFilter(**found)


def refusal(word: str, why: str) -> InvalidError:
    """The error that names a part of a filter."""
    return InvalidError(f"cannot filter by {word!r}: {why}", hint=_HINT)


def _take(term: re.Match[str], found: dict[str, Any], at: datetime) -> None:
    word = term.group()
    if term["quoted"] is not None:
        _add(found, "words", term["quoted"])
    elif term["operator"] is not None:
        _add(found, "comparisons", _comparison(term))
    elif term["key"] is not None:
        _take_keyed(word, term["key"].lower(), term["wanted"].strip('"'), found, at)
    elif word.lower() in _STATES:
        _add(found, "states", _STATES[word.lower()])
    else:
        _add(found, "words", word)


def _take_keyed(word: str, key: str, wanted: str, found: dict[str, Any], at: datetime) -> None:
    if not wanted:
        raise refusal(word, f"what {key} is wanted?")
    if key == "label":
        _add(found, "labels", wanted)
    elif key == "state":
        for each in wanted.split(","):
            _add(found, "states", _named(word, each, _STATES))
    elif key in _SINGLE:
        field, read = _SINGLE[key]
        if field in found:
            raise refusal(word, f"{key}: stands there already")
        found[field] = read(word, wanted, at)
    else:
        raise refusal(word, f"there is no key {key}:")


def _add(found: dict[str, Any], field: str, value: object) -> None:
    if value != "":
        found[field] = (*found.get(field, ()), value)


def _comparison(term: re.Match[str]) -> Comparison:
    word, name, value = term.group(), term["name"], read_value(term["value"])
    operator = _OPERATORS[term["operator"]]
    metric = name.startswith(_METRIC)
    if value is None:
        raise refusal(word, "what is it compared with?")
    if metric and not isinstance(value, float):
        raise refusal(word, "a metric is compared with a number")
    if isinstance(value, bool) and operator not in {Operator.EQUAL, Operator.UNEQUAL}:
        raise refusal(word, "true and false have no order")
    name = name.removeprefix(_METRIC)
    return Comparison(name=name, operator=operator, value=value, metric=metric)


def _named(word: str, text: str, known: dict[str, Any]) -> Any:
    if text.lower() not in known:
        raise refusal(word, f"it is one of {', '.join(known)}")
    return known[text.lower()]


def _commit(word: str, wanted: str, _at: datetime) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{1,64}", wanted):
        raise refusal(word, "a commit's id has the digits 0 to 9 and a to f")
    return wanted.lower()


def _moment(word: str, wanted: str, at: datetime) -> datetime:
    moment = read_moment(wanted, at)
    if moment is None:
        raise refusal(word, "write 30m, 12h, 7d, 2w, or a date such as 2026-01-31")
    return moment


#: Keys that stand once: the field of the filter, and how its value is read.
_SINGLE: Final[dict[str, tuple[str, Callable[[str, str, datetime], Any]]]] = {
    "job": ("job_name", lambda _word, wanted, _at: wanted),
    "sweep": ("sweep", lambda _word, wanted, _at: wanted),
    "origin": ("origin", lambda word, wanted, _at: _named(word, wanted, _ORIGINS)),
    "commit": ("commit", _commit),
    "since": ("since", _moment),
    "until": ("until", _moment),
}
