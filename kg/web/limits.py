"""What one question may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` a query may take and ``rows`` it may give; ``workers`` queries run at the same time,
    one more waits at most ``patience`` seconds for a place; each may take ``megabytes`` of memory
    (where the system can hold it to that)."""

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 2
    patience: float = 2.0
    megabytes: int = 4096
    query_bytes: int = 1_000_000
