"""Modules as text: how they are written from a plan, and read back."""

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
