from __future__ import annotations

import pytest

from kg.rdf.namespaces import NAMESPACES, concept, eli, gw


def test_a_term_is_an_iri() -> None:
    assert gw.ledBy == "https://w3id.org/gongwen/ontology#ledBy"
    assert eli.based_on == "http://data.europa.eu/eli/ontology#based_on"
    assert concept("role", "lead") == "https://w3id.org/gongwen/ontology#role-lead"


@pytest.mark.parametrize("term", ["leadBy", "LedBy", "ledby", "_terms2", "implements"])
def test_a_typo_raises(term: str) -> None:
    with pytest.raises(AttributeError, match=term):
        getattr(gw, term)


def test_the_deprecated_property_of_eli_is_not_there() -> None:
    assert "implements" not in set(eli)


def test_each_prefix_and_each_base_is_used_once() -> None:
    assert len({str(space) for space in NAMESPACES.values()}) == len(NAMESPACES)
