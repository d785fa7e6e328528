"""What is noise in outputs: what differs from run to run although nothing did.

A rule names text that says when, where or how fast something ran, never what came out: a plain
date, a number without a unit of time or a short hexadecimal constant is a result and stays.

Patterns are applied line by line. No part of one repeats without a bound except where the next
character decides, so that any text is read in time that is linear in its length.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """One kind of noise."""

    name: str
    #: What is noise.
    pattern: re.Pattern[str]
    #: What stands for it when two texts are compared; may refer to the pattern's groups.
    placeholder: str
    #: What the rule hides, in a sentence for people.
    doc: str
    #: One of these is on every line with a match. Each begins with a letter as it is, for which
    #: Python searches fifty times faster than for the pattern.
    hints: tuple[re.Pattern[str], ...]


_NUMBER = r"\d{1,12}(?:[.,]\d{1,9})?"
_SHORT = "ns|\N{MICRO SIGN}s|\N{GREEK SMALL LETTER MU}s|us|ms|s"
_UNIT = rf"(?:{_SHORT}|sec|secs|seconds?|min|mins|minutes?|h|hours?)\b"
_TIME = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?"
_ZONE = r"(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_CLOCK = r"\d{1,4}:\d\d(?::\d\d)?"
_RATE = rf", {{1,8}}(?:\?|{_NUMBER}\w?) ?[^\s/\],]{{1,20}}/[^\s\],]{{1,20}}"
_HEX = "[0-9a-fA-F]"
_FOLIUM = (
    "map|marker|marker_cluster|circle|circle_marker|popup|tooltip|tile_layer|layer_control|icon"
    "|feature_group|geo_json|poly_line|polygon|rectangle|heat_map|choropleth|color_map|html|i_frame"
)


def _rule(name: str, pattern: str, placeholder: str, doc: str, *hints: str) -> Rule:
    return Rule(name, re.compile(pattern), placeholder, doc, tuple(map(re.compile, hints)))


ADDRESS: Final = _rule(
    "memory-address",
    rf"0x(?:(?<= at 0x){_HEX}{{4,16}}|{_HEX}{{9,16}})(?!{_HEX})",
    "0x…",
    "Memory addresses, as in `<Axes object at 0x7f2c…>`: hexadecimal numbers after `at`, or of "
    "nine digits and more.",
    "0x",
)

#: All rules, in the order in which they are applied.
RULES: Final[tuple[Rule, ...]] = (
    ADDRESS,
    _rule(
        "uuid",
        rf"\b{_HEX}{{8}}([-_]){_HEX}{{4}}\1{_HEX}{{4}}\1{_HEX}{{4}}\1{_HEX}{{12}}(?!{_HEX})",
        "uuid…",
        "UUIDs, such as the ids of Plotly's, Bokeh's and Colab's elements.",
        rf"-{_HEX}{{4}}-",
        rf"_{_HEX}{{4}}_",
    ),
    _rule(
        "cell-file",
        r"ipykernel_\d{1,10}[/\\]\d{1,20}(?=\.py)",
        "ipykernel/…",
        "The file that a kernel pretends a cell to be, with its process id: "
        "`/tmp/ipykernel_1234/567.py`.",
        "ipykernel_",
    ),
    _rule(
        "cell-number",
        r"<ipython-input-\d{1,9}(?:-[0-9a-f]{1,40})?>|\b(Cell |Input )In ?\[\d{1,9}\]",
        r"\1In […]",
        "The execution count in a cell's name: `<ipython-input-5-abcdef>`, `Cell In[5]`.",
        "<ipython-input-",
        r"In ?\[",
    ),
    _rule(
        "temporary-folder",
        r"/var/folders/\w{2}/[\w+]{20,40}/T/|/tmp/tmp[a-z0-9_]{6,12}\b|\\Temp\\tmp[a-z0-9_]{6,12}\b",
        "tmp…",
        "Names of temporary folders and files, such as `/tmp/tmpab12cd34`.",
        "/var/folders/",
        "/tmp/tmp",  # noqa: S108 - a text to look for, not a place to write
        r"\\Temp\\tmp",
    ),
    _rule(
        "process-id",
        r"\b(pid[=: ]{1,3})\d{1,10}\b",
        r"\1…",
        "Process ids that are called so: `pid=1234`.",
        r"pid[=: ]{1,3}\d",
    ),
    _rule(
        "styler-id",
        r"\bT_[0-9a-f]{5}(?=[_\"'\s#.,{)])",
        "T_…",
        "Ids that pandas' Styler gives to elements: `T_1a2b3_row0_col0`.",
        "T_[0-9a-f]{5}",
    ),
    _rule(
        "estimator-id",
        r"\bsk-(?:container|estimator)-id-\d{1,9}\b",
        "sk-…",
        "Ids in scikit-learn's pictures of estimators.",
        "sk-",
    ),
    _rule(
        "plot-id",
        rf"\b(altair-viz-|vega-embed-|(?:{_FOLIUM})_){_HEX}{{32}}(?!{_HEX})",
        r"\1…",
        "Ids of elements by Altair and folium.",
        rf"-{_HEX}{{32}}",
        rf"_{_HEX}{{32}}",
    ),
    _rule(
        "svg-id",
        r"(?<=[\"#])[mpshCc][0-9a-f]{10}(?=[\")_])",
        "id…",
        "Ids that Matplotlib gives to the parts of an SVG.",
        r'"[mpshCc][0-9a-f]{10}',
        "#[mpshCc][0-9a-f]{10}",
    ),
    _rule(
        "bokeh-id",
        r"(\"id\":|-root-id=)\"p?\d{4,9}\"",
        r'\1"…"',
        "Ids of Bokeh's models.",
        r'"id":"p?\d',
        "-root-id=",
    ),
    _rule(
        "cpu-time",
        r"\b(CPU times: |Wall time: |Peak CPU: )[^\n]{1,200}",
        r"\1…",
        "What `%time` and `%%time` say.",
        "CPU times: ",
        "Wall time: ",
        "Peak CPU: ",
    ),
    _rule(
        "timing",
        rf"{_NUMBER} ?{_UNIT} ?(?:±|\+-) ?{_NUMBER} ?{_UNIT} per loop(?: \([^)\n]{{1,120}}\))?"
        rf"|\d{{1,12}} loops?, best of \d{{1,4}}: {_NUMBER} ?{_UNIT} per loop"
        rf"|slowest run took {_NUMBER} times",
        "timing…",
        "What `%timeit` says.",
        "per loop",
        "slowest run took",
    ),
    _rule(
        "progress",
        rf"\[{_CLOCK}(?:<(?:\?|{_CLOCK})(?:{_RATE})?|{_RATE})",
        "[…",
        "Times and rates of tqdm's progress bars, `[00:03<00:00, 31.2it/s`. Counts and what "
        "follows stay.",
        r"\[\d{1,4}:[\d:]{2,5}[<,]",
    ),
    _rule(
        "remaining-time",
        rf"\b(ETA: {{1,3}}|eta )(?:-:--:--|\?|{_CLOCK}|\d{{1,9}}s)",
        r"\1…",
        "Time left, by Keras and pip: `ETA: 3s`, `eta 0:00:01`.",
        "ETA: ",
        "eta ",
    ),
    _rule(
        "transfer-rate",
        rf"{_NUMBER} ?[kKMGT]?i?B/s(?= eta|\)| *$)",
        "…B/s",
        "Rates of downloads, by pip and wget.",
        "B/s",
    ),
    _rule(
        "step-time",
        rf"(?:\b\d{{1,9}}(?:h|m|s|ms) {{1,3}})?\b{_NUMBER} ?(?:{_SHORT}|min)"
        r"/(?:step|sample|epoch|batch|iter)\b"
        r"|(?<=- )\d{1,9}s(?= -| *$)",
        "step…",
        "Times of an epoch and a step, by Keras and Lightning: `12s 3ms/step`. The losses stay.",
        "/(?:step|sample|epoch|batch|iter)",
        r"- \d{1,9}s",
    ),
    _rule(
        "elapsed",
        r"\b((?:[Ee]lapsed(?: time)?|[Tt]ook|(?:[Ff]inished|[Cc]ompleted|[Dd]one|[Ee]xecuted) in)"
        r"[ \t]{0,12}[:=]?|(?:[Tt]ime(?: taken| elapsed)?|[Rr]untime)[ \t]{0,12}[:=])([ \t]{0,12})"
        rf"{_NUMBER} ?{_UNIT}",
        r"\1\2…",
        "How long something took, where it says so with a unit: `elapsed: 1.2s`, `took 3 ms`.",
        "lapsed",
        r"ime(?: taken| elapsed)?[ \t]{0,12}[:=]",
        "untime",
        r"ook[ \t:=]",
        r"ed in ",
        r"one in ",
    ),
    _rule(
        "timestamp",
        rf"\b\d{{4}}[-/]\d\d[-/]\d\d(?:T|[ _]{{1,2}}){_TIME}{_ZONE}"
        rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}},? {_TIME}(?: ?[AaPp][Mm]\b)?"
        rf"|\b\d\d/{_MONTH}/\d{{4}}:{_TIME}{_ZONE}"
        rf"|\bdatetime\.datetime\(\d{{4}}, \d{{1,2}}, \d{{1,2}}, \d{{1,2}}, [\d, ]{{1,24}}",
        "time…",
        "A date with a time of day, such as `2024-01-05T10:00:00Z`. A date alone is data.",
        r"-\d\d-\d\d[T _]",
        r"/\d\d/\d\d[T _]",
        r"/\d{4},? \d",
        r"\.\d{4},? \d{1,2}:",
        r"/[A-Z][a-z]{2,8}/\d{4}:",
        r"datetime\.datetime\(",
    ),
    _rule(
        "written-timestamp",
        rf"\b(?:{_DAY},? )?{_MONTH} {{1,2}}\d{{1,2}},? (?:\d{{4}},? )?{_TIME}"
        r"(?: ?[AP]M\b)?(?: [A-Z]{3,4}\b)?(?: \d{4}\b)?"
        rf"|\b(?:{_DAY}, )?\d{{1,2}} {_MONTH} \d{{4}},? {_TIME}{_ZONE}",
        "time…",
        "The same in words: `Mon Jan  5 10:00:00 2024`, `Fri, 05 Jan 2024 10:00:00 GMT`.",
        *(f"{month}[a-z]{{0,6}} " for month in _MONTHS),
    ),
    _rule(
        "log-time",
        r"^(\[?[IWEFDC] )\d\d:\d\d:\d\d(?:\.\d{1,9})?"
        r"|^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,9}\d{1,10}",
        r"\1\2…",
        "Times at the start of log lines, by Tornado and glog: `[I 10:22:33.123`, "
        "`I0105 10:00:00.123456 12345`.",
        r":[0-5]\d:[0-5]\d",
    ),
    _rule(
        "model-summary",
        rf"(Date:(?:</th> {{0,9}}<td>)?[ \t]{{0,40}}){_DAY}, \d\d {_MONTH} \d{{4}}"
        r"|(Time:(?:</th> {0,9}<td>)?[ \t]{0,40})\d\d:\d\d:\d\d",
        r"\1\2…",
        "Date and time in the summary of a statsmodels fit.",
        r"Date:",
        r"Time:",
    ),
)
