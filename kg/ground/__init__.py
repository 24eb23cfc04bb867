"""Room 4: printed names → identities (divisions, agencies, cited works)."""

from kg.ground.agencies import additional_name, ground_agency
from kg.ground.chains import link_bodies, national_agency
from kg.ground.explain import Explanation, explain
from kg.ground.former import place_changes
from kg.ground.issuers import place_of
from kg.ground.numbers import DocumentNumber, code_issuer
from kg.ground.places import by_code, candidates, chain, divisions, find_place, townships
from kg.ground.reforms import reforms_of
from kg.ground.unlisted import join_places, settle_place
from kg.ground.works import ground_work, known_work, known_works

__all__ = [
    "DocumentNumber",
    "Explanation",
    "additional_name",
    "by_code",
    "candidates",
    "chain",
    "code_issuer",
    "divisions",
    "explain",
    "find_place",
    "ground_agency",
    "ground_work",
    "join_places",
    "known_work",
    "known_works",
    "link_bodies",
    "national_agency",
    "place_changes",
    "place_of",
    "reforms_of",
    "settle_place",
    "townships",
]
