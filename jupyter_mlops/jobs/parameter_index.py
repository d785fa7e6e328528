"""Makes the index of parameters from the runs themselves."""

from __future__ import annotations

from typing import Final

#: Fills the empty table as `run_table.write_parameters` would, of which it is the SQL: for stores
#: of before the index was thought of, and for those of which only a part could be saved.
FILL: Final = """
INSERT INTO run_parameters (run, name, value)
SELECT runs.id, each.key, CASE each.type
    WHEN 'true' THEN x'01' WHEN 'false' THEN x'00'
    WHEN 'text' THEN substr(each.value, 1, 100) ELSE each.value END
FROM runs, json_each(
    CASE WHEN json_valid(runs.parameters) THEN runs.parameters ELSE '{}' END
) AS each
WHERE each.type IN ('integer', 'real', 'text', 'true', 'false')
"""
