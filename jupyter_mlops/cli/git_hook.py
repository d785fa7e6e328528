"""`jupyter-mlops git-hook`: what git's hooks call around each commit."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.services.commit_gate import Gate

#: Why a commit is to be made although a check stands in its way.
_OVERRIDE: Final = "JUPYTER_MLOPS_OVERRIDE"
#: How many warnings are written out.
_MOST: Final = 10


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser, but not to the help page."""
    parser = subparsers.add_parser("git-hook", add_help=False)
    parser.add_argument("hook", choices=("pre-commit", "commit-msg"))
    parser.add_argument("arguments", nargs="*")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Looks at what a commit would hold; says `REFUSED` if it must not be made."""
    from jupyter_mlops.services.commit_gate import DONE, DONE_VARIABLE, find_gate

    if os.environ.get(DONE_VARIABLE) == DONE:  # by whoever makes this commit
        return 0
    reason = os.environ.get(_OVERRIDE, "").strip()
    if args.hook == "commit-msg":
        if reason and args.arguments:
            _tell_override(Path(args.arguments[0]), find_gate(Path.cwd()), reason)
        return 0
    gate = find_gate(Path.cwd())
    _say_warnings(gate)
    if gate.blocking and not reason:
        from jupyter_mlops.services.git_hook import REFUSED

        _refuse(gate)
        return REFUSED
    return 0


def _tell_override(file: Path, gate: Gate, reason: str) -> None:
    """Adds to the commit's message why it was made."""
    from jupyter_mlops.files import write_atomically
    from jupyter_mlops.services.commit_gate import trailer, with_trailer

    if gate.blocking:
        line = trailer(gate, reason)
        write_atomically(file, with_trailer(Path.cwd(), file.read_bytes(), line))


def _refuse(gate: Gate) -> None:
    from jupyter_mlops.services.commit_gate import finding_line

    print("jupyter mlops: this commit would hold secrets", file=sys.stderr)
    for finding in gate.blocking:
        print(f"  {finding_line(finding)}", file=sys.stderr)
    print(
        "take them out and stage again; if they are none, say so, and the commit will tell:\n"
        f'  {_OVERRIDE}="reason" git commit …',
        file=sys.stderr,
    )


def _say_warnings(gate: Gate) -> None:
    from jupyter_mlops.services.commit_gate import finding_line

    for finding in gate.warnings[:_MOST]:
        print(f"jupyter mlops: {finding_line(finding)}", file=sys.stderr)
    if len(gate.warnings) > _MOST:
        more = len(gate.warnings) - _MOST
        print(f"jupyter mlops: and {more} more: jupyter mlops check --staged", file=sys.stderr)
    if gate.trouble:
        print(f"jupyter mlops: not all was checked: {gate.trouble}", file=sys.stderr)
