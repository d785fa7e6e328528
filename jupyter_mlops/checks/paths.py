"""The check of paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final
from weakref import WeakKeyDictionary

from jupyter_mlops.checks.cell_code import read_code
from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.paths_code import CodePaths, Mention
from jupyter_mlops.checks.paths_files import ProjectFiles
from jupyter_mlops.checks.paths_markdown import Link, anchors_of, comparable, find_links
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.subject import Subject

_HOME: Final = re.compile(
    r"(?:/home/[\w.-]+|/Users/[\w.-]+|/root|~[\w.-]*|[A-Za-z]:[\\/]+Users[\\/]+[^\\/]+)(?:[\\/](?!\.)|$)"
)
#: Paths that are those of one machine wherever they stand, and none of a web site.
_MACHINE: Final = re.compile(
    r"/(?:mnt|media|Volumes|content|kaggle|dbfs|workspaces?)/[^\s]|[A-Za-z]:\\{1,2}[\w.]|\\\\\w+\\\w"
)
_ABSOLUTE: Final = re.compile(r"/(?!/)|[A-Za-z]:[\\/]|\\\\\w")
#: Every system has these.
_EVERYWHERE: Final = re.compile(r"/(?:tmp|dev|proc|sys|etc|usr|bin|opt)(?:/|$)|/$")
_PLATFORM: Final = re.compile(r"colab|kaggle|databricks", re.IGNORECASE)
_NO_PATH: Final = re.compile(r"\w[\w+.-]*://|[\n*?{}%<>|$]|\w+:(?!\\)[^/]")
_LONGEST: Final = 260


class PathsCheck(Check):
    """Files that are not there for others: absolute paths, data that git doesn't have, dead links.

    Nothing is opened and nothing is run: code and text are read.

    - `home-path`: a path into somebody's home folder, anywhere in the code or in a link.
    - `absolute-path`: a path of one machine: of a drive or a mount, or an absolute one that is
      read.
    - `untracked-data`: a file is read that git doesn't have: it isn't there, is not tracked or is
      ignored. Whoever clones the repository gets none. Outside of git: `missing-file`.
    - `missing-link`: a link or a picture in a text cell leads to such a file.
    - `missing-anchor`: a link leads to no heading of the notebook.

    All are warnings; that a file is really needed, `execute` proves. Paths are taken from the
    notebook's folder; those that lead out of the project are left alone. What is read is told by
    `open`, `read_csv` and their like, with literals, `Path(...)`, `os.path.join(...)` and names
    that are assigned once. What the notebook writes, downloads, unpacks or looks for before
    (`exists`, `try`) need not be there; after `%cd`, `os.chdir` or a download of unknown files,
    nothing is said of missing ones. URLs are never opened. Files that DVC keeps count as there.
    Code in other languages than Python is left alone.

    To settle one: commit the data, keep it with Git LFS or DVC, or let the notebook fetch it; name
    it from the notebook's folder. To silence one: patterns of paths in `allow` of
    `[tool.jupyter-mlops.checks.paths]`, such as `"/mnt/data/*"`.
    """

    name: ClassVar = CheckName.PATHS
    title: ClassVar = "Paths"
    version: ClassVar = 2

    def key(self, subject: Subject, context: Context) -> str | None:
        """See `Check`; which files git has decides, too."""
        files = _files_of(context)
        return f"{subject.digest} {files.digest}" if files.in_git else None

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`."""
        files = _files_of(context)
        for subject in subjects:
            found = list(_in_text(subject, files))
            if subject.is_python:
                found += _in_code(subject, files)
            found.sort(key=lambda each: (each.index or 0, each.line or 0, each.column or 0))
            yield Checked(notebook=subject.path, findings=tuple(found))


_known: WeakKeyDictionary[Context, ProjectFiles] = WeakKeyDictionary()


def _files_of(context: Context) -> ProjectFiles:
    if context not in _known:
        _known[context] = ProjectFiles(context)
    return _known[context]


