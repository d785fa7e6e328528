"""Keeps secrets out of what checks say: tracebacks and differences quote sources and outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from jupyter_mlops.checks.model import CheckName, CheckResult, Finding

if TYPE_CHECKING:
    from jupyter_mlops.settings.checks import SecretsSettings

#: Stands in place of a secret.
MASK: Final = "[secret]"


def text_mask(settings: SecretsSettings) -> Callable[[str, bool], str]:
    """What puts a mask over secrets in a text, which is code or not.

    Args:
        settings: The project's. Where the check is off, texts stay as they are.
    """
    if settings.severity == "off":
        return lambda text, _code: text
    from jupyter_mlops.checks.secrets import compile_allowed
    from jupyter_mlops.checks.secrets_scan import scan_text

    allow = compile_allowed(settings.allow)

    def mask(text: str, code: bool) -> str:  # noqa: FBT001 - what the check calls it
        for hit in reversed(scan_text(text, allow=allow, entropy=settings.entropy, code=code)):
            text = f"{text[: hit.start]}{MASK}{text[hit.end :]}"
        return text

    return mask


def masked(result: CheckResult, settings: SecretsSettings) -> CheckResult:
    """What a check says, without the secrets that it quotes.

    Args:
        result: It.
        settings: The project's.
    """
    # That check quotes none by itself.
    if not result.findings or result.check is CheckName.SECRETS:
        return result
    mask = text_mask(settings)
    return replace(result, findings=tuple(_masked(each, mask) for each in result.findings))


def _masked(finding: Finding, mask: Callable[[str, bool], str]) -> Finding:
    message, detail = mask(finding.message, False), mask(finding.detail, False)  # noqa: FBT003
    if (message, detail) == (finding.message, finding.detail):
        return finding
    return replace(finding, message=message, detail=detail)
