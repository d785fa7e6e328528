"""Lines of formatted code are the lines that they were made of: all statements of real files."""

from __future__ import annotations

import ast
import sysconfig
from pathlib import Path

import pytest

from jupyter_mlops.modules.formatting import find_ruff, format_texts
from jupyter_mlops.modules.same_lines import same_line, says_same
from tests.modules.text.plans import project

_FILES = ["textwrap.py", "shlex.py", "colorsys.py", "dis.py", "heapq.py", "this.py", "cmd.py"]


def _statements(text: str) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]


@pytest.mark.skipif(find_ruff() is None, reason="needs ruff")
@pytest.mark.parametrize("name", _FILES)
def test_each_statement_is_found_where_it_was_written(name: str, tmp_path: Path) -> None:
    text = (Path(sysconfig.get_paths()["stdlib"]) / name).read_text(encoding="utf-8")
    (tmp_path / "ruff.toml").write_text("line-length = 50\n")
    (formatted,) = format_texts({"m.py": text}, project(tmp_path)).values()
    assert formatted != text
    assert says_same(formatted, text)

    for there, here in zip(_statements(formatted), _statements(text), strict=True):
        assert same_line(formatted, text, there.lineno - 1) == here.lineno - 1
    lines, others = formatted.split("\n"), text.split("\n")
    for at, line in enumerate(lines):
        if line.lstrip().startswith("# "):
            assert line.strip("# ") in others[same_line(formatted, text, at)]
