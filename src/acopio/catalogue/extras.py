"""Optional libraries: imported when they are needed, and named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from acopio.errors import AcopioError


def optional(module: str, extra: str, purpose: str, *, package: str | None = None) -> Any:
    """Import a library of an extra; AcopioError module-missing says what to install.

    `purpose` is what is not to be had without it; `package` its name where the module has another.
    """
    try:
        return import_module(module)
    except ImportError:
        name = package or module.partition(".")[0]
        raise AcopioError(
            "module-missing",
            f"{name} is not installed, so there is no {purpose}",
            remedy=f"Install what belongs to it, pip install 'acopio[{extra}]', or it alone: pip install {name}",
        ) from None
