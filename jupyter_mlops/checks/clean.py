"""The check of cleanliness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final
from weakref import WeakKeyDictionary

from jupyter_mlops.checks.check import Check, Checked, Fixed
from jupyter_mlops.checks.clean_rules import (
    Cleanliness,
    dirt_of,
    expected_of,
    is_mendable,
    mended,
)
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.notebooks.render.phrases.measures import count_phrase

_TITLES: Final = {
    "metadata": "metadata that tools write without being asked",
    "colab": "state of Colab",
    "widgets": "saved state of widgets",
    "kernelspec": "another kernelspec than is wanted",
    "tagged-cells": "tags by which cells are to go",
    "empty-cells": "nothing but white space",
    "outputs": "outputs that are to be dropped",
    "execution-counts": "execution counts",
    "ids": "ids that are missing or held twice",
}
_expected: WeakKeyDictionary[Context, dict[Path, Cleanliness]] = WeakKeyDictionary()


class CleanCheck(Check):
    """Notebooks that are not as the project wants them cleaned.

    The rules are those of `jupyter mlops clean` and of git's filter, with the settings of
    `[tool.jupyter-mlops.clean]`: `outputs`, `execution-counts`, `metadata`, `colab`, `widgets`,
    `kernelspec`, `tagged-cells`, `empty-cells`, `ids`. A rule that finds something is one finding
    of the notebook, a warning; its detail names the cells. What is looked at is what git would
    store, hence where git's filter is at work there is nothing to find: it is for those who have
    committed without it.

    What no one has asked for is not missed. The rules hold where the project says something of
    cleaning: a table `[tool.jupyter-mlops.clean]`, a `severity` of this check, or git's filter in
    `.gitattributes`. Elsewhere only `ids` does: ids that are missing or held twice. And outputs are
    fine where `[tool.jupyter-mlops.checks.reproduce]` is configured, which compares with them.

    `--fix` cleans the working files by these rules, but keeps outputs and the state of widgets,
    which only you can do without: `jupyter mlops clean` drops them, and so does git's filter on
    the way into a commit.

    To silence one: the setting of its rule, or its code in `ignore` of
    `[tool.jupyter-mlops.checks.clean]`.
    """

    name: ClassVar = CheckName.CLEAN
    title: ClassVar = "Clean"
    version: ClassVar = 1

    def key(self, subject: Subject, context: Context) -> str | None:
        """See `Check`; the settings of cleaning decide, too."""
        return f"{subject.digest} {_expectation(subject, context).digest}"

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`."""
        for subject in subjects:
            found = dirt_of(subject.document.nb, _expectation(subject, context))
            findings = tuple(_finding(subject, rule, cells) for rule, cells in found.items())
            yield Checked(notebook=subject.path, findings=findings)

    def fix(self, subjects: Sequence[Subject], context: Context) -> Mapping[str, Fixed]:
        """See `Check`."""
        fixed: dict[str, Fixed] = {}
        for subject in subjects:
            expected = _expectation(subject, context)
            data = mended(subject.document, expected)
            if data != subject.data:
                rules = dirt_of(subject.document.nb, expected)
                count = sum(is_mendable(rule) for rule in rules)
                fixed[subject.path] = Fixed(data=data, count=count)
        return fixed


def _expectation(subject: Subject, context: Context) -> Cleanliness:
    known = _expected.setdefault(context, {})
    folder = (context.root / subject.path).parent
    if folder not in known:
        known[folder] = expected_of(folder, context)
    return known[folder]


def _finding(subject: Subject, rule: str, cells: list[int | None]) -> Finding:
    keys = [subject.cells[index].key for index in cells if index is not None]
    where = f" in {count_phrase(len(keys), 'cell')}" if keys else ""
    mendable = is_mendable(rule)
    return finding_at(
        subject,
        None,
        CheckName.CLEAN,
        rule,
        f"{_TITLES[rule]}{where}",
        hint="" if mendable else "drop them: jupyter mlops clean",
        about="",
        fixable=mendable,
        detail=f"cells: {', '.join(keys)}" if keys else "",
    )
