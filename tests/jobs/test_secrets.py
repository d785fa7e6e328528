from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from jupyter_mlops.errors import InvalidError, NotFoundError, ParameterError, UnavailableError
from jupyter_mlops.jobs.secrets import find_secrets, resolve_secret


def test_references_are_found_by_their_only_key() -> None:
    given = {
        "password": {"$secret": "env:DB_PASSWORD"},
        "options": {"a": 1, "b": [{}, None]},
        "literal": "$secret",
    }
    assert find_secrets(given) == {"password": "env:DB_PASSWORD"}


@pytest.mark.parametrize(
    "reference", ["", "env:", "DB_PASSWORD", "vault:x", "keyring:alone", "keyring:/x", "keyring:x/"]
)
def test_what_refers_to_nothing_is_refused_by_the_name_of_its_parameter(reference: str) -> None:
    with pytest.raises(ParameterError, match="parameter password"):
        find_secrets({"password": {"$secret": reference}})
    with pytest.raises(InvalidError, match="refers to no secret"):
        resolve_secret(reference)


@pytest.mark.parametrize("value", [{"a": {"$secret": "env:X"}}, [1, [{"$secret": "env:X"}]]])
def test_a_secret_inside_of_a_value_is_refused(value: object) -> None:
    """It would reach the notebook as a reference, and be taken for the secret."""
    with pytest.raises(ParameterError, match="a part of its value"):
        find_secrets({"options": value})


@pytest.mark.parametrize("value", [1, None, ["env:X"]])
def test_a_reference_is_a_text(value: object) -> None:
    with pytest.raises(ParameterError, match="parameter password"):
        find_secrets({"password": {"$secret": value}})


def test_the_environment_is_read_when_the_secret_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFoundError, match="DB_PASSWORD"):
        resolve_secret("env:DB_PASSWORD")
    monkeypatch.setenv("DB_PASSWORD", "")
    with pytest.raises(NotFoundError, match="empty"):
        resolve_secret("env:DB_PASSWORD")
    monkeypatch.setenv("DB_PASSWORD", " two words ")
    assert resolve_secret("env:DB_PASSWORD") == " two words "


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_line_end_of_a_file_is_no_part_of_the_secret(tmp_path: Path, ending: str) -> None:
    (tmp_path / "token").write_bytes(b"abc\ndef" + ending.encode())
    assert resolve_secret(f"file:{tmp_path / 'token'}") == "abc\ndef"
    assert resolve_secret("file:token", base=tmp_path) == "abc\ndef"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="gone"):
        resolve_secret(f"file:{tmp_path / 'gone'}")
    (tmp_path / "picture").write_bytes(b"\xff\xd8")
    with pytest.raises(NotFoundError, match="not UTF-8"):
        resolve_secret(f"file:{tmp_path / 'picture'}")
    with pytest.raises(InvalidError, match="not an absolute path"):
        resolve_secret("file:token")


def test_the_keyring_is_asked_by_service_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ring of our own: a real one asks its user."""
    ring = ModuleType("keyring")
    kept = {("https://db.example.org/", "ada"): "s3cret"}
    locked = type("KeyringError", (Exception,), {})

    def get_password(service: str, name: str) -> str | None:
        if service == "locked":
            raise locked("nobody to ask")
        return kept.get((service, name))

    ring.get_password = get_password  # type: ignore[attr-defined]
    ring.errors = SimpleNamespace(KeyringError=locked)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert resolve_secret("keyring:https://db.example.org//ada") == "s3cret"
    with pytest.raises(NotFoundError, match="no bob of"):
        resolve_secret("keyring:https://db.example.org//bob")
    with pytest.raises(UnavailableError, match="nobody to ask"):
        resolve_secret("keyring:locked/ada")


def test_without_the_keyring_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(UnavailableError) as refused:
        resolve_secret("keyring:db/ada")
    assert "jupyter-mlops[keyring]" in refused.value.hint
