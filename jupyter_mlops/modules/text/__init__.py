"""Modules as text: how they are written from a plan, and read back.

Nothing is loaded before it is asked for: whether a module is in step is told by its header alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_mlops.modules.text.build import build_modules
    from jupyter_mlops.modules.text.hashes import cells_hash, module_hash
    from jupyter_mlops.modules.text.header import Header, header_text, split_header, with_header
    from jupyter_mlops.modules.text.module_text import ModuleText, Section, Statement
    from jupyter_mlops.modules.text.parse import parse_module
    from jupyter_mlops.modules.text.render import render_module

__all__ = [
    "Header",
    "ModuleText",
    "Section",
    "Statement",
    "build_modules",
    "cells_hash",
    "header_text",
    "module_hash",
    "parse_module",
    "render_module",
    "split_header",
    "with_header",
]

_HOMES = {
    "build": ("build_modules",),
    "hashes": ("cells_hash", "module_hash"),
    "header": ("Header", "header_text", "split_header", "with_header"),
    "module_text": ("ModuleText", "Section", "Statement"),
    "parse": ("parse_module",),
    "render": ("render_module",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
