"""Makes the files with which a forge checks notebooks as `jupyter mlops check` does here."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.services.ci_workflow_facts import WorkflowFacts

_TEMPLATES: Final = Path(__file__).with_name("workflows")
_MARK: Final = re.compile(r"<<(\w+)>>")
#: Begins a line that is left out where there is no such thing.
_ONLY_WITH: Final = re.compile(r"<<\?(\w+)>>")
_NAME: Final = "notebooks"

#: Where each forge looks, and the template.
_PLACES: Final[Mapping[ForgeKind, tuple[str, str]]] = {
    ForgeKind.GITHUB: (".github/workflows/{name}.yml", "github.yml"),
    ForgeKind.GITLAB: (".gitlab/{name}.gitlab-ci.yml", "gitlab.yml"),
    ForgeKind.GITEA: (".gitea/workflows/{name}.yml", "gitea.yml"),
    ForgeKind.FORGEJO: (".forgejo/workflows/{name}.yml", "gitea.yml"),
}
#: The file that GitLab reads, which includes ours.
GITLAB_FILE: Final = ".gitlab-ci.yml"


class Workflow(Struct, frozen=True, kw_only=True):
    """A file that a forge reads."""

    #: Path in the repository, with `/`.
    path: str
    text: str


def make_workflow(kind: ForgeKind, facts: WorkflowFacts) -> Workflow:
    """Makes the workflow for a kind of forge.

    Args:
        kind: Which.
        facts: What it has to know of the project.
    """
    place, template = _PLACES[kind]
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    name = _name(facts)
    words: dict[str, str | Sequence[str]] = {
        "version": facts.version,
        "name": name,
        "branch": _quoted(facts.branch),
        "folder": _quoted(facts.folder),
        "enter": _quoted(f"cd {shlex.quote(facts.folder)}"),
        "prefix": _quoted(f"{facts.folder}/")[1:-1] if facts.folder else "",
        "python": _quoted(facts.python),
        "python_tag": facts.python,
        "install": facts.install,
        "runner": "docker" if kind is ForgeKind.FORGEJO else "ubuntu-latest",
    }
    given = {"folder": bool(facts.folder), "lfs": facts.lfs}
    lines = [each for line in _kept(text, given) for each in _filled(line, words)]
    return Workflow(path=place.format(name=name), text="\n".join(lines) + "\n")


def gitlab_include(workflow: Workflow) -> Workflow:
    """The file that GitLab reads, where the project has none."""
    return Workflow(path=GITLAB_FILE, text=f"include:\n  - local: /{workflow.path}\n")


def _name(facts: WorkflowFacts) -> str:
    """What workflow and job are called; each project of a repository has its own."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", facts.folder).strip("-").lower()
    return f"{_NAME}-{words}" if words else _NAME


def _filled(line: str, words: Mapping[str, str | Sequence[str]]) -> list[str]:
    """A line with the words in place of marks; several where a word has several lines."""
    found = _MARK.search(line)
    if found is None:
        return [line]
    word = words[found[1]]
    if isinstance(word, str):
        return [_MARK.sub(lambda mark: str(words[mark[1]]), line)]
    return [line[: found.start()] + each + line[found.end() :] for each in word]


def _kept(text: str, given: Mapping[str, bool]) -> Iterator[str]:
    """The lines of a template without those that are for something that isn't given."""
    for line in text.splitlines():
        found = _ONLY_WITH.match(line)
        if found is None:
            yield line
        elif given[found[1]]:
            yield line[found.end() :]


def _quoted(text: str) -> str:
    """A text as YAML: JSON's strings are YAML's, too."""
    return json.dumps(text, ensure_ascii=False)
