"""`jupyter mlops publish`: puts a version into the package index, or sends it to another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_mlops.cli.arguments import Subparsers


def register(subparsers: Subparsers) -> None:
    """Adds the command to the parser."""
    parser = subparsers.add_parser(
        "publish",
        help="put a version into the package index, or send it to another one",
        description="Build a version from its tag and put it into the package index, a folder "
        "that pip installs from; or send it to another index by twine, with the credentials that "
        "you have given to twine.",
    )
    parser.add_argument("version", metavar="VERSION", help="a version that was released")
    parser.add_argument(
        "--repository",
        metavar="NAME",
        help="a section of ~/.pypirc, such as pypi or testpypi, for twine",
    )
    parser.add_argument("--json", action="store_true", help="print what was published as JSON")
    parser.set_defaults(command=run)


def run(args: argparse.Namespace) -> int:
    """Publishes."""
    from jupyter_mlops.cli.text import to_json
    from jupyter_mlops.jobs.home import default_home
    from jupyter_mlops.services.publish import publish_release
    from jupyter_mlops.services.releases import project_distribution

    made = publish_release(Path.cwd(), default_home(), args.version, repository=args.repository)
    release, package = made.release, project_distribution(made.project)
    if args.json:
        print(to_json(release))
    elif args.repository is not None:
        print(f"sent {package} {release.version} to {args.repository}")
    else:
        print(f"pip install --index-url {made.index_url} {package}=={release.version}")
    return 0
