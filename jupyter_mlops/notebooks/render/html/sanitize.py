"""Markup of an output, made harmless.

Outputs come from strangers: a notebook in a pull request may hold any markup. An allow-list of
tags and attributes stays; scripts, styles, forms, frames, drawings and everything that loads
something goes. The page's Content-Security-Policy is the second wall behind this one.
"""

from __future__ import annotations

import re

from jupyter_mlops.notebooks.render.html.markup import Html

_TAGS = """
    a abbr b blockquote br caption code col colgroup dd del dfn div dl dt em figcaption figure h1 h2
    h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td
    tfoot th thead time tr tt u ul var wbr
"""
#: Gone with all they hold, not just with their tags.
_DROPPED = """
    applet audio base button canvas datalist embed form frame frameset iframe input link math meta
    noembed noframes noscript object option plaintext script select style svg template textarea
    title video xmp
"""
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"rowspan", "colspan"},
    "th": {"rowspan", "colspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start"},
}
#: Half a character, which JSON may hold and UTF-8 can't.
_LONE = re.compile("[\ud800-\udfff]")
_LINK = re.compile(r"(?:https?://|mailto:)[^\x00-\x20]+", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_NUMBER = re.compile(r"\d{1,4}")


def sanitize(markup: str) -> Html:
    """What may stay of a stranger's markup."""
    import nh3

    return Html(
        nh3.clean(
            _LONE.sub("\ufffd", markup),
            tags=set(_TAGS.split()),
            clean_content_tags=set(_DROPPED.split()),
            attributes=_ATTRIBUTES,
            attribute_filter=_keep,
            url_schemes={"http", "https", "mailto", "data"},
            link_rel="noopener noreferrer",
        )
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None if it has to go."""
    if name == "href":
        return value if _LINK.fullmatch(value) else None
    if name == "src":
        return value if tag == "img" and _PICTURE.fullmatch(value) else None
    if name in {"width", "height", "rowspan", "colspan", "span", "start"}:
        return value if _NUMBER.fullmatch(value) else None
    return value
