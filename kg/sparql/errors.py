"""What can go wrong when a graph is opened, asked or written; each message is one clear sentence."""

from __future__ import annotations


class GraphError(Exception):
    """A graph that can't be opened, read or written."""


class QueryError(GraphError):
    """A query or a parameter that can't be answered as it stands."""


class RefusedQuery(QueryError):  # noqa: N818 - what it is, not that it failed
    """A query that asks for what is not done here: a change, a call to another server."""