def _in_code(subject: Subject, files: ProjectFiles) -> Iterator[Finding]:
    paths = CodePaths(read_code(subject))
    seen: set[tuple[int, str]] = set()
    # Where a path is read it is told as such, and not as a mere text.
    for mention in sorted(paths.mentions, key=lambda each: not each.is_read):
        place = (mention.cell.index, mention.path)
        if place in seen or len(mention.path) > _LONGEST or files.is_allowed(mention.path):
            continue
        told = _fault(mention, paths, subject, files)
        if told:
            seen.add(place)
            yield _finding(subject, mention, *told)


def _fault(
    mention: Mention, paths: CodePaths, subject: Subject, files: ProjectFiles
) -> tuple[str, str, str] | None:
    """Code, message and hint of what is wrong with a path; None if nothing is."""
    path = mention.path
    machine = _of_machine(path, mention.cell.source, is_read=mention.is_read)
    if machine:
        # What is looked for before it is used, or made there, is meant to be of some machines.
        meant = machine[0] == "absolute-path" and path in paths.made and not mention.is_read
        return None if meant else machine
    if not mention.is_read or paths.is_open or _ABSOLUTE.match(path) or _NO_PATH.search(path):
        return None
    name = path.replace("\\", "/").removeprefix("./")
    if paths.is_made(path) or paths.is_made(name) or files.has(subject.path, name):
        return None
    if files.in_git:
        hint = "commit it, or let the notebook fetch or make it"
        return "untracked-data", f"`{path}` is read, but git doesn't have it", hint
    return "missing-file", f"`{path}` is read, but there is no such file", "check the path"


def _of_machine(path: str, source: str, *, is_read: bool) -> tuple[str, str, str] | None:
    """What is wrong with a path that another machine doesn't have."""
    hint = "keep the file in the project and name it from the notebook's folder"
    if "\n" in path:
        return None
    if _HOME.match(path):
        return "home-path", f"`{path}` is in somebody's home folder", hint
    if _EVERYWHERE.match(path) or (
        _PLATFORM.search(source) and re.match(r"/(?:cont|kag|dbfs)", path)
    ):
        return None
    if _MACHINE.match(path) or (is_read and _ABSOLUTE.match(path)):
        return "absolute-path", f"`{path}` is a path of one machine", hint
    return None


def _in_text(subject: Subject, files: ProjectFiles) -> Iterator[Finding]:
    anchors = anchors_of(subject.cells)
    for link in find_links(subject.cells):
        path = link.path
        if files.is_allowed(path or f"#{link.anchor}"):
            continue
        if not path:
            if link.anchor and not _is_anchor(link.anchor, anchors):
                message = f"the link leads to no heading: `#{link.anchor}`"
                yield _finding(subject, link, "missing-anchor", message, "check its spelling")
            continue
        machine = _of_machine(re.sub(r"^file:(?://)?", "", path), "", is_read=False)
        if machine:
            yield _finding(subject, link, *machine)
        elif not _is_elsewhere(link) and not files.has(subject.path, path):
            what = "picture" if link.shown else "link"
            where = "of the repository" if files.in_git else "here"
            message = f"the {what} leads to no file {where}: `{path}`"
            hint = "check its path, and commit the file"
            yield _finding(subject, link, "missing-link", message, hint)


def _is_anchor(anchor: str, anchors: frozenset[str]) -> bool:
    name = comparable(anchor)
    # Of headings that are alike renderers number the second and later ones.
    return "=" in anchor or not name or name in anchors or name.rstrip("0123456789") in anchors


def _is_elsewhere(link: Link) -> bool:
    """Whether a link is none to a file of the project: one of the server, or hardly a link."""
    path = link.path
    looks_like_file = link.shown or "/" in path or bool(re.search(r"\.\w{1,9}$", path))
    return path.startswith(("/", "file:")) or not looks_like_file or bool(_NO_PATH.search(path))


def _finding(
    subject: Subject, place: Mention | Link, code: str, message: str, hint: str
) -> Finding:
    return finding_at(
        subject,
        place.cell,
        CheckName.PATHS,
        code,
        message,
        hint=hint,
        line=place.line,
        column=place.column,
        about=place.path or getattr(place, "anchor", ""),
    )
