from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from jupyter_mlops.cli.conflict_text import conflict_line, conflict_view
from jupyter_mlops.notebooks.merge.held import find_conflicts
from tests.notebooks.diff.strategies import JSON
from tests.notebooks.merge.marked import code, held, markdown, notebook, source_conflict


def shown(nb: dict[str, Any], *, colour: bool = False) -> str:
    return "".join(
        line
        for conflict in find_conflicts(nb)
        for line in (
            conflict_line(nb, conflict) + "\n",
            *conflict_view(nb, conflict, colour=colour),
        )
    )


def test_both_sides_stand_between_what_they_share() -> None:
    assert shown(notebook(source_conflict())).splitlines() == [
        "cell 1, source: import a",
        "< local",
        "> remote",
        "  import a",
        "< x = 1",
        "> x = 2",
        "  print(x)",
    ]


def test_lines_far_from_a_difference_are_left_out() -> None:
    lines = [f"line {number}" for number in range(30)]
    other = [*lines[:10], "new", *lines[11:]]
    metadata = held(
        "source", base=None, local=code("\n".join(lines)), remote=code("\n".join(other))
    )
    text = shown(notebook(code("x", metadata=metadata)))
    assert text.count("  ⋯\n") == 2
    assert "  line 9\n< line 10\n> new\n  line 11\n" in text
    assert "line 6\n" not in text
    assert "line 14\n" not in text


@pytest.mark.parametrize("sign", ["<", ">"])
def test_against_a_deletion_the_edit_is_shown(sign: str) -> None:
    old, new = code("a\nb"), code("a\nc")
    local, remote = (new, None) if sign == "<" else (None, new)
    metadata = held("deleted", base=old, local=local, remote=remote)
    text = shown(notebook(code("x", metadata=metadata)))
    assert text.endswith(f"  a\n- b\n{sign} c\n")


def test_types_and_keys_are_shown_as_values() -> None:
    local, remote = code("x", metadata={"a": {"b": 1}}), markdown("x", metadata={"a": {"c": 2}})
    metadata = held("type", "metadata", base=code("x"), local=local, remote=remote)
    text = shown(notebook(code("x", metadata=metadata)))
    assert '< cell_type: "code"\n> cell_type: "markdown"\n' in text
    assert "< metadata.a.b: 1\n> metadata.a.b: (none)\n" in text


def test_nothing_of_a_notebook_drives_the_terminal() -> None:
    bad = code("\x1b[31m\nx\u202e")
    metadata = held("source", base=None, local=bad, remote=code("\x9b2J"))
    metadata["jupyter-mlops"]["conflict"]["local_name"] = "a\x1b[0m"
    text = shown(notebook({**bad, "metadata": metadata}))
    assert not any(character in text for character in "\x1b\u202e\x9b")


def test_long_lines_and_conflicts_are_cut() -> None:
    one, other = code("x" * 9_999), code("\n".join(map(str, range(9_999))))
    metadata = held("source", base=None, local=one, remote=other)
    text = shown(notebook(code("x", metadata=metadata)))
    assert len(text) < 9_999
    assert text.endswith("… (more lines differ)\n")


@settings(deadline=None)
@given(side=JSON)
def test_any_side_can_be_shown(side: Any) -> None:
    local = {"source": side, "metadata": side, "attachments": side, "cell_type": side}
    kinds = ["source", "type", "metadata", "attachments", "outputs"]
    remote: dict[str, Any] = {"metadata": {}}
    conflict = {"kinds": kinds, "local": local, "remote": remote, "base": None}
    nb = notebook(code("x", metadata={"jupyter-mlops": {"conflict": conflict}}))
    assert shown(nb, colour=True)
