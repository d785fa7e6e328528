from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hypothesis import assume, given
from hypothesis import strategies as st

from jupyter_mlops.jobs.redacted_messages import RedactedMessages
from jupyter_mlops.jobs.redaction import Redactor

TRICKY = "p@ss'wörd\\1"


def test_a_secret_is_replaced_by_its_name_in_texts_keys_and_numbers() -> None:
    redactor = Redactor({"password": "hunter2", "port": "8080"})
    assert redactor.value({"to hunter2": ["hunter2!", 8080, 80, None, {"a": 8080.5}]}) == {
        "to [secret password]": ["[secret password]!", "[secret port]", 80, None, {"a": 8080.5}]
    }


def test_a_secret_is_found_as_programs_write_it() -> None:
    redactor = Redactor({"token": TRICKY})
    for said in (repr(TRICKY), json.dumps(TRICKY), quote(TRICKY), f"<b>{TRICKY}</b>"):
        left = redactor.text(said).replace("[secret token]", "")
        assert left in {"''", '""', "", "<b></b>"}


def test_lines_of_a_secret_are_secrets_where_they_are_long() -> None:
    redactor = Redactor({"key": "-----BEGIN-----\nabcdefgh\nab\n"})
    assert redactor.text("x abcdefgh ab") == "x [secret key] ab"


def test_the_longer_of_two_secrets_goes_first() -> None:
    redactor = Redactor({"short": "abc", "long": "abcdef"})
    assert redactor.text("abcdef abc") == "[secret long] [secret short]"


def test_without_secrets_nothing_is_done() -> None:
    redactor = Redactor({})
    value = {"a": ["x"]}
    assert not redactor
    assert redactor.value(value) is value
    assert redactor.split("text") == ("text", "")


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"msg_type": "stream", "content": {"name": name, "text": text}}


def said(messages: list[dict[str, Any]], name: str = "stdout") -> str:
    streams = [each["content"] for each in messages if each["msg_type"] == "stream"]
    return "".join(each["text"] for each in streams if each["name"] == name)


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=6), min_size=1, max_size=3),
    st.text(alphabet="abcd\n", max_size=40),
    st.data(),
)
def test_a_secret_is_found_however_its_text_comes_in_pieces(
    secrets: list[str], text: str, drawn: st.DataObject
) -> None:
    redactor = Redactor({str(n): secret for n, secret in enumerate(secrets)})
    cuts = sorted(drawn.draw(st.sets(st.integers(0, len(text)))))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    redacted = RedactedMessages(redactor)
    out = [each for piece in pieces for each in redacted.of(stream(piece))] + redacted.rest()
    shown = said(out).replace("[secret ", "<").replace("]", ">")
    assert not any(secret in shown for secret in secrets)
    if not any(secret in text for secret in secrets):
        assert shown == text


def test_what_is_held_back_comes_before_what_follows() -> None:
    redacted = RedactedMessages(Redactor({"password": "hunter2"}))
    assert redacted.of(stream("go hunt")) == [stream("go ")]
    result = {"msg_type": "execute_result", "content": {"data": {"text/plain": "hunter2"}}}
    before, after = redacted.of(result)
    assert before == stream("hunt")
    assert after["content"]["data"] == {"text/plain": "[secret password]"}
    redacted.of(stream("hun"))
    assert said(redacted.of(stream("ter2", "stderr"))) == "hun"
    assert redacted.rest() == []


@given(st.text(min_size=1, max_size=9), st.text(max_size=9), st.text(max_size=9))
def test_a_masked_file_keeps_its_size_and_loses_the_secret(
    secret: str, before: str, after: str
) -> None:
    data = [each.encode("utf-8", "replace") for each in (before, secret, after)]
    assume("*" not in secret and b"?" not in data[1])
    file = Path(_folder(), "log.txt")
    file.write_bytes(b"".join(data) * 3)
    Redactor({"x": data[1].decode()}).mask(file)
    masked = file.read_bytes()
    assert len(masked) == 3 * sum(map(len, data))
    assert data[1] not in masked


def test_a_secret_across_the_parts_of_a_large_file_is_masked(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_bytes(b"x" * ((1 << 20) - 3) + b"hunter2" + b"y" * 10)
    Redactor({"password": "hunter2"}).mask(file)
    assert file.read_bytes()[(1 << 20) - 4 :] == b"x*******" + b"y" * 10
    Redactor({"password": "hunter2"}).mask(tmp_path / "missing")


def _folder() -> str:
    import tempfile

    return tempfile.mkdtemp()
