"""Room 9: the explorer and the SPARQL endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.web.app import make_app
    from kg.web.limits import Limits

__all__ = ["Limits", "make_app"]


def __getattr__(name: str) -> object:
    # FastAPI is imported only where a server is made: `kg --help` must not pay for it.
    if name == "make_app":
        from kg.web.app import make_app

        return make_app
    if name == "Limits":
        from kg.web.limits import Limits

        return Limits
    raise AttributeError(f"module 'kg.web' has no attribute {name!r}")
