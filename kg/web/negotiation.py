"""Content negotiation (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of ``offered`` that an Accept header likes best, the earlier one where it likes two
    alike; None where it takes none of them. An empty header takes anything."""
    ranges = [found for part in accept.split(",") if (found := _range(part))]
    if not ranges:
        return offered[0]
    liked = [(_quality(offer, ranges), offer) for offer in offered]
    best = max(quality for quality, _ in liked)
    return next(offer for quality, offer in liked if quality == best) if best > 0 else None


def _range(part: str) -> tuple[str, float] | None:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    if media == "*":  # sent by old Java clients
        media = "*/*"
    if media.count("/") != 1:
        return None
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return media, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return media, 0.0


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """What the most special range that covers the offer says."""
    for pattern in (offer, offer.split("/", maxsplit=1)[0] + "/*", "*/*"):
        found = [quality for media, quality in ranges if media == pattern]
        if found:
            return max(found)
    return 0.0
