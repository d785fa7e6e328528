"""Puts chosen changes into the index, takes them out of it, or takes them back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from jupyter_mlops.notebooks.document import Document
from jupyter_mlops.notebooks.equality import same
from jupyter_mlops.notebooks.rewriting import write_document
from jupyter_mlops.notebooks.staging.compose import Aim, compose
from jupyter_mlops.notebooks.staging.model import NOTEBOOK, Choice, Part, PartState
from jupyter_mlops.notebooks.staging.states import Standing, State, find_states
from jupyter_mlops.notebooks.staging.versions import Version, Versions
from jupyter_mlops.notebooks.staging.wanted import Clean, Wanted, read_choices


def stage_choices(
    versions: Versions,
    choices: Sequence[Choice] | None,
    *,
    clean: Clean | None = None,
) -> bytes | None:
    """Puts chosen changes into the index; what isn't chosen stays there as it is.

    Args:
        versions: The notebook.
        choices: What is chosen; None for everything.
        clean: Cleans one cell, which it leaves as it is. Given if outputs stay out: the cells whose
            source is chosen come cleaned, and outputs that cleaning drops come only by name.

    Returns:
        What the index shall hold; None if it shall not have the file. Everything chosen and nothing
        cleaned, it is the working file, byte for byte.

    Raises:
        StaleError: A key is of no cell that any version has.
    """
    if choices is None and clean is None:
        return _data(versions.working)
    if choices is not None and not choices:
        return _data(versions.index)
    standing = find_states(versions)
    wanted = read_choices(choices, standing, clean)
    if clean is None and _settled(standing, wanted, "staged", "working"):
        return _data(versions.working)
    keeps: set[PartState] = {"staged", "older"} if clean else {"staged", "older", "unstaged"}
    aim = Aim("index", "working", keeps, clean, noise=choices is None)
    nb = compose(versions, standing, wanted, aim)
    return _write(versions, nb, ("base", "working", "index"), ("working", "index"))


def unstage_choices(versions: Versions, choices: Sequence[Choice] | None) -> bytes | None:
    """Takes chosen changes out of the index; what isn't chosen stays there as it is.

    Args:
        versions: The notebook.
        choices: What is chosen; None for everything. Outputs that have come with their source go
            with it.

    Returns:
        What the index shall hold; None if it shall not have the file. Nothing left, it is what the
        last commit holds, byte for byte.

    Raises:
        StaleError: A key is of no cell that any version has.
    """
    if choices is None:
        return _data(versions.base)
    if not choices:
        return _data(versions.index)
    standing = find_states(versions)
    wanted = read_choices(choices, standing)
    if _settled(standing, wanted, "unstaged", "base"):
        return _data(versions.base)
    aim = Aim("index", "base", {"staged", "older"}, noise=True)
    nb = compose(versions, standing, wanted, aim)
    return _write(versions, nb, ("base", "working", "index"), ("base", "index"))


def discard_choices(versions: Versions, choices: Sequence[Choice] | None) -> bytes | None:
    """Takes chosen changes back in the working notebook; what isn't chosen stays as it is.

    Args:
        versions: The notebook.
        choices: What is chosen; None for everything. What only the index has is left alone.

    Returns:
        What the working file shall hold; None if it shall go. Nothing left, it is what the last
        commit holds, byte for byte.
    """
    if choices is None:
        return _data(versions.base)
    if not choices:
        return _data(versions.working)
    # Without a version of its own the index has no say in what differs.
    versions = Versions(base=versions.base, index=versions.base, working=versions.working)
    standing = find_states(versions)
    there = {NOTEBOOK, *(state.slot.key for state in standing.cells)}
    wanted = read_choices([each for each in choices if each.key in there], standing)
    if _settled(standing, wanted, None, "base"):
        return _data(versions.base)
    aim = Aim("working", "base", {"staged", "older", "unstaged"})
    nb = compose(versions, standing, wanted, aim)
    return _write(versions, nb, ("working", "base"), ("working", "base"))


def _settled(
    standing: Standing, wanted: Wanted, reached: PartState | None, target: Version
) -> bool:
    """Whether nothing but noise is left to differ from the target once the wanted is done."""
    return (NOTEBOOK in wanted or standing.notebook in (None, reached)) and all(
        _is_settled(state, wanted.get(state.slot.key, frozenset()), reached, target)
        for state in standing.cells
    )


def _is_settled(
    state: State, wanted: Collection[Part], reached: PartState | None, target: Version
) -> bool:
    source = "source" in wanted and state.source is not None
    if not source and (state.source not in (None, reached) or state.cleaned):
        return False
    if source and target not in state.slot.cells:
        return True  # outputs go with their cell
    return "outputs" in wanted or state.outputs in (None, reached)


def _write(
    versions: Versions,
    nb: dict[str, Any] | None,
    templates: Sequence[Version],
    equals: Sequence[Version],
) -> bytes | None:
    """A notebook as bytes.

    Args:
        versions: Where its parts come from.
        nb: The notebook; None for no file.
        templates: Versions whose layout it has, and whose bytes where it is equal; the first counts
            that is there.
        equals: Versions whose bytes it has if it is equal to them.
    """
    if nb is None:
        return None
    for document in filter(None, map(versions.document, equals)):
        if same(document.nb, nb):
            return document.data
    template = next(filter(None, map(versions.document, templates)))
    return write_document(template, nb)


def _data(document: Document | None) -> bytes | None:
    return None if document is None else document.data
