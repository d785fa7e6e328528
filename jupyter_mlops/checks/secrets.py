"""The check of secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from jupyter_mlops.checks.check import Check, Checked
from jupyter_mlops.checks.model import CheckName, Finding
from jupyter_mlops.checks.places import finding_at
from jupyter_mlops.checks.ports import Context
from jupyter_mlops.checks.secrets_scan import Hit, masked_line, scan_text
from jupyter_mlops.checks.secrets_texts import Place, texts_of
from jupyter_mlops.checks.subject import Subject
from jupyter_mlops.errors import InvalidError

_HINT = (
    "revoke it if it has left this machine; read it from the environment, getpass or a keyring, "
    "and clear outputs that show it"
)


class SecretsCheck(Check):
    """Passwords, keys and tokens in sources, outputs and metadata.

    What is committed stays in the history for everybody who has the repository, and is searched
    for by others within minutes of a push. So its findings are errors, and a commit waits for
    them.

    It looks at texts as they read, not at the notebook's JSON: a key that is broken by escapes is
    found, and the data of pictures, widgets and plots is left out. A secret is told

    - by its shape: `aws-access-key`, `aws-secret-key`, `github-token`, `gitlab-token`,
      `slack-token`, `slack-webhook`, `discord-webhook`, `google-api-key`, `google-oauth`,
      `anthropic-key`, `openai-key`, `huggingface-token`, `replicate-token`, `groq-key`,
      `npm-token`, `pypi-token`, `docker-token`, `stripe-key`, `sendgrid-key`, `mailgun-key`,
      `twilio-key`, `telegram-token`, `databricks-token`, `digitalocean-token`, `shopify-token`,
      `airtable-token`, `linear-key`, `notion-token`, `grafana-token`, `vault-token`, `kaggle-key`,
      `azure-storage-key`, `azure-sas`, `azure-client-secret`, `jwt`, `private-key`,
      `connection-string`, `basic-auth-url`, `authorization-header`;
    - by the name that a literal is given to, such as `password` and `api_key`: `named-secret`;
    - by looking random: `high-entropy`. Hashes, UUIDs, ids and encoded files are none.

    Placeholders (`<your key>`, `changeme`, `xxxx`), names of variables of the environment and
    values that are looked up are no secrets. What was found is never shown or stored: a finding
    says its kind, its length and where it stands.

    To settle one: revoke the key, take it out of the notebook, read it with `os.environ`, `getpass`
    or a keyring. To silence one that is none: `# pragma: allowlist secret` on its line, a regular
    expression in `allow`, or its code in `ignore`.

    Settings, in `[tool.jupyter-mlops.checks.secrets]`: `allow`, regular expressions that are
    searched for in what was found; `entropy`, the bits per character from which a text counts as
    random (4.2), 0 for never.
    """

    name: ClassVar = CheckName.SECRETS
    title: ClassVar = "Secrets"
    version: ClassVar = 1

    def run(self, subjects: Sequence[Subject], context: Context) -> Iterator[Checked]:
        """See `Check`.

        Raises:
            InvalidError: An expression of the setting `allow` is none.
        """
        settings = context.settings.secrets
        allow = compile_allowed(settings.allow)
        for subject in subjects:
            findings: list[Finding] = []
            for place in texts_of(subject):
                hits = scan_text(place.text, allow=allow, entropy=settings.entropy, code=place.code)
                findings.extend(_finding(subject, place, hit, hits) for hit in hits)
            yield Checked(notebook=subject.path, findings=tuple(findings))


def compile_allowed(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """The expressions of the setting `allow`.

    Raises:
        InvalidError: One of them is none.
    """
    try:
        return tuple(re.compile(pattern) for pattern in patterns)
    except re.error as error:
        raise InvalidError(
            f"[tool.jupyter-mlops.checks.secrets] allow: {error.pattern!r} is no regular "
            f"expression: {error}"
        ) from error


def _finding(subject: Subject, place: Place, hit: Hit, hits: Sequence[Hit]) -> Finding:
    where = f" in {place.part}" if place.part else ""
    in_source = not place.part
    return finding_at(
        subject,
        place.cell,
        CheckName.SECRETS,
        hit.code,
        f"{hit.title}{where} ({hit.length} characters)",
        severity="error",
        hint=_HINT,
        about=f"{place.part} {masked_line(place.text, hit, hits)}",
        line=hit.line if in_source else None,
        column=hit.column if in_source else None,
        output=place.output,
    )
