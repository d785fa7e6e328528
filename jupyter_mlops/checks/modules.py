"""The check of modules that are exported from notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.model import CheckName
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject

#: In every cell that is exported, whichever way it is marked.
_SIGN: Final = b"export"


class ModulesCheck(Check):
    """Modules are what their notebooks say.

    Cells that are marked for export become modules of a package (`jupyter mlops export`). Whoever
    edits such a cell and forgets to export commits a notebook that says one thing and a module that
    does another; whoever edits the module and forgets `jupyter mlops sync` loses the edit sooner or
    later. This check compares them, as `jupyter mlops sync --check` does, and says which cells
    differ.

    A notebook without any exported cell has nothing to do with it, and a project without one skips
    it. What the index holds is not compared (`--staged`): modules are files.

    - `never-exported` (a warning): the module does not exist yet.
    - `notebook-ahead`: a cell has changed since the last export.
    - `module-ahead`: the module was edited, and its notebook was not.
    - `both-ahead`: both were edited, in ways that go together.
    - `conflict`: both were edited in the same place.
    - `deleted`: something was deleted on one side only.
    - `foreign` (a warning): a file is in the way that no notebook has made.
    - `orphaned` (a warning): a module is made of cells that are no longer marked.
    - `syntax`, `duplicate`, `undefined-name`, `circular-import` and others: what an export says.

    To settle one: do what its hint says. To leave the check out: `severity = "off"` in
    `[tool.jupyter-mlops.checks.modules]`.
    """

    name: ClassVar = CheckName.MODULES
    title: ClassVar = "Modules"
    version: ClassVar = 1

    def key(self, subject: Subject, context: Context) -> str | None:
        """Nothing is remembered here: modules and notebooks depend on each other."""
        del subject, context
        return None

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """Compares all modules at once, and tells of each notebook."""
        exporting = {subject.path for subject in subjects if _SIGN in subject.data}
        findings = context.module_findings() if exporting else ()
        skipped = "" if exporting else "no notebook exports anything"
        paths = {subject.path for subject in subjects}
        for path in sorted(paths):
            own = tuple(finding for finding in findings if finding.notebook == path)
            yield Checked(notebook=path, findings=own, skipped=skipped)
        # A notebook that was not asked about is told of another time; a module without one, now.
        others = [each for each in findings if not each.notebook.endswith(".ipynb")]
        if others:
            yield Checked(notebook="", findings=tuple(others))
