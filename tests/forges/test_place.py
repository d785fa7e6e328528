from __future__ import annotations

import pytest

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.forges.model import ForgeKind
from jupyter_mlops.forges.place import Site, place_of, read_remote


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://github.com/octo/lab.git", ("https", "github.com", "octo/lab")),
        ("https://octo:pass@github.com/octo/lab", ("https", "github.com", "octo/lab")),
        ("http://github.com/octo/lab", ("https", "github.com", "octo/lab")),
        ("https://GitHub.com:443/octo/lab/", ("https", "github.com", "octo/lab")),
        ("git@github.com:octo/lab.git", ("https", "github.com", "octo/lab")),
        ("ssh://git@ssh.github.com:443/octo/lab.git", ("https", "github.com", "octo/lab")),
        ("ssh://git@code.example:2222/a/b.git", ("https", "code.example", "a/b")),
        ("git@gitlab.com:a/b/c/d.git", ("https", "gitlab.com", "a/b/c/d")),
        ("http://localhost:3000/a/b", ("http", "localhost:3000", "a/b")),
        ("https://[::1]:8443/a/b", ("https", "[::1]:8443", "a/b")),
        ("https://code.example/a%20b/c", ("https", "code.example", "a b/c")),
    ],
)
def test_where_a_remote_is_on_the_web(url: str, site: tuple[str, str, str]) -> None:
    found = read_remote(url)
    assert found is not None
    assert (found.scheme, found.host, found.path) == site


@pytest.mark.parametrize(
    "url",
    [
        "/srv/git/lab.git",
        "../lab",
        "file:///srv/git/lab.git",
        r"C:\work\lab",
        "ext::sh -c evil",
        "https://code.example/a/../b",
        "https://code.example/a\n/b",
        "https://[bad/a/b",
        "https:///a/b",
        "",
    ],
)
def test_what_is_no_address_on_the_web_is_none(url: str) -> None:
    assert read_remote(url) is None


def _place(url: str, kind: ForgeKind) -> tuple[str, str, str]:
    site = read_remote(url)
    assert site is not None
    place = place_of(site, kind)
    assert place.host == site.host
    return place.api, place.path, place.url


def test_each_kind_has_its_interface_elsewhere() -> None:
    assert _place("git@github.com:octo/lab.git", ForgeKind.GITHUB) == (
        "https://api.github.com",
        "octo/lab",
        "https://github.com/octo/lab",
    )
    assert _place("https://acme.ghe.com/octo/lab", ForgeKind.GITHUB)[0] == (
        "https://api.acme.ghe.com"
    )
    assert _place("https://git.acme.example/octo/lab", ForgeKind.GITHUB)[0] == (
        "https://git.acme.example/api/v3"
    )
    assert _place("git@gitlab.com:group/sub/lab.git", ForgeKind.GITLAB) == (
        "https://gitlab.com/api/v4",
        "group/sub/lab",
        "https://gitlab.com/group/sub/lab",
    )
    assert _place("https://codeberg.org/a/b", ForgeKind.FORGEJO)[0] == "https://codeberg.org/api/v1"


def test_a_gitea_below_a_folder_of_its_host_is_asked_there() -> None:
    assert _place("https://code.example/git/a/b.git", ForgeKind.GITEA) == (
        "https://code.example/git/api/v1",
        "a/b",
        "https://code.example/git/a/b",
    )


def test_a_path_of_one_part_names_no_repository() -> None:
    with pytest.raises(InvalidError, match="owner/name"):
        place_of(Site(scheme="https", host="github.com", path="lab"), ForgeKind.GITHUB)
