"""`jupyter mlops git hook`: has git check the notebooks of each commit, or no longer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.git_hook import Hook


def register_hooks(verbs: Subparsers) -> None:
    """Adds the command to those of `jupyter mlops git`."""
    parser = verbs.add_parser(
        "hook",
        help="have git check the notebooks of each commit",
        description="Have git check the notebooks of each commit before it is made, as the index "
        "holds them, by all that looks and runs nothing. Secrets stand in its way, all else is "
        'told. JUPYTER_MLOPS_OVERRIDE="reason" git commit makes it nevertheless, and leaves a '
        "line in its message.",
    )
    parser.add_argument(
        "action",
        nargs="?",
        choices=("install", "remove", "status"),
        default="status",
        help="write the hooks, take them away, or tell how they stand (default)",
    )
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Installs, removes or tells; 1 if each commit is not checked although it was asked for."""
    from jupyter_mlops.services.git_hook import find_hooks, install_hooks, remove_hooks

    if args.action == "remove":
        removed = remove_hooks(Path())
        for hook in removed:
            print(f"removed {hook.file}")
        if not removed:
            print("there was nothing to remove", file=sys.stderr)
        return 0
    installing = args.action == "install"
    hooks = install_hooks(Path()) if installing else find_hooks(Path())
    for hook in hooks:
        print(f"{hook.name}: {_state(hook)}")
    if not installing:
        return 0
    return int(any(hook.state != "installed" for hook in hooks))


def _state(hook: Hook) -> str:
    if hook.state == "foreign":
        return f"{hook.file} is not ours and stays as it is; add to it: {hook.line}"
    return f"{hook.state} ({hook.file})"
