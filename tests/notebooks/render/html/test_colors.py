"""WCAG 2.2, 1.4.3: text has 4.5:1 on whatever is behind it (https://www.w3.org/TR/WCAG22/)."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

_STYLE = (files("jupyter_mlops.notebooks.render.html") / "colors.css").read_text("utf-8")
_CODE = ("text", "t-c", "t-k", "t-s", "t-n", "t-f", "t-b")
_PAIRS = (
    *product(_CODE, ("page", "raised", "add-back", "del-back", "add-word", "del-word")),
    *product(("quiet",), ("page", "raised", "add-back", "del-back", "edit-back")),
    *product(("add", "del", "edit", "move", "run"), ("page", "raised")),
    ("add", "add-back"),
    ("del", "del-back"),
    ("add", "edit-back"),
    ("del", "edit-back"),
    ("edit", "edit-back"),
    ("move", "move-back"),
    ("run", "run-back"),
    ("text", "edit-back"),
    ("text", "line-soft"),
    ("text", "accent-back"),
    ("accent", "page"),
    ("page", "accent"),
)


def _theme(selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r" \{(.*?)\}", _STYLE, re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


_LIGHT = _theme(":root")
_DARK = _theme(':root[data-theme="dark"]')


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [_LIGHT, {**_LIGHT, **_DARK}], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "back"), _PAIRS)
def test_text_stands_out(theme: dict[str, str], text: str, back: str) -> None:
    lighter, darker = sorted((_luminance(theme[text]), _luminance(theme[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_dark_theme_is_the_same_whether_chosen_or_the_systems() -> None:
    assert _theme(':root:not([data-theme="light"])') == _DARK
    assert set(_LIGHT) - set(_DARK) == {"picture"}
