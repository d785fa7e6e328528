"""Stamps: what was built from what, so that nothing fresh is built again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.places import CACHE, ROOT


class Stamp:
    """Remembers the digest of the inputs that a thing was last made from.

    Content counts, not modification times: git sets those anew on every checkout.

    Args:
        name: The thing made.
        inputs: Glob patterns relative to the root of the repository.
        facts: What else the thing depends on, such as a version.
    """

    def __init__(self, name: str, inputs: Iterable[str], *facts: str) -> None:
        self._file = CACHE / "stamps" / name
        self._digest = _digest(inputs, facts)

    def fresh(self, *outputs: Path) -> bool:
        """Tells whether all outputs exist and were made from these inputs."""
        if not all(output.exists() for output in outputs):
            return False
        return self._file.is_file() and self._file.read_text("utf-8") == self._digest

    def set(self) -> None:
        """Notes that the thing has been made."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._digest, "utf-8")


def _digest(inputs: Iterable[str], facts: Iterable[str]) -> str:
    digest = hashlib.sha256("\0".join(facts).encode())
    for pattern in inputs:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                digest.update(f"\0{file.relative_to(ROOT).as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
