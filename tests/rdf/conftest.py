"""A notice of an invented county and the plan that it promulgates, as records made by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from kg import corpus, pipeline
from kg.model import (
    Agency,
    Assignment,
    Citation,
    Deadline,
    Document,
    DocumentFacts,
    Party,
    Place,
    Section,
    SourceFacts,
    SourceText,
    Span,
    Task,
    Work,
)
from kg.rdf import Iris

COUNTRY = Place("100000", "全国", "national")
PROVINCE = Place("990000", "云岭省", "provincial")
CITY = Place("990100", "青屏市", "municipal", ("云岭省",))
COUNTY = Place("990121", "白石县", "county", ("云岭省", "青屏市"))
PLACES = (COUNTRY, PROVINCE, CITY, COUNTY)

TEXT = """白石县人民政府办公室关于印发2093年政务公开工作要点的通知
白政办〔2093〕7号
各乡镇人民政府：
现将《2093年政务公开工作要点》印发给你们。
白石县人民政府办公室
2093年4月3日
2093年政务公开工作要点
根据《政务公开条例》，落实《云岭省政务公开"十大"要点》（云政办发〔2093〕2号），制定本要点。
一、公开预算
县财政局牵头，县教育局配合，8月底前公开；每年至少2次。县政府办监督。
二、及时公开
"""

SHA256 = "0123456789abcdef" * 4


def span(words: str, nth: int = 0) -> Span:
    """The place of the words in the text, the nth time that they come."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


OFFICE = Agency("白石县人民政府办公室", "白石县人民政府办公室", "office", None, COUNTY, "county")
TOWNSHIPS = Agency("各乡镇人民政府", None, "collective", None, COUNTY, "township")
FINANCE = Agency("县财政局", "白石县财政局", "department", "财政", COUNTY, "county")
EDUCATION = Agency("县教育局", None, "department", None, None, None)
OFFICE_SHORT = Agency("县政府办", "白石县人民政府办公室", "office", None, COUNTY, "county")

NOTICE = DocumentFacts(
    document=Document(
        key="D1",
        span=Span(0, TEXT.index("2093年政务公开工作要点\n根据")),
        title="白石县人民政府办公室关于印发2093年政务公开工作要点的通知",
        title_span=span("白石县人民政府办公室关于印发2093年政务公开工作要点的通知"),
        genre="通知",
        number="白政办〔2093〕7号",
        number_span=span("白政办〔2093〕7号"),
        issuers=(span("白石县人民政府办公室", 1),),
        issued=date(2093, 4, 3),
        published=date(2093, 4, 6),
        disclosure="主动公开",
        promulgates=("D2",),
    ),
    place=COUNTY,
    level="county",
    parties=(
        Party("D1", "issuer", "白石县人民政府办公室", span("白石县人民政府办公室", 1)),
        Party("D1", "addressee", "各乡镇人民政府", span("各乡镇人民政府")),
    ),
    agencies={"白石县人民政府办公室": OFFICE, "各乡镇人民政府": TOWNSHIPS},
)

BASIS = Citation("D2", "", "政务公开条例", None, "第三条", "basis", "根据", span("《政务公开条例》"))
HIGHER = Citation(
    "D2", "", '云岭省政务公开"十大"要点', "云政办发〔2093〕2号", None, "implements", "落实",
    span('《云岭省政务公开"十大"要点》'),
)  # fmt: skip

BUDGET = Task(
    key="T1",
    document="D2",
    section="一",
    heading="公开预算",
    text="县财政局牵头，县教育局配合，8月底前公开；每年至少2次。县政府办监督。",
    kind="article",
    spans=(span("县财政局牵头，县教育局配合，8月底前公开；每年至少2次。县政府办监督。"),),
    assignments=(
        Assignment("lead", "县财政局", span("县财政局")),
        Assignment("cooperate", "县教育局", span("县教育局")),
        Assignment("supervise", "县政府办", span("县政府办"), inherited=True),
    ),
    deadlines=(
        Deadline("8月底前", "by", "2093-08-31", date(2093, 8, 31), span("8月底前")),
        Deadline("每年至少2次", "recurring", "P1Y", None, span("每年至少2次"), times=2),
    ),
)
PROMPT = Task(
    key="T2",
    document="D2",
    section="二",
    heading=None,
    text="及时公开",
    kind="article",
    spans=(span("及时公开"),),
    deadlines=(Deadline("及时公开", "prompt", None, None, span("及时公开")),),
)

PLAN = DocumentFacts(
    document=Document(
        key="D2",
        span=Span(TEXT.index("2093年政务公开工作要点\n根据"), len(TEXT)),
        title="2093年政务公开工作要点",
        title_span=span("2093年政务公开工作要点", 2),
        genre="要点",
        part_of="D1",
        sections=(
            Section("一", 1, None, span("公开预算"), BUDGET.spans, Span(span("一、").start, span("二、").start)),
            Section("二", 1, None, None, (span("及时公开"),), Span(span("二、").start, len(TEXT))),
        ),
    ),
    place=COUNTY,
    level="county",
    citations=(BASIS, HIGHER),
    tasks=(BUDGET, PROMPT),
    agencies={"县财政局": FINANCE, "县教育局": EDUCATION, "县政府办": OFFICE_SHORT},
    works={
        BASIS: Work("政务公开条例", None, None, None, None, "国务院", "national", COUNTRY),
        HIGHER: Work(
            '云岭省政务公开"十大"要点', "云政办发〔2093〕2号", "云政办发", 2093, 2,
            "云岭省人民政府办公厅", "provincial", PROVINCE,
        ),
    },
)  # fmt: skip

FACTS = SourceFacts(
    source=SourceText("通知/白石.txt", TEXT, SHA256, "text/plain", "utf-8"),
    documents=(NOTICE, PLAN),
    page=(("发文机关", "白石县\n人民政府办公室"),),
)


@dataclass(frozen=True)
class Records:
    facts: SourceFacts = FACTS
    places: tuple[Place, ...] = PLACES
    iris: Iris = field(default_factory=Iris)


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture(scope="session")
def sample() -> list[SourceFacts]:
    """The facts of the sample corpus."""
    folder = Path(__file__).resolve().parents[2] / "sample"
    return [pipeline.facts(corpus.read(path, name)) for name, path in corpus.files([folder])]
