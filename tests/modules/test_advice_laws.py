"""No call that worked before a release without a major step fails after it."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.modules.advice import compare_apis
from tests.modules.test_advice import api

NAMES = ("a", "b", "c")
KINDS = ("/", "", "*")


@st.composite
def signatures(draw: st.DrawFn) -> str:
    """Parameters of a function: some of three names, of any kinds, with defaults or without.

    Not `/` and `**more` together, which take a name twice: griffe doesn't look that far.
    """
    more = draw(st.booleans())
    names = draw(st.permutations(NAMES))[: draw(st.integers(0, 3))]
    kinds = sorted(draw(st.sampled_from(KINDS[more:])) for _ in names)
    kinds.sort(key=("/", "", "*").index)
    parts: list[str] = []
    optional = False
    for at, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        if kind == "*" and (at == 0 or kinds[at - 1] != "*"):
            parts.append(draw(st.sampled_from(["*", "*args"])))
        with_default = draw(st.booleans()) or (optional and kind != "*")
        optional = optional or with_default
        parts.append(f"{name}=None" if with_default else name)
        if kind == "/" and (at + 1 == len(kinds) or kinds[at + 1] != "/"):
            parts.append("/")
    if not any(part.startswith("*") for part in parts) and draw(st.booleans()):
        parts.append("*args")
    if more:
        parts.append("**more")
    return ", ".join(parts)


def calls() -> list[tuple[tuple[int, ...], dict[str, int]]]:
    keywords = [names for count in range(4) for names in itertools.combinations(NAMES, count)]
    return [((0,) * count, dict.fromkeys(names, 0)) for count in range(4) for names in keywords]


CALLS = calls()


def takes(signature: str, positional: tuple[int, ...], keywords: dict[str, int]) -> bool:
    space: dict[str, Any] = {}
    exec(f"def f({signature}): ...", space)  # noqa: S102 - of our own making
    try:
        space["f"](*positional, **keywords)
    except TypeError:
        return False
    return True


@given(signatures(), signatures())
@settings(max_examples=100, deadline=None)
def test_a_call_that_fails_now_asks_for_a_major_step(before: str, after: str) -> None:
    changes = compare_apis(api(f"def f({before}): ..."), api(f"def f({after}): ..."))
    broken = [call for call in CALLS if takes(before, *call) and not takes(after, *call)]
    if broken:
        assert [each.level for each in changes][:1] == ["major"], (before, after, broken[0])
