"""Addresses of remotes: what is let through, and what is told of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.git.urls import check_name, folder_name, mask_urls, read_url


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/lab.git", "https://example.org"),
        ("http://127.0.0.1:8080/lab.git", "http://127.0.0.1:8080"),
        ("ssh://git@example.org:2222/lab.git", "ssh://example.org:2222"),
        ("git@example.org:team/lab.git", "ssh://example.org"),
        ("example.org:lab.git", "ssh://example.org"),
        ("git://example.org/lab.git", "git://example.org"),
        ("file:///srv/lab.git", ""),
        ("/srv/lab.git", ""),
        ("/srv/a:b.git", ""),
    ],
)
def test_ordinary_addresses_are_taken_as_they_are(url: str, host: str) -> None:
    address = read_url(f" {url}\n")

    assert (address.url, address.host, address.password) == (url, host, "")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "-u",
        "--upload-pack=touch /tmp/x",
        "ext::sh -c touch% /tmp/x",
        "fd::17",
        "https://example.org/a\nb",
        "https://example.org/a\0b",
        "ssh://-oProxyCommand=x/lab",
        "ssh://-oProxyCommand@example.org/lab",
        "-oProxyCommand=x:lab",
        "git@-oProxyCommand=x:lab",
        "git@example.org:-lab",
        "ftp://example.org/lab",
        "javascript://example.org/lab",
        "https://",
        "https:///lab.git",
        "https://example.org",
        "lab",
        "../lab",
    ],
)
def test_what_could_start_a_program_or_names_nothing_is_refused(url: str) -> None:
    with pytest.raises(InvalidError) as refused:
        read_url(url)

    assert "https://example.org/lab.git" in refused.value.hint


def test_a_password_is_taken_out_of_an_address() -> None:
    address = read_url("https://ada:p%40ss:word@example.org/lab.git")

    assert address.url == "https://ada@example.org/lab.git"
    assert (address.username, address.password) == ("ada", "p@ss:word")


def test_a_refusal_does_not_tell_the_password() -> None:
    with pytest.raises(InvalidError) as refused:
        read_url("ftp://ada:secret@example.org/lab.git")

    assert "secret" not in refused.value.message


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/team/lab.git", "lab"),
        ("https://example.org/lab/", "lab"),
        ("git@example.org:lab.git", "lab"),
        ("/srv/lab/.git", "lab"),
        ("https://example.org/my%20lab.git", "my lab"),
    ],
)
def test_a_clone_is_named_after_the_address(url: str, name: str) -> None:
    assert folder_name(url) == name


@pytest.mark.parametrize("name", ["", ".", "..", ".git", ".GIT", "a/b", "a\\b", "-a", "a\nb", "\0"])
def test_a_folder_cannot_have_a_name_that_means_something_else(name: str) -> None:
    with pytest.raises(InvalidError):
        check_name(name)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("To https://ada:pw@example.org/x", "To https://***@example.org/x"),
        ("To https://token@example.org/x", "To https://***@example.org/x"),
        ("'ssh://git@example.org/x'", "'ssh://git@example.org/x'"),
        ("'ssh://git:pw@example.org/x'", "'ssh://***@example.org/x'"),
        ("mail ada@example.org", "mail ada@example.org"),
    ],
)
def test_texts_lose_who_one_is_in_addresses(text: str, masked: str) -> None:
    assert mask_urls(text) == masked


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_an_address_is_taken_or_refused_whatever_it_is(text: str) -> None:
    try:
        address = read_url(text)
    except InvalidError:
        return
    assert not address.url.startswith("-")
    assert "\n" not in address.url


_LETTERS = st.text(alphabet="abcXYZ019._~%:+", min_size=8, max_size=20)


@settings(deadline=None, max_examples=200)
@given(secret=_LETTERS, protocol=st.sampled_from(["https", "http", "ssh"]))
def test_no_password_of_an_address_survives_masking(secret: str, protocol: str) -> None:
    assert secret not in mask_urls(f"fatal: '{protocol}://ada:{secret}@example.org/x' not found")
