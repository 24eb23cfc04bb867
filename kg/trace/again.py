"""The trace of a graph folder, made again."""

from __future__ import annotations

from pathlib import Path

from kg.manifest import read_manifest, write_manifest
from kg.rdf import Iris, entailment_quads
from kg.sparql.errors import GraphError
from kg.sparql.folder import current_generation, new_generation
from kg.trace.making import TraceReport, write_trace


def retrace(folder: str | Path) -> TraceReport:
    """Drop the derived statements of the graph in a folder and make them again, as a new generation
    that is put in the place of the last at the end. GraphError where the folder is no graph, or can't
    be written."""
    try:
        manifest = read_manifest(current_generation(folder))
    except ValueError as error:
        raise GraphError(f"{error}; build into a new folder") from error
    iris = Iris(manifest.base)
    try:
        with new_generation(folder) as generation:
            report = write_trace(generation.store, iris)
            generation.entail(b"".join(entailment_quads(generation.store, iris)))
            write_manifest(generation.path, manifest)
            return report
    except OSError as error:
        raise GraphError(f"the graph in {folder} can't be written: {error.strerror or error}") from error
