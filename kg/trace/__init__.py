"""Room 7: what only the whole graph shows: lineage between documents, likeness between tasks."""

from kg.trace.making import TraceReport, write_trace

__all__ = ["TraceReport", "write_trace"]
