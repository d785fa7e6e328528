"""A parser for verbs that take words as git does: anywhere, and after `--` as they are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any


class VerbParser(argparse.ArgumentParser):
    """The parser of a verb.

    argparse takes positional arguments in one piece only, and hides whether a word came after
    `--`, which to git makes all the difference.

    Args:
        free_words: Instead of positional arguments collect all words that are no options in
            `words`, and those after `--` in `words_after`, which is None without a `--`.
        values: Options whose value may be left out, whatever word comes next: the values that
            each may have, the first of which is the one that is meant then.
        **options: As for `ArgumentParser`.
    """

    def __init__(
        self,
        *,
        free_words: bool = False,
        values: Mapping[str, Sequence[str]] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._free_words = free_words
        self._values = values

    def parse_known_args(  # type: ignore[override] # typeshed has overloads for the namespace
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parses, see `free_words` and `values`."""
        args = self._with_values(args)
        if not self._free_words or args is None:
            return super().parse_known_args(args, namespace)
        before, after = list(args), None
        if "--" in before:
            at = before.index("--")
            before, after = before[:at], before[at + 1 :]
        parsed, words = super().parse_known_args(before, namespace)
        unknown = [word for word in words if word.startswith("-") and word != "-"]
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        parsed.words, parsed.words_after = words, after
        return parsed, []

    def _with_values(self, args: Sequence[str] | None) -> Sequence[str] | None:
        """Ties each option of `values` to its value."""
        if args is None or not self._values:
            return args
        tied: list[str] = []
        rest = list(args)
        while rest and rest[0] != "--":
            word = rest.pop(0)
            if word in self._values:
                allowed = self._values[word]
                word = f"{word}={rest.pop(0) if rest and rest[0] in allowed else allowed[0]}"
            tied.append(word)
        return tied + rest
