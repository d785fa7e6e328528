"""A parser for verbs that take words as git does: anywhere, and after `--` as they are."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any


class VerbParser(argparse.ArgumentParser):
    """The parser of a verb.

    argparse takes positional arguments in one piece only, and hides whether a word came after
    `--`, which to git makes all the difference.

    Args:
        free_words: Instead of positional arguments collect all words that are no options in
            `words`, and those after `--` in `words_after`, which is None without a `--`.
        **options: As for `ArgumentParser`.
    """

    def __init__(self, *, free_words: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._free_words = free_words

    def parse_known_args(  # type: ignore[override] # typeshed has overloads for the namespace
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parses, see `free_words`."""
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
