"""Files with conflicts, as git itself makes them."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

STYLES = ("merge", "diff3", "zdiff3")


def merge_texts(base: bytes, local: bytes, remote: bytes, *options: str) -> bytes:
    """What `git merge-file` makes of three texts."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, text in (("local", local), ("base", base), ("remote", remote)):
            Path(folder, name).write_bytes(text)
            names.append(name)
        labels = ["-L", "ours", "-L", "base", "-L", "théirs"]
        done = subprocess.run(
            ["git", "merge-file", "-p", *options, *labels, *names],
            cwd=folder,
            capture_output=True,
            check=False,
        )
        assert done.returncode < 128, done.stderr
        return done.stdout


def style_option(style: str) -> list[str]:
    return [] if style == "merge" else [f"--{style}"]
