"""The check of lint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from jupyter_mlops.checks.check import Check, Checked, Fixed
from jupyter_mlops.checks.lint_config import (
    digest_of,
    find_tool,
    mypy_configuration,
    ruff_configuration,
    sources_digest,
    tool_stamp,
)
from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject

#: By folder, for as long as the context lives.
_shared: WeakKeyDictionary[Context, dict[Path, str | None]] = WeakKeyDictionary()


class LintCheck(Check):
    """Faults that linters find: unused imports, comparisons that never hold, wrong types.

    `ruff` reads all notebooks in one process, with the project's own configuration: the nearest
    `ruff.toml` or `pyproject.toml` with `[tool.ruff]`, up to the repository's folder. What it
    excludes is not linted. Where there is none, ruff's rules E4, E7, E9 and F hold, but for what
    notebooks do as a matter of course (late and repeated imports, several statements on a line, new
    definitions of a name, everything of a library, comparisons with `True`), and for undefined
    names, which the check `order` finds.

    `mypy` reads each notebook as one module. It does where the project configures it and it is
    installed (`mypy = "auto"`; not before a commit, which would have to wait), always or never
    (`true`, `false`).

    Findings carry the linters' codes (`F401`, `arg-type`) and stand at line and column of the cell.
    A cell that is no Python (`invalid-syntax`) is an error, all else a warning. `--fix` does what
    `ruff check --fix` does: its safe fixes, in the sources alone; outputs stay as they are.

    To silence one: `# noqa: CODE` or `# type: ignore[CODE]` on its line, the configuration of the
    linter, or `ignore` in `[tool.jupyter-mlops.checks.lint]`. Other settings there: `ruff = false`
    and `mypy`.
    """

    name: ClassVar = CheckName.LINT
    title: ClassVar = "Lint"
    version: ClassVar = 2

    def key(self, subject: Subject, context: Context) -> str | None:
        """See `Check`; the linters, their configuration, and for mypy all modules decide."""
        folder = (context.root / subject.path).parent
        known = _shared.setdefault(context, {})
        if folder not in known:
            known[folder] = _key_of_all(folder, context)
        shared = known[folder]
        return None if shared is None else f"{subject.digest} {shared}"

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`.

        Raises:
            UnavailableError: Ruff is not installed, or mypy isn't and shall be used.
            MlopsError: A linter fails.
        """
        settings = context.settings.lint
        python = [subject for subject in subjects if subject.is_python]
        found: dict[str, list[Any]] = {subject.path: [] for subject in subjects}
        if settings.ruff and python:
            from jupyter_mlops.checks.lint_ruff import lint_with_ruff

            for path, findings in lint_with_ruff(
                context.root, python, undefined=not _order_looks(context)
            ).items():
                found[path] += findings
        if settings.mypy and python:
            from jupyter_mlops.checks.lint_mypy import lint_with_mypy, wants_mypy

            if wants_mypy(context.root, settings):
                for path, findings in lint_with_mypy(context.root, python).items():
                    found[path] += findings
        for path, findings in found.items():
            findings.sort(key=lambda each: (each.index or 0, each.line or 0, each.column or 0))
            yield Checked(notebook=path, findings=tuple(findings))

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        """See `Check`; ruff's safe fixes."""
        from jupyter_mlops.checks.lint_fix import apply_sources
        from jupyter_mlops.checks.lint_ruff import fix_with_ruff, lint_with_ruff

        if not context.settings.lint.ruff:
            return {}
        python = [subject for subject in subjects if subject.is_python]
        undefined = not _order_looks(context)
        findings = lint_with_ruff(context.root, python, undefined=undefined)
        fixable = {
            subject.path: subject
            for subject in python
            if any(found.fixable for found in findings[subject.path])
        }
        fixed = fix_with_ruff(context.root, list(fixable.values()), undefined=undefined)
        mended = {
            path: apply_sources(fixable[path].document, data, name=path)
            for path, data in fixed.items()
        }
        return {
            path: Fixed(data=data, count=sum(found.fixable for found in findings[path]))
            for path, data in mended.items()
            if data != fixable[path].data
        }


def _key_of_all(folder: Path, context: Context) -> str | None:
    """What decides for all notebooks of a folder; None if nobody can say."""
    root, settings = context.root, context.settings.lint
    parts = [str(_order_looks(context))]
    if settings.ruff:
        # Ruff tells own packages from others by what lies there.
        own = (each.name for each in root.iterdir() if each.is_dir() or each.suffix == ".py")
        parts += [tool_stamp(find_tool("ruff") or ""), *sorted(own)]
    if settings.mypy is True or (settings.mypy and mypy_configuration(root)):
        sources = sources_digest(root)
        if sources is None:
            return None
        parts += [tool_stamp(find_tool("mypy") or ""), sources]
    return digest_of([ruff_configuration(root, folder), mypy_configuration(root)], *parts)


def _order_looks(context: Context) -> bool:
    """Whether another check finds undefined names."""
    return context.settings.order.severity != "off"
