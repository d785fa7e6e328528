from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.forges.place import read_remote
from jupyter_mlops.forges.reply import Reply, message_of, next_url
from tests.forges.conftest import SECRET

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(SECRET) | st.text(max_size=20),
    lambda part: (
        st.lists(part, max_size=4)
        | st.dictionaries(st.sampled_from(["message", "error", "errors", "x"]), part)
    ),
    max_leaves=12,
)


def _reply(content: bytes) -> Reply:
    return Reply(status=422, headers={}, content=content)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"message": "Validation Failed", "errors": [{"code": "custom"}]},
            "Validation Failed\ncustom",
        ),
        ({"message": {"base": ["is closed"], "name": ["is taken"]}}, "is closed\nis taken"),
        ({"error": "insufficient_scope"}, "insufficient_scope"),
        ({"message": "same", "errors": ["same"]}, "same"),
        (["no", "object"], ""),
        ({"other": 1}, ""),
    ],
)
def test_what_a_host_says_of_a_refusal(told: object, said: str) -> None:
    assert message_of(_reply(json.dumps(told).encode())) == said


def test_a_page_in_place_of_json_says_nothing() -> None:
    assert message_of(_reply(b"<html>Bad gateway</html>")) == ""


@settings(deadline=None, max_examples=100)
@given(_JSON)
def test_whatever_a_host_says_is_short_and_without_the_token(told: object) -> None:
    said = message_of(_reply(json.dumps(told).encode()), SECRET)
    assert SECRET not in said
    assert len(said) <= 500


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; rel="last"', "2"),
        ('<https://a.example/?page=1>; rel="prev", <https://a.example/?page=3>; rel=next', "3"),
        ('<https://a.example/?page=1>; rel="first"', ""),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_where_the_next_page_is(link: str, url: str) -> None:
    assert next_url(link) == (f"https://a.example/?page={url}" if url else "")


@settings(deadline=None, max_examples=200)
@given(st.text() | st.from_regex(r"(https?|ssh)://[a-z@:\[\]/.%0-9]{0,30}"))
def test_no_text_is_taken_for_an_address_with_somebody_in_it(url: str) -> None:
    site = read_remote(url)
    assert site is None or not set(site.host) & set("@/ \n")
