from __future__ import annotations

from typing import Any

import pytest

from jupyter_mlops.notebooks.diff.outputs import output_bytes, output_text, shown_mime
from tests.notebooks.diff.outputs.builders import display, error, result, stream


@pytest.mark.parametrize(
    ("output", "mime"),
    [
        (stream("a"), "stream/stdout"),
        (stream("a", name="stderr"), "stream/stderr"),
        (error("E", "m"), "error"),
        (result({"text/plain": "a"}), "text/plain"),
        (result({"text/plain": "a", "text/html": "a"}), "text/html"),
        (display({"text/plain": "a", "image/png": "a"}), "image/png"),
        (display({"image/png": "a", "image/svg+xml": "a"}), "image/svg+xml"),
        (display({"text/html": "a", "application/vnd.plotly.v1+json": {}}),
         "application/vnd.plotly.v1+json"),
        (display({"text/html": "a", "application/vnd.vegalite.v5+json": {}}),
         "application/vnd.vegalite.v5+json"),
        (display({"text/html": "a", "application/vnd.vegalite.v5.20.1+json": {}}),
         "application/vnd.vegalite.v5.20.1+json"),
        (display({"text/html": "a", "application/vnd.jupyter.widget-view+json": {}}),
         "application/vnd.jupyter.widget-view+json"),
        (display({"text/html": "a", "application/vnd.dataresource+json": {}}), "text/html"),
        (display({"text/plain": "a", "application/vnd.dataresource+json": {}}),
         "application/vnd.dataresource+json"),
        (result({"text/plain": "'a'", "application/vnd.google.colaboratory.intrinsic+json": {}}),
         "text/plain"),
        (display({}), "text/plain"),
        ({"output_type": "update_display_data", "data": {"text/plain": "a"}}, "application/json"),
        ({"output_type": "stream", "text": 3}, "application/json"),
        ({"output_type": "display_data", "data": "text"}, "application/json"),
        ({}, "application/json"),
        (None, "application/json"),
    ],
)  # fmt: skip
def test_the_type_that_a_person_sees(output: Any, mime: str) -> None:
    assert shown_mime(output) == mime


@pytest.mark.parametrize(
    ("output", "mime", "text"),
    [
        (stream("a\n", "\x1b[31mb\x1b[0m\r"), "stream/stdout", "a\nb"),
        (error("E", "m", "\x1b[31mE\x1b[0m", "m"), "error", "E\nm"),
        (error("E", "m"), "error", "E: m"),
        (result({"text/plain": ["a\n", "b"]}), "text/plain", "a\nb"),
        (result({"text/html": "<b>\r\n</b>"}), "text/html", "<b>\r\n</b>"),
        (result({"application/json": {"ä": 1}}), "application/json", '{\n "ä": 1\n}'),
        (result({"text/plain": 3}), "text/plain", "3"),
        (result({"image/png": "abc"}), "image/png", ""),
        (result({}), "text/plain", ""),
        ({"output_type": "odd"}, "application/json", '{\n "output_type": "odd"\n}'),
    ],
)
def test_an_output_as_text(output: Any, mime: str, text: str) -> None:
    assert output_text(output, mime) == text


@pytest.mark.parametrize(
    ("output", "mime", "data"),
    [
        (display({"image/png": "YWJj"}), "image/png", b"abc"),
        (display({"image/png": ["YW\n", "Jj\n"]}), "image/png", b"abc"),
        (display({"image/png": "YWJ"}), "image/png", b"ab"),
        (display({"image/png": "ä\ud800YWJj!"}), "image/png", b"abc"),
        (display({"image/png": "Y"}), "image/png", None),
        (display({"image/svg+xml": "<svg>ä</svg>"}), "image/svg+xml", "<svg>ä</svg>".encode()),
        (display({}), "image/png", None),
        (stream("a"), "image/png", None),
        (None, "image/png", None),
    ],
)
def test_an_output_as_bytes(output: Any, mime: str, data: bytes | None) -> None:
    assert output_bytes(output, mime) == data
