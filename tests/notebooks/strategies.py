"""Notebooks as files hold them, in every layout."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from jupyter_mlops.notebooks.layout import Layout

TEXT = st.text(st.characters(codec="utf-8"), max_size=8) | st.text(
    'aé\n\r\t"\\/\u2028\x7f\x01\udc80\U0001f600', max_size=9
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(2**62, 2**200)
    | st.floats(allow_nan=False)
    | st.sampled_from([float("nan"), 0, 0.0, -0.0, 1, 1.0, True, ""])
    | TEXT
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(TEXT, JSON, max_size=3)
SOURCES = TEXT | st.lists(TEXT, max_size=4)


@st.composite
def shuffled(draw: st.DrawFn, objects: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """The objects with their keys in any order."""
    found = draw(objects)
    return {key: found[key] for key in draw(st.permutations(list(found)))}


CELLS = shuffled(
    st.fixed_dictionaries(
        {"cell_type": TEXT, "metadata": OBJECTS, "source": SOURCES},
        optional={
            "id": TEXT,
            "outputs": st.lists(JSON | OBJECTS, max_size=3),
            "attachments": OBJECTS,
            "unknown": JSON,
        },
    )
)
NOTEBOOKS = shuffled(
    st.fixed_dictionaries(
        {
            "cells": st.lists(CELLS, max_size=4),
            "metadata": OBJECTS,
            "nbformat": st.just(4),
            "nbformat_minor": st.integers(0, 9),
            # so that it can be seen whether characters are escaped
            "unknown": st.just("é"),
        },
    )
)
BROKEN_LAYOUTS = st.builds(
    Layout,
    indent=st.sampled_from(["", " ", "  ", " " * 4, " " * 8, "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    comma=st.just(", "),
    colon=st.sampled_from([": ", ":", " : "]),
    ascii=st.booleans(),
    end=st.sampled_from(["", "\n", "\r\n", "\n\n \t\n"]),
    bom=st.booleans(),
)
INLINE_LAYOUTS = st.builds(
    Layout,
    indent=st.none(),
    newline=st.just("\n"),
    comma=st.sampled_from([",", ", "]),
    colon=st.sampled_from([": ", ":"]),
    ascii=st.booleans(),
    end=st.sampled_from(["", "\n"]),
    bom=st.booleans(),
)
LAYOUTS = BROKEN_LAYOUTS | INLINE_LAYOUTS


def laid_out(nb: Any, layout: Layout) -> bytes:
    """The notebook in that layout, by means of the standard library alone."""
    comma = layout.comma if layout.indent is None else ","
    text = json.dumps(
        nb, indent=layout.indent, ensure_ascii=layout.ascii, separators=(comma, layout.colon)
    )
    text = text.replace("\n", layout.newline) + layout.end
    return ("\ufeff" * layout.bom + text).encode("utf-8", "backslashreplace")


def oddly_spelt(value: Any, random: Random) -> str:
    """JSON of the value with white space anywhere, other spellings and keys that come twice."""
    if isinstance(value, dict):
        members = [
            f"{space(random)}{odd_string(key, random)}{space(random)}:{oddly_spelt(inner, random)}"
            for key, inner in value.items()
        ]
        if members and random.random() < 0.3:
            members.insert(0, f"{json.dumps(next(iter(value)))}: [1, {{}}]")
        text = "{" + (",".join(members) or space(random)) + "}"
    elif isinstance(value, list):
        text = ",".join(oddly_spelt(item, random) for item in value) or space(random)
        text = f"[{text}]"
    elif isinstance(value, str):
        text = odd_string(value, random)
    else:
        text = odd_scalar(value, random)
    return space(random) + text + space(random)


def space(random: Random) -> str:
    return "".join(random.choices(" \t\r\n", k=random.randrange(3)))


def odd_string(text: str, random: Random) -> str:
    characters = [
        json.dumps(character, ensure_ascii=random.random() < 0.5 or not character.isprintable())
        for character in text
    ]
    return '"' + "".join(character[1:-1] for character in characters).replace("/", "\\/") + '"'


def odd_scalar(value: Any, random: Random) -> str:
    text = json.dumps(value)
    if type(value) is float and text[-1].isdigit():
        spelt = random.choice([text, f"{value:.17E}", f"{value:.20e}"])
        return spelt if float(spelt) == value else text
    return text


#: How to choose among spellings; a seed, for drawing each choice would take seconds.
RANDOMS = st.integers(0, 2**32).map(Random)
