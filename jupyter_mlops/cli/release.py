"""`jupyter mlops release`: releases the package that notebooks are exported to."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers
    from jupyter_mlops.jobs.home import Home
    from jupyter_mlops.services.release import MadeRelease
    from jupyter_mlops.services.release_plan import ReleasePlan

_STANDARD_INPUT = Path("-")
_EPILOG = """\
Without VERSION the one is taken that the changes of the public API ask for: what was removed or is
incompatible asks for a major step, what was added for a minor one, anything else for a patch. A
smaller step needs a word of confirmation: an answer on a terminal, --yes elsewhere.

A release is one commit (version, changelog, modules), an annotated tag, and a wheel and an sdist in
dist/, built from that commit before anything else happens: if a build or a hook fails, everything
is as it was."""


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "release",
        help="release the package of exported modules, with advice on its version",
        description="Release the package of the project around the current folder.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "version", metavar="VERSION", nargs="?", help="such as 1.2.0, or: major, minor, patch"
    )
    parser.add_argument(
        "-y", "--yes", action="store_true", help="ask nothing, and take the proposed changelog"
    )
    parser.add_argument(
        "--changelog", metavar="FILE", type=Path, help="the changelog's entry; - to read it"
    )
    parser.add_argument(
        "--no-publish", action="store_true", help="don't put it into the package index"
    )
    parser.add_argument(
        "-n", "--dry-run", action="store_true", help="say what would be released, and why"
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Advises, asks, releases."""
    from jupyter_mlops.cli.release_text import plain, plan_lines
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.release_plan import plan_release

    home = default_home()
    plan = plan_release(Path.cwd(), home, version=args.version)
    if not args.json:
        print("\n".join(plan_lines(plan)))
    elif args.dry_run:
        print(to_json(plain(plan)))
    for problem in plan.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        print(f"{problem.message}{hint}", file=sys.stderr)
    if args.dry_run and not args.json:
        print(f"\n{plan.changelog}")
    if plan.blocking or args.dry_run:
        return int(bool(plan.blocking))
    if not plan.reasons and plan.latest and args.version is None:
        again = f"nothing was released; to do so all the same: release {plan.version}"
        print(again, file=sys.stderr)
        return 0
    _check_meant(args)
    changelog = _changelog(args, plan)
    if changelog is None or not _is_meant(args, plan):
        print("nothing was released", file=sys.stderr)
        return 1
    _tell(_release(args, plan, changelog, home), as_json=args.json)
    return 0


def _release(
    args: argparse.Namespace, plan: ReleasePlan, changelog: str, home: Home
) -> MadeRelease:
    from jupyter_mlops.errors import BuildError, HookError
    from jupyter_mlops.services.release import ReleaseOrder, release_package

    order = ReleaseOrder(
        version=plan.version,
        changelog=changelog,
        confirmed=args.yes or (plan.contradicts and _asks(args)),
        publish=not args.no_publish,
    )
    try:
        return release_package(Path.cwd(), home, order)
    except (BuildError, HookError) as error:
        print(error.detail, file=sys.stderr)
        raise


def _tell(made: MadeRelease, *, as_json: bool) -> None:
    from jupyter_mlops.cli.text import file_text, to_json
    from jupyter_mlops.services.releases import project_distribution

    release = made.release
    if as_json:
        print(to_json(release))
        return
    print(f"released {made.project.package} {release.version}: tag {release.tag}")
    for file in sorted(made.dist.glob(f"*-{release.version}[-.]*")):
        print(file_text(str(file)))
    if made.index_url:
        name = project_distribution(made.project)
        print(f"pip install --index-url {made.index_url} {name}=={release.version}")


def _asks(args: argparse.Namespace) -> bool:
    """Whether somebody is there to be asked."""
    return not args.yes and not args.json and sys.stdin.isatty() and sys.stdout.isatty()


def _check_meant(args: argparse.Namespace) -> None:
    """Raises `InvalidError` where nobody has said what to release, and nobody is there to ask."""
    from jupyter_mlops.errors import InvalidError

    if args.version is None and not args.yes and not _asks(args):
        raise InvalidError(
            "nobody is there to say whether this version is meant",
            hint="name the version or the step, or take what is advised with --yes",
        )


def _changelog(args: argparse.Namespace, plan: ReleasePlan) -> str | None:
    """The changelog's entry; None if the user has emptied it, which means no."""
    from jupyter_mlops.errors import NotFoundError

    if args.changelog == _STANDARD_INPUT:
        return sys.stdin.read()
    if args.changelog is not None:
        try:
            return str(args.changelog.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise NotFoundError(f"{args.changelog} cannot be read: {error}") from error
    if not _asks(args):
        return plan.changelog
    from jupyter_mlops.cli.editor import edit_text

    return edit_text(plan.changelog + "\n", ending=".md").strip() or None


def _is_meant(args: argparse.Namespace, plan: ReleasePlan) -> bool:
    """Asks on a terminal; who isn't there has given the version, or --yes."""
    if not _asks(args):
        return True
    if plan.contradicts:
        question = f"the changes ask for {plan.advised}; release {plan.version} all the same?"
    else:
        question = f"release {plan.project.package} {plan.version}?"
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
