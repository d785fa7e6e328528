"""What all renderers say in the same words.

Phrases are plain text of one line. They quote notebooks as they are: whoever shows them escapes
them for a terminal, Markdown or HTML. Cells and outputs are counted from 1, as people do.
"""

from jupyter_mlops.notebooks.render.phrases.cells import (
    cell_name,
    cell_numbers,
    cell_tags,
    cell_title,
    coarse_phrase,
    first_line,
    join_phrase,
    move_phrase,
    retyped_phrase,
    split_phrase,
)
from jupyter_mlops.notebooks.render.phrases.files import name_phrase, problem_phrase
from jupyter_mlops.notebooks.render.phrases.measures import (
    clip,
    count_phrase,
    percent_text,
    size_text,
    value_text,
)
from jupyter_mlops.notebooks.render.phrases.summary import (
    MARKS,
    WORDS,
    cell_kind,
    cell_kinds,
    summary_counts,
    summary_phrase,
    summary_words,
)
from jupyter_mlops.notebooks.render.phrases.views import (
    error_phrase,
    hash_phrase,
    image_phrase,
    metadata_path,
    metadata_phrase,
    mime_name,
    path_text,
    picture_phrase,
    shape_text,
    table_phrase,
    value_phrase,
    view_phrase,
)

__all__ = [
    "MARKS",
    "WORDS",
    "cell_kind",
    "cell_kinds",
    "cell_name",
    "cell_numbers",
    "cell_tags",
    "cell_title",
    "clip",
    "coarse_phrase",
    "count_phrase",
    "error_phrase",
    "first_line",
    "hash_phrase",
    "image_phrase",
    "join_phrase",
    "metadata_path",
    "metadata_phrase",
    "mime_name",
    "move_phrase",
    "name_phrase",
    "path_text",
    "percent_text",
    "picture_phrase",
    "problem_phrase",
    "retyped_phrase",
    "shape_text",
    "size_text",
    "split_phrase",
    "summary_counts",
    "summary_phrase",
    "summary_words",
    "table_phrase",
    "value_phrase",
    "value_text",
    "view_phrase",
]
