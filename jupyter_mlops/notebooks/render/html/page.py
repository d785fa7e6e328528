"""The whole page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from jupyter_mlops.notebooks.diff.model import Summary
from jupyter_mlops.notebooks.render.html.assets import policy, script, styles
from jupyter_mlops.notebooks.render.html.cells import Sheet
from jupyter_mlops.notebooks.render.html.limits import Allowance
from jupyter_mlops.notebooks.render.html.markup import Html, element
from jupyter_mlops.notebooks.render.html.rail import rail
from jupyter_mlops.notebooks.render.html.sheets import notebook_data, notebook_section, sheet_for
from jupyter_mlops.notebooks.render.html.signs import chips
from jupyter_mlops.notebooks.render.html.tokens import Colorist
from jupyter_mlops.notebooks.render.html.tools import keys, tools
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.notebooks.render.phrases import count_phrase


def render_html(
    comparisons: Sequence[Comparison], *, shown: Shown, title: str = "", lead: Html | None = None
) -> str:
    """A page of its own that shows compared notebooks, in any browser and without a network.

    Nothing of a notebook is alive in it: markup of outputs is sanitized, all else escaped, and the
    page's policy lets only its own script and style in.

    Args:
        comparisons: The notebooks.
        shown: What of them to show. Outputs and metadata that are not shown are not in the page;
            noise is, and hidden until it is asked for.
        title: What the page is called; made from the notebooks' names if empty.
        lead: What stands above the notebooks.
    """
    colorist, room = Colorist(), Allowance()
    sheets = [
        sheet_for(number, comparison, shown, colorist, room)
        for number, comparison in enumerate(comparisons)
    ]
    main = main_part(sheets, lead)
    data = [notebook_data(sheet) for sheet in sheets]
    name = title or _title(comparisons)
    body = [
        element("a", "Skip to the changes", href="#main", class_="skip"),
        _top(name, comparisons, shown),
        element("div", rail(sheets), main, class_="page"),
        keys(),
        *data,
        script(),
    ]
    page = element("html", _head(name), element("body", *body), **_state(shown))
    return f"<!doctype html>\n{page}\n"


def main_part(sheets: Sequence[Sheet], lead: Html | None = None) -> Html:
    """The page without what is around the notebooks."""
    sections = [notebook_section(sheet) for sheet in sheets]
    if not sections:
        text = element("strong", "No notebook differs")
        sections = [element("div", text, "There is nothing to review.", class_="empty")]
    return element("main", lead, *sections, id="main")


def _head(name: str) -> Html:
    return element(
        "head",
        element("meta", charset="utf-8"),
        policy(),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", name),
        styles(),
    )


def _top(name: str, comparisons: Sequence[Comparison], shown: Shown) -> Html:
    sides = {(one.base_name, one.head_name) for one in comparisons}
    names = [element("h1", name), _sides(*sides.pop()) if len(sides) == 1 else None]
    return element("header", *names, chips(_total(comparisons)), tools(shown), class_="top")


def _sides(base: str, head: str) -> Html:
    return element(
        "p",
        element("span", base, class_="ref", title=base),
        Html('<span aria-label="compared with">→</span>'),
        element("span", head, class_="ref", title=head),
        class_="sides",
    )


def _state(shown: Shown) -> dict[str, object]:
    """What the toggles say at first."""
    return {
        "lang": "en",
        "data_layout": "unified",
        "data_outputs": shown.outputs,
        "data_metadata": shown.metadata,
        "data_noise": shown.noise,
    }


def _title(comparisons: Sequence[Comparison]) -> str:
    if len(comparisons) == 1:
        return comparisons[0].path.rpartition("/")[2]
    return count_phrase(len(comparisons), "notebook")


def _total(comparisons: Sequence[Comparison]) -> Summary:
    summaries = [one.diff.summary for one in comparisons if one.diff]
    return Summary(
        **{
            field: sum(getattr(summary, field) for summary in summaries)
            for field in structs.asdict(Summary())
        }
    )
