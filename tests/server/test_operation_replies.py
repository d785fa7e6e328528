"""How operations are told on the wire."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from jupyter_mlops.errors import OverwriteError
from jupyter_mlops.server.operation_replies import operation_reply
from jupyter_mlops.server.paths import Root
from jupyter_mlops.services.operation_model import Operation, Prompt


@pytest.fixture
def operation(tmp_path: Path) -> Operation:
    return Operation(id="a", user="ada", kind="pull", folder=tmp_path / "lab")


def test_files_are_told_by_their_contents_paths(operation: Operation, tmp_path: Path) -> None:
    ended = msgspec.structs.replace(
        operation, conflicts=("train.ipynb",), message=f"see {tmp_path}/lab/train.ipynb"
    )
    reply = operation_reply(ended, Root(tmp_path))

    assert (reply.repository, reply.conflicts) == ("lab", ["lab/train.ipynb"])
    assert reply.message == "see lab/train.ipynb"


def test_files_outside_of_the_root_are_not_told(operation: Operation, tmp_path: Path) -> None:
    ended = msgspec.structs.replace(operation, conflicts=("a.txt", "inner/b.txt"))
    reply = operation_reply(ended, Root(tmp_path / "lab" / "inner"))

    assert (reply.repository, reply.conflicts) == ("", ["b.txt"])


def test_names_that_are_no_text_can_be_sent(operation: Operation, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    error = OverwriteError("in the way", detail=f"a.txt\n{name}")
    reply = operation_reply(msgspec.structs.replace(operation, error=error), Root(tmp_path))

    assert b"caf?.txt" in msgspec.json.encode(reply)


def test_a_question_speaks_of_contents_paths(operation: Operation, tmp_path: Path) -> None:
    text = f"Enter passphrase for key '{tmp_path}/key':"
    prompt = Prompt(id="p", kind="passphrase", text=text, host="", username="")
    reply = operation_reply(msgspec.structs.replace(operation, prompt=prompt), Root(tmp_path))

    assert reply.prompt is not None
    assert reply.prompt.text == "Enter passphrase for key 'key':"
