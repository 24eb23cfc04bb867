"""What a graph was built from: kept beside the store, in the same generation."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.model import Place

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One source of the graph: the name it goes by, the version of the extraction that read it, and
    the places it names that the table of divisions does not have."""

    name: str
    reader: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file could not be read, and the version of the extraction that said so."""

    reader: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` maps each file's name to the hash of its bytes, ``sources`` each hash to what was read,
    ``refused`` to why nothing was; ``vocabulary`` is the version of the ontology and the divisions,
    ``townships`` the codes of the divisions whose townships stand in the graph."""

    base: str
    vocabulary: str = ""
    files: dict[str, str] = field(default_factory=dict)
    sources: dict[str, SourceRecord] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    townships: tuple[str, ...] = ()


def primary_names(files: dict[str, str]) -> dict[str, str]:
    """Hash to name: files of the same content are one source, by the first of their names."""
    return {sha256: name for name, sha256 in sorted(files.items(), reverse=True)}


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; ValueError where it has none that can be read."""
    try:
        content = json.loads((generation / NAME).read_text("utf-8"))
        sources = {
            sha256: SourceRecord(
                record["name"],
                record["reader"],
                tuple(Place(**(place | {"parents": tuple(place["parents"])})) for place in record["places"]),
            )
            for sha256, record in content["sources"].items()
        }
        refused = {sha256: Refusal(**refusal) for sha256, refusal in content["refused"].items()}
        towns = tuple(content.get("townships", ()))
        return Manifest(content["base"], content["vocabulary"], content["files"], sources, refused, towns)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{generation / NAME} can't be read") from error


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest; the same one gives the same bytes."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (generation / NAME).write_text(text + "\n", "utf-8")
