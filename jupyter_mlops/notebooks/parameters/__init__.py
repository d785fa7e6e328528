"""The parameters cell as a typed schema.

The cell tagged `parameters` is read, never executed. What comes out is JSON Schema (draft 2020-12),
the one contract that form, command line and REST share. Where JSON lacks a type the keyword
`x-python` names it, and values travel as text:

- dates, times and paths as strings, tuples and sets as arrays;
- floats that are not finite as `"inf"`, `"-inf"` and `"nan"`;
- integers that a browser would round (beyond 2**53 - 1) as their digits.
"""

from __future__ import annotations

from jupyter_mlops.notebooks.parameters.model import Parameter, ParameterSet
from jupyter_mlops.notebooks.parameters.read import read_parameters
from jupyter_mlops.notebooks.parameters.text import parse_text
from jupyter_mlops.notebooks.parameters.values import Resolved, resolve_values
from jupyter_mlops.notebooks.parameters.wire import python_literal, to_wire

__all__ = [
    "Parameter",
    "ParameterSet",
    "Resolved",
    "parse_text",
    "python_literal",
    "read_parameters",
    "resolve_values",
    "to_wire",
]
