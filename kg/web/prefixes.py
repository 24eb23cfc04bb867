"""The prefixes of our own queries, which are also those that the query page knows."""

from __future__ import annotations

from kg.rdf.namespaces import NAMESPACES

PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in NAMESPACES.items())
