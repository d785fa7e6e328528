"""`jupyter-mlops git-merge BASE LOCAL REMOTE SIZE PATH NAME NAME`: git's merge driver.

https://git-scm.com/docs/gitattributes#_defining_a_custom_merge_driver
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_mlops.errors import MlopsError

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.notebooks.merge.model import Conflict

#: Git before 2.44 doesn't know what the sides are called and leaves these words as they are.
_UNKNOWN = ("%X", "%Y")
#: Variables in which `git merge` says what a commit was called.
_HEAD = "GITHEAD_"


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-merge", add_help=False)
    for file in ("base", "local", "remote"):
        parser.add_argument(file, type=Path)
    parser.add_argument("size", type=int)
    parser.add_argument("path")
    parser.add_argument("names", nargs=2)
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Merges into the local file; what is no notebook as text, so that nothing is lost."""
    from jupyter_mlops.cli.git_filter import tell_warning
    from jupyter_mlops.git.drivers import CONFLICTS_LEFT
    from jupyter_mlops.git.text_merge import merge_text

    names = _names(args.names)
    try:
        clean = _merge_notebooks(args, names)
    # Whatever it was, ours or the files': git has to get a merge, or it would take one side.
    except Exception as error:  # noqa: BLE001
        tell_warning(f"{args.path}: merged as text, as {_reason(error)}")
        files = (args.base, args.local, args.remote)
        clean = merge_text(*files, names=names, marker_size=args.size)
    return 0 if clean else CONFLICTS_LEFT


def _names(told: list[str]) -> tuple[str, str]:
    local, remote = told
    if (local, remote) == _UNKNOWN:
        merged = [name for key, name in os.environ.items() if key.startswith(_HEAD)]
        return "ours", merged[0] if len(merged) == 1 else "theirs"
    return local or "ours", remote or "theirs"


def _merge_notebooks(args: argparse.Namespace, names: tuple[str, str]) -> bool:
    from jupyter_mlops.cli.git_filter import tell_warning
    from jupyter_mlops.files import write_atomically
    from jupyter_mlops.notebooks.merge.model import MergeOptions
    from jupyter_mlops.services.merge import merge_contents

    path = args.path
    merged = merge_contents(
        args.base.read_bytes(),
        args.local.read_bytes(),
        args.remote.read_bytes(),
        options=MergeOptions(local_name=names[0], remote_name=names[1]),
        names=(f"{path} (base)", f"{path} ({names[0]})", f"{path} ({names[1]})"),
    )
    write_atomically(args.local, merged.data)
    if merged.conflicts:
        places = [cell_name(conflict) for conflict in merged.conflicts]
        tell_warning(f"{path}: conflicts in {', '.join(places)} (settle: jupyter mlops resolve)")
    return not merged.conflicts


def cell_name(conflict: Conflict) -> str:
    """Where a conflict is, counted as people do."""
    return "the metadata" if conflict.cell is None else f"cell {conflict.cell + 1}"


def _reason(error: Exception) -> str:
    return error.message if isinstance(error, MlopsError) else f"{type(error).__name__}: {error}"
