"""Ten thousand damaged and hostile notebooks: each is compared, or refused with a reason."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import nbdime
import pytest

from jupyter_mlops.errors import NotebookInvalidError
from jupyter_mlops.notebooks.diff.engine import diff_notebooks
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.diff.patch import patch_notebook
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.render.html import render_html
from jupyter_mlops.notebooks.render.markdown import render_markdown
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.terminal import render_terminal

#: Chunks, so that they run side by side.
CHUNKS, CHUNK = 20, 500
#: One in so many is shown as HTML, too, which takes longest.
SHOWN_AS_HTML = 10
SEEDS: Final = sorted((Path(nbdime.__file__).parent / "tests" / "files").glob("*.ipynb"))
SPLICES: Final = (
    b"\0",
    b"\xff",
    b"NaN",
    b"1e999",
    b'"\\ud800"',
    b"null",
    b"<<<<<<< HEAD\n",
    b"[",
    b"}",
)
VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    1e308,
    float("nan"),
    10**40,
    "",
    "\ud800",
    "\x1b[2J\x1b]0;owned\x07\r\x08",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "```\n</details>\n| a | b |\n@everyone",
    "x" * 5000,
    "\n" * 500,
    "<table><tr><td colspan=999999999>1</td></tr></table>",
    [],
    {},
    [[[[]]]],
    ["a", 1, None],
    {"": {"": ""}},
    {"image/png": "not base64", "text/html": 7, "text/plain": ["a", 3]},
    [{"output_type": "stream"}, {"output_type": []}, 3],
    [{"output_type": "display_data", "data": {"image/png": ["iVBOR", "w0KGgo="]}}],
    [{"output_type": "error", "traceback": [1, {}], "ename": [], "evalue": {}}],
)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_damaged_notebook_is_compared_or_refused(chunk: int) -> None:
    rng = random.Random(chunk)  # noqa: S311 - chance that is the same each time
    compared = 0
    for number in range(CHUNK):
        seed = rng.choice(SEEDS).read_bytes()
        damage = rng.choice((cut, spliced, flipped, altered, altered, altered))
        pair = [loaded(seed), loaded(damage(seed, rng))]
        if None not in pair:
            compared += 1
            rng.shuffle(pair)
            check(*pair, html=number % SHOWN_AS_HTML == 0)
    assert compared > CHUNK / 4


def loaded(data: bytes) -> Any:
    """The notebook; None if it is refused, which has to be with its name."""
    try:
        return load_document(data, name="head.ipynb").nb
    except NotebookInvalidError as error:
        if "head.ipynb" not in error.message:
            raise
        return None


def check(base: dict[str, Any], head: dict[str, Any], *, html: bool) -> None:
    diff = diff_notebooks(base, head, DiffOptions(ignore_formatting=True))
    assert json.dumps(patch_notebook(base, diff)) == json.dumps(head)
    comparison = Comparison(path="head.ipynb", base=base, head=head, diff=diff)
    shown = Shown(noise=True)
    text = "".join(
        render_terminal([comparison], shown=shown, width=100, colour=False, side_by_side=True)
    )
    assert "\x1b" not in text
    assert render_markdown([comparison], shown=shown)
    if html:
        assert "<script>alert" not in render_html([comparison], shown=shown)


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def spliced(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.choice(SPLICES) + data[at + rng.randrange(4) :]


def flipped(data: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.randrange(1, 4)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def altered(data: bytes, rng: random.Random) -> bytes:
    """Puts any JSON anywhere."""
    nb = json.loads(data)
    for _ in range(rng.randrange(1, 6)):
        places = list(_places(nb))
        if not places:
            break
        container, key = rng.choice(places)
        container[key] = copy.deepcopy(rng.choice(VALUES))
    return json.dumps(nb).encode()


def _places(container: Any) -> Iterator[tuple[Any, Any]]:
    """All places in a container, and in those that it holds."""
    keys = container if isinstance(container, dict) else range(len(container))
    for key in keys:
        yield container, key
        if isinstance(container[key], (dict, list)):
            yield from _places(container[key])
