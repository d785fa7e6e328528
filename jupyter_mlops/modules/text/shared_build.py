"""Modules built by two processes, each those whose cells it has read."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jupyter_mlops.modules.model import ModulePlan
from jupyter_mlops.modules.project import ModuleProject
from jupyter_mlops.modules.sharing import sharing_work
from jupyter_mlops.modules.text.build import build_modules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Fewer are built sooner than they are sent.
_MANY = 4


class _Request(msgspec.Struct, frozen=True, array_like=True):
    plans: list[ModulePlan]
    project: ModuleProject


class _Answer(msgspec.Struct, frozen=True, array_like=True):
    texts: dict[str, str]
    #: The files whose texts compile.
    compiled: list[str]


def build_shared(plans: Sequence[ModulePlan], project: ModuleProject) -> dict[str, str]:
    """Builds modules as `build_modules` does, together with a copy of this process if there is one.

    Args:
        plans: The modules.
        project: Their project.

    Returns:
        For each module's file, its path below the project, what is to stand in it.
    """
    with sharing_work() as sharing:
        others = [plan for plan in plans if sharing.has_read(plan.notebooks)]
        request = _encoded(_Request(others, project)) if len(others) >= _MANY else None
        if request is None:
            return build_modules(plans, project)
        sharing.ask("build", request)
        mine = _built([plan for plan in plans if not sharing.has_read(plan.notebooks)], project)
        data = sharing.answer()
        theirs = (
            _built(others, project) if data is None else msgspec.msgpack.decode(data, type=_Answer)
        )
        texts = mine.texts | theirs.texts
        sharing.note_compiled(texts[file] for file in (*mine.compiled, *theirs.compiled))
        return {plan.file: texts[plan.file] for plan in plans}


def answer_build(data: bytes) -> bytes:
    """Does what `build_shared` asks the copy for.

    Args:
        data: The request.
    """
    request = msgspec.msgpack.decode(data, type=_Request, dec_hook=_path)
    return msgspec.msgpack.encode(_built(request.plans, request.project))


def _encoded(request: _Request) -> bytes | None:
    """A request; None if a cell holds half a character, which cannot be sent."""
    try:
        return msgspec.msgpack.encode(request, enc_hook=str)
    except UnicodeEncodeError:
        return None


def _path(_: type, text: Any) -> Path:
    return Path(text)


def _built(plans: Sequence[ModulePlan], project: ModuleProject) -> _Answer:
    texts = build_modules(plans, project)
    return _Answer(texts, _compiling(texts))


def _compiling(texts: Mapping[str, str]) -> list[str]:
    """The files whose texts compile; what is wrong with others is told when they are written."""
    compiled = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for file, text in texts.items():
            try:
                compile(text, file, "exec", dont_inherit=True)
            except (SyntaxError, ValueError, RecursionError):
                continue
            compiled.append(file)
    return compiled
