"""Use case: what a branch does to the notebooks, as Markdown and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jupyter_mlops.errors import InvalidError
from jupyter_mlops.notebooks.diff.options import DiffOptions
from jupyter_mlops.notebooks.render.model import Comparison, Shown
from jupyter_mlops.services.compare import compare_revisions, differs
from jupyter_mlops.services.report_masking import secrets_mask

if TYPE_CHECKING:
    from jupyter_mlops.checks import model
    from jupyter_mlops.services.ci_context import CiContext

DEFAULTS = DiffOptions()
EVERYTHING = Shown()
#: GitHub's limit to a comment is 65,536 characters, GitLab's 1,000,000.
COMMENT_LIMIT = 65_000


class Report(Struct, frozen=True, kw_only=True):
    """What a branch does to the notebooks."""

    #: Of the report.
    title: str
    #: Notebooks with something to show.
    comparisons: list[Comparison]
    #: What of them to show.
    shown: Shown
    #: What the checks say; None where nobody has asked them.
    checks: model.Report | None = None
    #: Web page of the job that made it; empty if none.
    link: str = ""

    def markdown(self, *, limit: int | None = COMMENT_LIMIT) -> str:
        """For a pull request's comment; at most `limit` characters."""
        from jupyter_mlops.notebooks.render.markdown import render_markdown

        end = f"\n[The job that made this]({self.link})\n" if self.link else ""
        rest = None if limit is None else limit - len(end)
        lead = ""
        if self.checks is not None:
            from jupyter_mlops.services.report_markdown import checks_markdown

            # At least half of it is for the notebooks, whose summary always stays.
            lead = checks_markdown(self.checks, limit=None if rest is None else rest // 2)
        text = render_markdown(
            self.comparisons, shown=self.shown, title=self.title, lead=lead, limit=rest
        )
        return text + end

    def html(self) -> str:
        """One page that needs nothing else."""
        from jupyter_mlops.notebooks.render.html import render_html

        lead = None
        if self.checks is not None:
            from jupyter_mlops.services.report_html import checks_html

            lead = checks_html(self.checks, self.comparisons)
        return render_html(self.comparisons, shown=self.shown, title=self.title, lead=lead)


def find_base(folder: Path, context: CiContext) -> str | None:
    """What a job's commit is compared with, a revision; None if nothing can be told.

    A base that was not fetched, or is gone since a push by force, is none: the commit before then
    stands in for it.

    Args:
        folder: Where git looks for the repository.
        context: What the job knows.
    """
    from jupyter_mlops.git.tracking import find_commit

    if not context.inside:
        return None
    bases = (base for base in (context.base, "HEAD~1") if base)
    return next((base for base in bases if find_commit(folder, base)), None)


def read_checks(file: Path) -> model.Report:
    """Reads what `jupyter mlops check --output json=FILE` has written.

    Raises:
        InvalidError: There is no such file, or it is something else.
    """
    from jupyter_mlops.checks.formats.json import read_report

    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidError(
            f"what the checks have said cannot be read: {file}: {error.strerror}",
            hint=f"jupyter mlops check --output json={file}",
        ) from error
    return read_report(data, str(file))


def make_report(
    folder: Path,
    revisions: str | None,
    *,
    paths: Sequence[str] = (),
    options: DiffOptions = DEFAULTS,
    shown: Shown = EVERYTHING,
) -> Report:
    """Compares all notebooks of a branch with where it began, secrets in them masked.

    Args:
        folder: Where git looks for the repository, and what `paths` are relative to.
        revisions: `BASE...HEAD`; another range is taken as it is, and a single revision as
            `REVISION...HEAD`; None compares nothing, for a report on checks alone.
        paths: Limit to these, in git's pathspec language.
        options: How to compare; the time budget is for each notebook.
        shown: What to show.

    Raises:
        InvalidError: A revision doesn't exist.
        NotFoundError: There is no repository.
    """
    if revisions is None:
        return Report(title="Notebooks", comparisons=[], shown=shown)
    asked = revisions if ".." in revisions else f"{revisions}...HEAD"
    mask = secrets_mask(folder)
    comparisons = compare_revisions(folder, [asked], paths=paths, options=options, change=mask)
    return Report(
        title=f"Notebooks in {asked}",
        comparisons=[comparison for comparison in comparisons if differs(comparison, shown)],
        shown=shown,
    )
