"""Compares structured data: JSON, the specs of plots, an output's metadata."""

from __future__ import annotations

from typing import Any, Final

from jupyter_mlops.notebooks.diff.budget import Budget
from jupyter_mlops.notebooks.diff.fingerprint import fingerprint
from jupyter_mlops.notebooks.diff.outputs.arrays import compare_numbers, numbers_in
from jupyter_mlops.notebooks.diff.outputs.numbers import close
from jupyter_mlops.notebooks.diff.outputs.plots import is_noise, paired_keys
from jupyter_mlops.notebooks.diff.outputs.verdict import Verdict
from jupyter_mlops.notebooks.diff.sequences import diff_sequences
from jupyter_mlops.notebooks.diff.views import JsonView, ValueChange
from jupyter_mlops.notebooks.equality import encoded, same

_Path = list[str | int]

_MOST_LISTED = 200
_DEEPEST = 60
_LONGEST = 200
_MISSING: Final = object()


def compare_values(mime: str, base: Any, head: Any, tolerance: float, budget: Budget) -> Verdict:
    """Compares two JSON values key by key and item by item.

    Args:
        mime: What they are.
        base: The older value.
        head: The newer.
        tolerance: Relative difference up to which floating-point numbers count as close.
        budget: Time; once it is spent, what is left is compared as a whole.

    Returns:
        Verdict with a `JsonView`: at most 200 changes, real ones first.
    """
    walk = _Walk(tolerance, budget)
    walk.compare(base, head, [])
    shown = walk.real + walk.noise[: _MOST_LISTED - len(walk.real)]
    view = JsonView(changes=shown, omitted=walk.count - len(shown))
    return Verdict(mime, view, noise=walk.only_noise)


class _Walk:
    """Goes through two values side by side and collects what differs."""

    def __init__(self, tolerance: float, budget: Budget) -> None:
        self.tolerance = tolerance
        self.budget = budget
        self.real: list[ValueChange] = []
        self.noise: list[ValueChange] = []
        self.count = 0
        self.only_noise = True

    def compare(self, base: Any, head: Any, path: _Path) -> None:
        if len(path) >= _DEEPEST or self.budget.spent:
            if not same(base, head):
                self.report(path, base, head)
        elif isinstance(base, dict) and isinstance(head, dict):
            self.objects(base, head, path)
        elif isinstance(base, list) and isinstance(head, list):
            self.lists(base, head, path)
        elif not self.arrays(base, head, path) and not same(base, head):
            self.report(path, base, head, noise=self.is_close(base, head))

    def objects(self, base: dict[str, Any], head: dict[str, Any], path: _Path) -> None:
        if self.arrays(base, head, path):
            return
        pairs = paired_keys(base, head)
        taken = set(pairs.values())
        for key, value in base.items():
            if key in head:
                self.compare(value, head[key], [*path, key])
            elif key in pairs:
                self.report([*path, key], key, pairs[key], noise=True)
                self.compare(value, head[pairs[key]], [*path, pairs[key]])
            else:
                self.report([*path, key], value, _MISSING)
        for key, value in head.items():
            if key not in base and key not in taken:
                self.report([*path, key], _MISSING, value)

    def lists(self, base: list[Any], head: list[Any], path: _Path) -> None:
        if self.arrays(base, head, path):
            return
        if len(base) == len(head):
            for index, (one, other) in enumerate(zip(base, head, strict=True)):
                self.compare(one, other, [*path, index])
            return
        prints = ([fingerprint(item) for item in side] for side in (base, head))
        for changed in diff_sequences(next(prints), next(prints), self.budget):
            i, j = changed.base, changed.head
            while i < changed.base_end and j < changed.head_end:
                self.compare(base[i], head[j], [*path, j])
                i, j = i + 1, j + 1
            for at in range(i, changed.base_end):
                self.report([*path, at], base[at], _MISSING)
            for at in range(j, changed.head_end):
                self.report([*path, at], _MISSING, head[at])

    def arrays(self, base: Any, head: Any, path: _Path) -> bool:
        """Compares two long lists of numbers as a whole; False if they aren't."""
        one = numbers_in(base)
        other = None if one is None else numbers_in(head)
        if one is None or other is None:
            return False
        differ, agree = compare_numbers(one, other, self.tolerance)
        if len(one) != len(other):
            self.summarize(path, one, other, f"{len(other)} numbers")
        elif differ > agree:
            self.summarize(path, one, other, f"{differ - agree} of {len(one)} numbers differ")
        elif not same(base, head):
            self.summarize(path, one, other, f"{agree} of {len(one)} numbers differ barely")
        return True

    def summarize(self, path: _Path, one: list[Any], other: list[Any], text: str) -> None:
        noise = text.endswith("barely")
        self.report(path, f"{len(one)} numbers", text, noise=noise and len(one) == len(other))

    def is_close(self, base: Any, head: Any) -> bool:
        numbers = all(type(value) in (int, float) for value in (base, head))
        return numbers and close(base, head, self.tolerance)

    def report(self, path: _Path, base: Any, head: Any, *, noise: bool = False) -> None:
        self.count += 1
        noise = noise or is_noise(path, base, head)
        self.only_noise = self.only_noise and noise
        into = self.noise if noise else self.real
        if len(into) >= _MOST_LISTED:
            return
        into.append(
            ValueChange(
                path=path,
                kind="added" if base is _MISSING else "removed" if head is _MISSING else "changed",
                before=_shortened(base),
                after=_shortened(head),
                noise=noise,
            )
        )


def _shortened(value: Any) -> Any:
    """A value, the beginning of it as text where it is long, or None where there is none."""
    if value is _MISSING:
        return None
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    data = encoded(value)
    if len(data) <= _LONGEST:
        return value
    return data[: _LONGEST - 1].decode(errors="ignore") + "…"
