from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.notebooks.render.plain import render_plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def code(source: Any, *outputs: Any, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "a",
        "execution_count": 3,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source,
    }


def render(*cells: Any, **metadata: Any) -> str:
    return render_plain(
        {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )


def test_cells_read_as_a_script_with_their_outputs_quoted() -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": ["1\n", "2\n"]}
    result = {
        "output_type": "execute_result",
        "data": {"text/html": "<b>3</b>", "text/plain": "3"},
        "execution_count": 3,
        "metadata": {},
    }
    markdown = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Title"}
    told = render(
        markdown,
        code(["x = 1\n", "x"], stream, result, tags=["parameters"]),
        kernelspec={"name": "python3", "display_name": "Python 3"},
    )
    assert told == (
        '# metadata.kernelspec.name: "python3"\n# nbformat: 4\n# nbformat_minor: 5\n'
        "\n# %% markdown\n# Title\n"
        '\n# %% code {"tags": ["parameters"]}\nx = 1\nx\n'
        "#-- stdout\n#> 1\n#> 2\n#-- execute_result\n#> 3\n"
    )


def test_noise_leaves_the_text_as_it_is() -> None:
    at = {"output_type": "stream", "name": "stdout", "text": "<A at 0x7f3a5c00>"}
    before = code("x", at)
    after = {
        **code("x", {**at, "text": "<A at 0x11112222>"}, scrolled=True),
        "id": "other",
        "execution_count": 9,
    }
    assert render(before) == render(after)


def test_where_a_stream_was_cut_is_not_told() -> None:
    def printed(*texts: str) -> list[dict[str, Any]]:
        return [{"output_type": "stream", "name": "stdout", "text": text} for text in texts]

    assert render(code("x", *printed("1\n2", "\n3\n"))) == render(code("x", *printed("1\n2\n3\n")))


def test_a_cell_says_the_same_wherever_it_stands() -> None:
    assert render(code("new"), code("x")).endswith(render(code("x")).partition("\n\n")[2])


def test_an_image_is_its_size_and_its_hash_however_it_is_wrapped() -> None:
    data = base64.b64encode(b"\x89PNG" * 100).decode()
    one = {"output_type": "display_data", "data": {"image/png": data, "text/plain": "<Figure>"}}
    two = {"output_type": "display_data", "data": {"image/png": [data[:76] + "\n", data[76:]]}}
    told = render(code("plot()", one))
    assert "#> image/png 400 B, sha256 " in told
    assert data[:20] not in told
    assert told == render(code("plot()", two))


def test_an_error_is_its_name_and_message_without_colours() -> None:
    error = {
        "output_type": "error",
        "ename": "KeyError",
        "evalue": "\x1b[31mx\x1b[0m",
        "traceback": ["a", "b"],
    }
    assert "#-- error\n#> KeyError: x\n" in render(code("d['x']", error))


def test_a_progress_bar_is_its_last_state() -> None:
    bar = {"output_type": "stream", "name": "stderr", "text": "10%\r50%\r100%\n"}
    assert "#> 100%\n" in render(code("run()", bar))


@given(st.lists(JSON, max_size=4), JSON)
@settings(deadline=None)
def test_any_shape_of_a_part_is_told_somehow(outputs: list[Any], part: Any) -> None:
    cell = {**code(part, *outputs), "metadata": part, "attachments": part}
    shaped = [
        {"output_type": "display_data", "data": part},
        {"output_type": "stream", "name": part, "text": part},
        {"output_type": part, "data": {"image/png": part, "text/plain": part}},
    ]
    told = render_plain({"cells": [cell, part, code("x", *shaped)], "metadata": part})
    assert "\x1b" not in told


def test_real_notebooks_are_told_without_their_images(real_pairs: list[Path]) -> None:
    for pair in real_pairs[:5]:
        data = (pair / "b.ipynb").read_bytes()
        told = render_plain(msgspec.json.decode(data))
        assert 0 < len(told) < len(data)
        assert max(map(len, told.splitlines())) < 100_000
