from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jupyter_mlops.cli.main import _parser
from jupyter_mlops.notebooks.clean.rule import Rule
from jupyter_mlops.notebooks.clean.rules import RULES
from jupyter_mlops.notebooks.clean.rules.metadata import NOISE
from jupyter_mlops.settings import CleanSettings
from tests.notebooks.clean.builders import AS_NBSTRIPOUT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGE = (Path(__file__).parents[3] / "docs" / "clean.md").read_text(encoding="utf-8")


def words(text: str) -> str:
    """The text in one line, so that it doesn't matter where lines break."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_rule_is_documented_by_its_docstring(rule: Rule) -> None:
    section = PAGE.split(f"### {rule.code}\n")[1].split("\n### ")[0]
    assert words(inspect.cleandoc(type(rule).__doc__ or "")) in words(section)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_table_has_the_first_line_of_each_docstring(rule: Rule) -> None:
    first = inspect.cleandoc(type(rule).__doc__ or "").splitlines()[0]
    assert f"\n| [{rule.code}](#{rule.code}) | {first} |\n" in PAGE


def test_all_noise_is_listed() -> None:
    assert re.findall(r"^- `((?:cell\.)?metadata\.[^`]+)`$", PAGE, re.MULTILINE) == list(NOISE)


def test_the_settings_shown_are_the_defaults() -> None:
    text = PAGE.split("```toml\n")[1].split("```")[0]
    shown: dict[str, Any] = tomllib.loads(text)["tool"]["jupyter-mlops"]["clean"]
    assert msgspec.convert(shown, CleanSettings) == CleanSettings()
    names = {field.encode_name for field in msgspec.structs.fields(CleanSettings)}
    assert names - set(shown) == {"max-output-size"}
    assert "# max-output-size" in text


def test_the_settings_of_nbstripout_are_those_that_are_tested() -> None:
    text = PAGE.split("```toml\n")[2].split("```")[0]
    shown = tomllib.loads(text)["tool"]["jupyter-mlops"]["clean"]
    assert msgspec.convert(shown, CleanSettings) == CleanSettings(**AS_NBSTRIPOUT)


def test_each_option_named_for_nbstripouts_users_is_there() -> None:
    rows = re.findall(r"^\| `[^|]*` \| `(--[a-z-]+|-)[^|]*` \|", PAGE, re.MULTILINE)
    assert len(rows) > 10
    verbs: Any = _parser()._subparsers
    clean = verbs._group_actions[0].choices["clean"]
    known = {option for action in clean._actions for option in action.option_strings}
    assert {row for row in rows if row != "-"} <= known
