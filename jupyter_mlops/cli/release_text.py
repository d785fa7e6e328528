"""How the command line writes versions and what has changed between them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from jupyter_mlops.cli.diff_output import printable
from jupyter_mlops.cli.text import has_colours

if TYPE_CHECKING:
    from jupyter_mlops.modules.api import PublicName
    from jupyter_mlops.modules.versions import ApiChange, ChangeLevel
    from jupyter_mlops.services.compare_releases import ModulePair, ReleaseComparison
    from jupyter_mlops.services.release_plan import ReleasePlan
    from jupyter_mlops.services.releases import ListedRelease

_COLOURS: Final[dict[ChangeLevel, str]] = {"major": "31", "minor": "33", "patch": "2"}
_DIFF: Final = {"+": "32", "-": "31", "@": "36"}
_SHORT_ID = 7


def plain(value: ReleasePlan | ReleaseComparison) -> dict[str, Any]:
    """What programs get to see of a plan or a comparison: names in place of the project."""
    fields = structs.asdict(value)
    project, index = fields.pop("project"), fields.pop("index", None)
    return {
        "package": project.package,
        **fields,
        **({} if index is None else {"index": str(index)}),
    }


def change_lines(changes: Iterable[ApiChange]) -> Iterator[str]:
    """`major  features.old was removed  (train.ipynb [3])`, a line a change."""
    for change in changes:
        where = f"  ({change_place(change)})" if change.notebook else ""
        word = _coloured(f"{change.level:<5}", _COLOURS[change.level])
        yield f"  {word}  {printable(change.message)}{where}"


def change_place(change: ApiChange) -> str:
    """`train.ipynb [3]`, or the notebook alone where the cell is gone; cells count from 1."""
    cell = f" [{change.index + 1}]" if change.index >= 0 else ""
    return f"{printable(change.notebook)}{cell}"


def plan_lines(plan: ReleasePlan) -> Iterator[str]:
    """Which version is next, and why."""
    name = f"{plan.project.package} {plan.version}"
    if not plan.latest:
        yield f"{name}, the first release"
    else:
        advised = "" if plan.version == plan.advised else f", {plan.advised}"
        yield f"{name} after {plan.latest}: the changes ask for a {plan.level} step{advised}"
    yield from change_lines(plan.reasons)


def release_line(release: ListedRelease) -> str:
    """A version in a list."""
    day = release.at.astimezone().strftime("%Y-%m-%d %H:%M")
    names = "1 name" if release.api_size == 1 else f"{release.api_size} names"
    there = "published" if release.files else ""
    commit = release.commit[:_SHORT_ID]
    return f"{release.version:<12} {day}  {commit}  {names:>10}  {there:<9}  " + printable(
        release.author
    )


def release_lines(release: ListedRelease) -> Iterator[str]:
    """A version with its changelog and its files."""
    yield release_line(release)
    if release.changelog:
        yield ""
        yield from map(printable, release.changelog.splitlines())
    if release.files:
        yield ""
        for file in release.files:
            yield f"{file.name}  {file.size} bytes  sha256:{file.sha256}"


def api_lines(names: Iterable[PublicName]) -> Iterator[str]:
    """A public API, a line a name."""
    for name in names:
        owner = name.name.rpartition(".")[0]
        shown = name.name
        if name.signature:
            shown = f"{owner}.{name.signature}" if owner else name.signature
        yield f"{name.kind:<9} {printable(shown)}" + (
            f"  # {printable(name.summary)}" if name.summary else ""
        )


def comparison_pieces(found: ReleaseComparison) -> Iterator[str]:
    """How two versions differ: the public API, then the code."""
    head = found.head or "the working folder"
    yield f"{found.project.package} {found.base} and {head}: "
    yield f"{found.level}\n" if found.changes else "no change of the public API\n"
    for line in change_lines(found.changes):
        yield f"{line}\n"
    for pair in found.modules:
        yield "\n"
        yield from _diff_lines(pair, found.base, head)


def _diff_lines(pair: ModulePair, base: str, head: str) -> Iterator[str]:
    before, after = (text.splitlines() if text else [] for text in (pair.base, pair.head))
    for line in unified_diff(before, after, f"{pair.name} {base}", f"{pair.name} {head}"):
        text = printable(line.rstrip("\n"))
        yield (_coloured(text, _DIFF[line[0]]) if line[0] in _DIFF else text) + "\n"


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if has_colours(sys.stdout) else text
