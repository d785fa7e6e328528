"""Cells that check exported code, as a file of tests for pytest."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from jupyter_mlops.modules.model import ExportedCell, ModulePlan

if TYPE_CHECKING:
    from jupyter_mlops.modules.project import ModuleProject

_INDENT: Final = "    "
_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORTS: Final = (ast.Import, ast.ImportFrom)
#: What pytest finds by itself stays at the top of the file, with what it may need.
_STAYS: Final = (*_FUNCTIONS, *_IMPORTS, ast.ClassDef, ast.Assign, ast.AnnAssign)


def render_tests(plan: ModulePlan, project: ModuleProject) -> str:
    """Writes a file of tests: imports and setup once, then a function a cell.

    A function is called after the first definition that it checks. What a cell binds anew that the
    setup has bound is the setup's, as in the notebook.

    Args:
        plan: The tests of a module. Cells that are not public are imports and setup.
        project: Its project.

    Returns:
        All below the header, before `format_texts`; the same for the same arguments.
    """
    tops = [cell for cell in plan.cells if not cell.public]
    trees = [(cell, ast.parse(cell.text)) for cell in tops]
    names = _Names(plan, project, [tree for _, tree in trees])
    imports = _imports((node for _, tree in trees for node in tree.body), project)
    parts = [f'"""Tests of {project.import_name(plan.name)}."""', imports]
    for cell, tree in trees:
        rest = [node for node in tree.body if not isinstance(node, _IMPORTS)]
        if rest:
            parts.append(f"{_marker(cell)}\n{_source(cell.text, rest)}")
    parts += [_test(cell, names) for cell in plan.cells if cell.public]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Names:
    """What tests are called, and which names are not theirs."""

    def __init__(self, plan: ModulePlan, project: ModuleProject, tops: list[ast.Module]) -> None:
        module = project.import_name(plan.name)
        own = [
            alias.asname or alias.name
            for tree in tops
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == module
            for alias in node.names
        ]
        self._tested = frozenset(own)
        self._used: set[str] = set()
        #: What imports and setup bind.
        self.shared = frozenset(name for tree in tops for name in _bound(tree))

    def fresh(self, tree: ast.Module) -> str:
        """A name for the test that a cell becomes."""
        checks = [node for node in tree.body if isinstance(node, ast.Assert)]
        nodes = [node for part in (*checks, tree) for node in ast.walk(part)]
        loaded = [node.id for node in nodes if isinstance(node, ast.Name)]
        subject = next((name for name in loaded if name in self._tested), "cell")
        return self.reserve(f"test_{_WORD.sub('_', subject.strip('_')).lower()}")

    def reserve(self, name: str) -> str:
        """The name, with a number if there is such a test already."""
        free, number = name, 1
        while free in self._used:
            number += 1
            free = f"{name}_{number}"
        self._used.add(free)
        return free


def _test(cell: ExportedCell, names: _Names) -> str:
    tree = ast.parse(cell.text)
    own = [node.name for node in tree.body if isinstance(node, _FUNCTIONS)]
    found = {name for name in own if name.startswith("test")}
    classes = any(isinstance(node, ast.ClassDef) and node.name[:4] == "Test" for node in tree.body)
    if not found and not classes:
        body = _body(cell.text, tree, names)
        return f"{_marker(cell)}\ndef {names.fresh(tree)}() -> None:\n{body}"
    for name in sorted(found):
        names.reserve(name)
    top = [node for node in tree.body if isinstance(node, _STAYS)]
    checks = [node for node in tree.body if node not in top and not _calls(node, found)]
    parts = [f"{_marker(cell)}\n{_source(cell.text, top)}"]
    if checks:
        inner = ast.Module(checks, [])
        body = _indented(_source(cell.text, checks))
        parts.append(f"def {names.fresh(inner)}() -> None:\n{body}")
    return "\n\n".join(parts)


def _calls(node: ast.stmt, functions: set[str]) -> bool:
    """Whether a statement does no more than to run a test, which pytest does."""
    call = node.value if isinstance(node, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in functions
        and not call.args
        and not call.keywords
    )


def _body(text: str, tree: ast.Module, names: _Names) -> str:
    """A cell as the body of a function."""
    shared = sorted(names.shared.intersection(_bound(tree)))
    declared = f"{_INDENT}global {', '.join(shared)}\n" if shared else ""
    body = declared + _indented(text)
    try:
        compile(f"def test():\n{body}", "<test>", "exec", dont_inherit=True)
    except SyntaxError:  # such as a name with an annotation, which cannot be global
        return _indented(text)
    return body


def _indented(text: str) -> str:
    """A text one level deeper; what is inside of strings stays as it is."""
    inside: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Constant, ast.JoinedStr)):
            inside.update(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    lines = text.split("\n")
    return "\n".join(
        f"{_INDENT}{line}" if line.strip() and number not in inside else line
        for number, line in enumerate(lines, 1)
    )


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that statements bind outside of functions and classes of their own."""
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node.name
        elif isinstance(node, _IMPORTS):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif not isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp)):
            todo.extend(ast.iter_child_nodes(node))


def _imports(nodes: Iterable[ast.stmt], project: ModuleProject) -> str:
    """Imports, each once: the package's own after all others."""
    others: dict[str, None] = {}
    own: dict[str, None] = {}
    for node in nodes:
        if isinstance(node, _IMPORTS):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
            mine = module.partition(".")[0] == project.package
            (own if mine else others).setdefault(ast.unparse(node))
    groups = [sorted(others, key=_import_order), sorted(own, key=_import_order)]
    return "\n\n".join("\n".join(group) for group in groups if group)


def _import_order(statement: str) -> tuple[bool, str]:
    return statement.startswith("from"), statement


def _source(text: str, nodes: Iterable[ast.stmt]) -> str:
    """The lines of statements, decorators included; statements of one line come together."""
    lines = text.split("\n")
    wanted: dict[int, None] = {}
    for node in nodes:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(each.lineno for each in decorators)])
        wanted.update(dict.fromkeys(range(first, (node.end_lineno or first) + 1)))
    return "\n".join(lines[number - 1] for number in sorted(wanted))


def _marker(cell: ExportedCell) -> str:
    return f"# %% {cell.key.notebook}#{cell.key.cell}"
