"""The buttons at the top, and the list of keys."""

from __future__ import annotations

from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.model import Shown

_KEYS = (
    (("n", "j"), "next change"),
    (("p", "k"), "previous change"),
    (("]",), "next notebook"),
    (("[",), "previous notebook"),
    (("u",), "unified or side by side"),
    (("o",), "outputs"),
    (("m",), "metadata"),
    (("h",), "noise"),
    (("e",), "unfold or fold everything"),
    (("t",), "theme"),
    (("?",), "this list"),
    (("Esc",), "close"),
)


def tools(shown: Shown) -> Html:
    """Buttons for the layout, for what is shown, and for the theme."""
    layouts = [
        element("button", name, type="button", data_layout_to=layout)
        for layout, name in (("unified", "Unified"), ("split", "Split"))
    ]
    toggles = [("outputs", "Outputs", shown.outputs), ("metadata", "Metadata", shown.metadata)]
    buttons = [_toggle(what, name) for what, name, there in toggles if there]
    buttons.append(_toggle("noise", "Noise"))
    tool = {"type": "button", "class_": "tool"}
    return element(
        "div",
        element("button", "Cells", type="button", class_="tool rail-tool", data_toggle="rail"),
        element("div", *layouts, class_="group", role="group", aria_label="Layout"),
        element("div", *buttons, class_="group", role="group", aria_label="Show"),
        element("button", "Theme", id="theme", **tool),
        element("button", "?", id="help", aria_label="Keys", title="Keys (?)", **tool),
        class_="tools",
    )


def keys() -> Html:
    """The list of keys, as a dialog."""
    rows = []
    for names, meaning in _KEYS:
        written = [piece for name in names for piece in (element("kbd", name), " ")]
        rows += [element("dt", *written), element("dd", meaning)]
    close = element("button", "Close", type="button", class_="tool", id="close")
    title = element("h2", "Keys", id="keys-name")
    table = element("dl", *rows)
    return element("dialog", title, table, close, id="keys", aria_labelledby="keys-name")


def _toggle(what: str, name: str) -> Html:
    return element("button", name, type="button", class_="check", data_toggle=what)
