"""Image outputs: side by side, one over the other, and as a heat map."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from jupyter_mlops.notebooks.diff.outputs import heat_map, output_bytes
from jupyter_mlops.notebooks.diff.views import ImageView, Picture
from jupyter_mlops.notebooks.render.html import limits
from jupyter_mlops.notebooks.render.html.limits import Allowance
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.texts import note
from jupyter_mlops.notebooks.render.phrases import mime_name, picture_phrase, size_text

#: What browsers show in an `img`, where no script of an SVG runs and nothing it names is loaded.
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
_MODES = (("side", "Side by side"), ("overlay", "Overlay"), ("heat", "Heat map"))


def picture(output: Any, mime: str, text: str, room: Allowance) -> Html:
    """An image of an output, or a note why it isn't there.

    Args:
        output: The output.
        mime: Its image type.
        text: What the image is, for those who don't see it.
        room: What the page has room for.
    """
    data = output_bytes(output, mime) if mime in _SHOWN else None
    if data is None:
        return note(f"{mime_name(mime)}, which cannot be shown here")
    if len(data) > limits.PICTURE or not room.take(len(data)):
        return note(f"{mime_name(mime)}, {size_text(len(data))}, not included")
    return _image(mime, data, text)


def picture_change(base: Any, head: Any, view: ImageView, room: Allowance) -> Html:
    """An image before and after.

    Args:
        base: The output before.
        head: The output after.
        view: How they differ.
        room: What the page has room for.
    """
    figures = [
        _figure("base", "Before", picture(base, view.base.mime, "Before", room), view.base),
        _figure("head", "After", picture(head, view.head.mime, "After", room), view.head),
    ]
    modes: Sequence[tuple[str, str]] = _MODES[:2]
    if view.verdict in {"different", "alike"} and (heat := _heat(base, head, view, room)):
        figures.append(_figure("heat", "What differs", heat, None))
        modes = _MODES
    stage = element("div", *figures, class_="stage")
    return element("div", _switch(modes), stage, class_="pictures", data_mode="side")


def _switch(modes: Sequence[tuple[str, str]]) -> Html:
    buttons = []
    for mode, name in modes:
        pressed = "true" if mode == "side" else "false"
        buttons.append(element("button", name, type="button", data_show=mode, aria_pressed=pressed))
    group = element("div", *buttons, class_="group", role="group", aria_label="Show the images")
    label = "How much of the image before is seen"
    slide = element("input", type="range", min=0, max=100, value=50, aria_label=label)
    slider = element("label", "before", slide, "after", class_="slide")
    return element("div", group, slider, class_="modes")


def _heat(base: Any, head: Any, view: ImageView, room: Allowance) -> Html | None:
    pixels = sum((side.width or 0) * (side.height or 0) for side in (view.base, view.head))
    if not 0 < pixels <= limits.HEATED or not room.take(pixels, "heated"):
        return None
    old, new = output_bytes(base, view.base.mime), output_bytes(head, view.head.mime)
    drawn = heat_map(old, new) if old and new else None
    if drawn is None or not room.take(len(drawn)):
        return None
    return _image("image/png", drawn, "The pixels that differ")


def _figure(side: str, name: str, shown: Html, known: Picture | None) -> Html:
    phrase = f" {picture_phrase(known)}" if known else None
    caption = element("figcaption", element("b", name), phrase)
    return element("figure", caption, shown, class_=side)


def _image(mime: str, data: bytes, text: str) -> Html:
    source = Html(f"data:{mime};base64,{b64encode(data).decode('ascii')}")
    return element("img", src=source, alt=text, class_="picture", decoding="async", loading="lazy")
