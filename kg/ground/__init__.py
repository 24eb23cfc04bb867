"""Room 4: printed names → identities (divisions, agencies, cited works)."""

from kg.ground.agencies import ground_agency
from kg.ground.chains import link_bodies
from kg.ground.issuers import place_of
from kg.ground.numbers import DocumentNumber, code_issuer
from kg.ground.places import by_code, chain, divisions, find_place
from kg.ground.unlisted import join_places, settle_place
from kg.ground.works import ground_work, known_work, known_works

__all__ = [
    "DocumentNumber",
    "by_code",
    "chain",
    "code_issuer",
    "divisions",
    "find_place",
    "ground_agency",
    "ground_work",
    "join_places",
    "known_work",
    "known_works",
    "link_bodies",
    "place_of",
    "settle_place",
]
