"""What a page may cost: a reading that takes too long is ended, and the server goes on answering."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from kg.web import Limits
from kg.web import site as kept
from kg.web.pages import entities, pictures
from kg.web.reader import Reader
from kg.web.search import Index, write_index
from kg.web.site import Site

TITLES = "/questions/documents"
# no LIMIT ends it early: four unbound triples over some forty thousand
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (STR(?a) = STR(?l)) }"


def endless(reader: Reader, *_: object) -> int:
    return reader.number(ENDLESS)


def slow_index(reader: Reader, path: str) -> Index:
    time.sleep(6)
    return write_index(reader, path)


def faulty(reader: Reader) -> int:
    return reader.number("SELECT ?a ?b { ?a ?b ?c } LIMIT 2")


def get(url, language="zh"):
    return requests.get(url, headers={"Accept": "text/html"}, cookies={"language": language}, timeout=60)


@pytest.mark.parametrize("language, words", [("zh", "超过 4 秒"), ("en", "ended after 4 seconds")])
def test_a_slow_page_is_ended_with_a_clear_page(serve, sample_graph, monkeypatch, language, words):
    monkeypatch.setattr(entities, "read_entity", endless)
    with serve(sample_graph, Limits(seconds=4, workers=1)) as url:
        assert get(url + TITLES).status_code == 200
        before = time.monotonic()
        page = get(f"{url}/describe?iri=urn:x", language)
        assert time.monotonic() - before < 15
        assert page.status_code == 504
        assert words in page.text
        assert 'class="bar"' in page.text  # a page of the explorer, with its ways on
        assert get(url + TITLES).status_code == 200  # by a new process: the old one would still be busy


def test_a_slow_page_leaves_the_others_alone(serve, sample_graph, monkeypatch):
    monkeypatch.setattr(entities, "read_entity", endless)
    with serve(sample_graph, Limits(seconds=6, workers=2)) as url, ThreadPoolExecutor(1) as other:
        assert get(f"{url}/").status_code == 200
        long = other.submit(get, f"{url}/describe?iri=urn:x")
        time.sleep(0.3)
        assert get(f"{url}/query").status_code == 200
        assert get(url + TITLES).status_code == 200
        assert not long.done()
        assert long.result().status_code == 504


def test_a_page_waits_longer_for_a_place_than_a_program(serve, sample_graph, monkeypatch):
    monkeypatch.setattr(entities, "read_entity", endless)
    limits = Limits(seconds=3, workers=1, patience=0.1, page_patience=8)
    with serve(sample_graph, limits) as url, ThreadPoolExecutor(1) as other:
        get(url + TITLES)
        long = other.submit(get, f"{url}/describe?iri=urn:x")
        time.sleep(0.5)
        assert requests.get(f"{url}/sparql", {"query": "ASK {}"}, timeout=60).status_code == 503
        assert get(url + TITLES).status_code == 200
        assert long.result().status_code == 504


def test_a_page_that_finds_no_place_says_so(serve, sample_graph, monkeypatch):
    monkeypatch.setattr(entities, "read_entity", endless)
    with (
        serve(sample_graph, Limits(seconds=4, workers=1, page_patience=0.5)) as url,
        ThreadPoolExecutor(1) as other,
    ):
        get(url + TITLES)
        long = other.submit(get, f"{url}/describe?iri=urn:x")
        time.sleep(0.3)
        busy = get(url + TITLES)
        assert (busy.status_code, busy.headers.get("retry-after")) == (503, "5")
        assert "请过一会儿重新载入本页" in busy.text
        long.result()


def test_a_picture_that_fails_says_why_in_its_frame(serve, sample_graph, monkeypatch):
    monkeypatch.setattr(pictures, "draw", endless)
    with serve(sample_graph, Limits(seconds=1.5, workers=1)) as url:
        page = get(f"{url}/picture/chain?of=x&format=frame")
        assert page.status_code == 504
        assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
        assert "超过时限" in page.text
        assert "<nav" not in page.text


def test_the_first_page_waits_for_no_count_and_search_says_that_it_is_coming(
    serve, sample_graph, monkeypatch
):
    monkeypatch.setattr(kept, "write_index", slow_index)
    monkeypatch.setattr(kept, "read_overview", endless)
    with serve(sample_graph) as url:
        before = time.monotonic()
        start, search = get(f"{url}/"), get(f"{url}/search?q=材料", "en")
        assert time.monotonic() - before < 8  # both wait a second; labels wait for a process to start
        assert start.status_code == 200
        assert 'id="counts" data-pending' in start.text
        assert "/questions/overdue" in start.text  # the ways in are there
        assert search.status_code == 503
        assert search.headers["retry-after"]
        assert '<a href="/search?q=' in search.text  # to try again
        assert "The search index" in search.text
        assert get(f"{url}/complete?q=材料").status_code == 503


def test_search_is_there_once_the_index_is(serve, sample_graph, monkeypatch):
    monkeypatch.setattr(kept, "write_index", slow_index)
    with serve(sample_graph) as url:
        assert get(f"{url}/search?q=材料").status_code == 503
        while get(f"{url}/search").status_code == 503:
            pass
        found = get(f"{url}/search?q=材料")
        assert "data-pending" not in found.text
        assert 'id="h-task"' in found.text


def test_memory_that_runs_out_and_faults_are_told_apart(sample_graph):
    site = Site(sample_graph, Limits(workers=1))
    try:
        with pytest.raises(Exception, match="ValueError"):
            site.ask(faulty)
        assert site.ask(Reader.number, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") > 0
    finally:
        site.close()
