"""What one reading of the graph may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` a reading may take (a page has one or two) and ``rows`` a query may give; ``workers``
    readings run at the same time, each in at most ``megabytes`` of memory (where the system can hold it to
    that). One more waits for a place: a program's query ``patience`` seconds, since a program tries again
    by itself; a person's page ``page_patience``, about as long as people wait for a page."""

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 2
    patience: float = 2.0
    page_patience: float = 10.0
    megabytes: int = 4096
    query_bytes: int = 1_000_000
