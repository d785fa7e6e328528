"""Notebook files in words."""

from __future__ import annotations

from jupyter_mlops.notebooks.render.model import Comparison


def name_phrase(comparison: Comparison) -> str:
    """`HEAD~1 → worktree`, or which side the file is missing on and what it was called before."""
    if comparison.status == "added":
        return f"new in {comparison.head_name}"
    if comparison.status == "deleted":
        return f"gone from {comparison.head_name}"
    sides = f"{comparison.base_name} → {comparison.head_name}"
    old = comparison.old_path
    return f"{sides}, renamed from {old}" if old and old != comparison.path else sides


def problem_phrase(comparison: Comparison) -> str:
    """Why a file was not compared; empty if it was."""
    if comparison.diff is not None:
        return ""
    return comparison.problem or "cannot be compared"
