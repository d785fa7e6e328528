"""Whatever happens to a file on its way, reading it ends in a notebook or in a foreseen error."""

from __future__ import annotations

import json
from random import Random

import pytest

from jupyter_mlops.errors import MlopsError
from jupyter_mlops.notebooks.document import load_document
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.layout import Layout
from jupyter_mlops.notebooks.repair import id_notes, repair_ids
from jupyter_mlops.notebooks.rewriting import write_document
from tests.notebooks.strategies import laid_out

TRACEBACK = {"output_type": "error", "ename": "E", "evalue": "\x1b[31m", "traceback": ["a", "b"]}
CODE = {
    "cell_type": "code",
    "execution_count": 1,
    "id": "a1",
    "metadata": {"tags": ["x"]},
    "outputs": [TRACEBACK, {"output_type": "display_data", "data": {"text/plain": ["é\n", "\\"]}}],
    "source": ["x = 1\n", 'y = "\\""'],
}
TEXT = {"cell_type": "markdown", "id": "a2", "metadata": {}, "source": "# 1e5 \ud800"}
NOTEBOOK = {
    "cells": [CODE, TEXT],
    "metadata": {"numbers": [1.5, -0.0, 1e300, float("nan")]},
    "nbformat": 4,
    "nbformat_minor": 5,
}
FILES = [
    laid_out(NOTEBOOK, Layout()),
    laid_out(NOTEBOOK, Layout(indent=None, ascii=True, newline="\r\n", bom=True)),
    laid_out(NOTEBOOK, Layout(indent="\t", newline="\r\n")),
]
SNIPPETS = [
    *(bytes([byte]) for byte in b'\0"\\{}[],:0123456789eE.+-\xef\xbb\xff \r\n'),
    *(
        b"NaN",
        b"1e400",
        b"\\ud800",
        b"\\u0000",
        b"null",
        b"true",
        b"[]",
        b"{}",
        b'"id":',
        b"9" * 99,
    ),
    b"\n<<<<<<< a\n",
]


def check(data: bytes) -> bool:
    """Whether the file is a notebook; if so it must be written as it was, and with a change."""
    try:
        document = load_document(data, name="damaged.ipynb")
    except MlopsError:
        return False
    assert write_document(document, json.loads(json.dumps(document.nb))) == data
    repaired, _ = repair_ids(document.nb)
    changed = {**repaired, "cells": [{"cell_type": "raw", "id": "new"}, *repaired["cells"][::-1]]}
    written = load_document(write_document(document, changed), name="written.ipynb").nb
    assert same(written, changed)
    assert not id_notes(repaired)
    return True


def damaged(data: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 3)):
        start = random.randrange(len(data))
        end = start + random.choice([0, 1, 1, 1, 5, 40])
        match random.randrange(4):
            case 0:
                new = bytes([random.randrange(256)])
            case 1:
                new = data[start:end] * 2
            case _:
                new = random.choice(SNIPPETS)
        data = data[:start] + new + data[end:]
    return data


@pytest.mark.parametrize("file", range(len(FILES)))
def test_a_file_with_wrong_bytes_is_read_or_refused(file: int) -> None:
    random = Random(file)  # noqa: S311 - chooses damage, not secrets
    read = sum(check(damaged(FILES[file], random)) for _ in range(3000))
    assert 200 < read < 3000


def test_a_file_that_was_cut_off_is_refused() -> None:
    for data in FILES:
        assert check(data)
        whole = len(data.rstrip())
        assert not any(check(data[:end]) for end in range(whole))
        assert not any(check(data[start:]) for start in range(4, whole, 7))
