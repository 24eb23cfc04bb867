"""A graph of invented documents: a province, a city and two counties that are on no map, in 2093.

The records are written with the product's own writer, so that the queries are tested on the graph's
real shape.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from kg.model import (
    Agency,
    AgencyKind,
    Assignment,
    Citation,
    Deadline,
    Document,
    DocumentFacts,
    Level,
    Party,
    Place,
    Relation,
    Role,
    Section,
    SourceFacts,
    SourceText,
    Span,
    Task,
    Work,
)
from kg.rdf import Iris, agency_quads, place_quads, source_quads, stored_rows, vocabulary_quads, work_quads
from kg.rdf.entailment import entailment_quads
from kg.rdf.namespaces import concept, skos
from kg.shared import bodies_above
from kg.sparql.folder import new_generation
from kg.trace import write_trace

PROVINCE = Place("980000", "云海省", "provincial")
CITY = Place("980100", "澜川市", "municipal", ("云海省",))
COUNTY = Place("980121", "青屏县", "county", ("云海省", "澜川市"))
OTHER = Place("980122", "白沙县", "county", ("云海省", "澜川市"))
IRIS = Iris()

COUNTY_TEXT = """青屏县人民政府办公室关于印发《2093年营商环境工作要点》的通知
青府办〔2093〕7号
各乡镇人民政府，县级有关部门：
现将《2093年营商环境工作要点》印发给你们，请认真贯彻执行。
青屏县人民政府办公室
2093年3月1日
抄送：县委办公室
2093年营商环境工作要点
一、落实《澜川市优化营商环境若干措施》（澜府发〔2093〕3号），根据《云海省营商环境条例》制定本要点。
（一）清理证明事项。县司法局牵头，县发改局、县财政局配合，于2093年6月底前完成清理。
（二）压缩办理时限。县行政审批局、县发改局负责，收到申请之日起5个工作日内办结。
二、公开与监督
（三）公开办事指南。每季度更新1次，县政府办监督，县司法局负责。
（四）开展培训。各乡镇人民政府组织|学习“一件事”清单。
"""
CITY_TEXT = """澜川市人民政府关于优化营商环境若干措施的意见
澜府发〔2093〕3号
各县人民政府：
一、贯彻国务院有关部署，落实《国务院关于一件事的指导意见》（国发〔2092〕9号）。
1. 清理证明事项。市司法局牵头，2093年9月30日前完成。
2. 市发展改革委、市司法局负责，长期坚持。
澜川市人民政府
2093年1月15日
"""
OTHER_TEXT = """白沙县人民政府关于营商环境的实施方案
各有关单位：
根据《云海省营商环境条例》，县司法局负责清理证明事项，2093年12月底前完成。
由县优化办会同县司法局开展检查。
检查结果及时公开。
"""


class _Source:
    """Builds the facts of one text; spans are found by what they quote."""

    def __init__(self, name: str, text: str) -> None:
        self.text = SourceText(name, text, sha256(text.encode()).hexdigest(), "text/plain", "utf-8")

    def at(self, quote: str, after: str = "") -> Span:
        start = self.text.text.index(quote, self.text.text.index(after))
        return Span(start, start + len(quote))

    def party(self, document: str, role: str, name: str, printed: str | None = None) -> Party:
        return Party(document, role, name, self.at(printed or name))  # type: ignore[arg-type]

    def task(
        self, key: str, document: str, section: str, heading: str | None, text: str, **parts: tuple
    ) -> Task:
        return Task(
            key, document, section, heading, text, parts.pop("kind", "article"), (self.at(text),),  # type: ignore[arg-type]
            tuple(self.assignment(text, *a) for a in parts.get("who", ())),
            tuple(self.deadline(text, *d) for d in parts.get("when", ())),
        )  # fmt: skip

    def assignment(self, text: str, role: Role, name: str, inherited: bool = False) -> Assignment:
        return Assignment(role, name, self.at(name, "" if inherited else text), inherited)

    def deadline(self, text: str, expression: str, kind: str, value: str | None, due: date | None = None,
                 **more: object) -> Deadline:  # fmt: skip
        return Deadline(expression, kind, value, due, self.at(expression, text), **more)  # type: ignore[arg-type]

    def citation(self, document: str, section: str, title: str, number: str | None, relation: Relation,
                 cue: str) -> Citation:  # fmt: skip
        return Citation(document, section, title, number, None, relation, cue, self.at(f"《{title}》"))


def _agency(mention: str, name: str | None, kind: AgencyKind, place: Place | None, system: str | None = None,
            level: Level | None = None) -> tuple[str, Agency]:  # fmt: skip
    return mention, Agency(mention, name, kind, system, place, level or (place.level if place else None))


def county() -> SourceFacts:
    s = _Source("county/a.txt", COUNTY_TEXT)
    issuer = "青屏县人民政府办公室"
    places = dict(
        [
            _agency(issuer, issuer, "office", COUNTY),
            _agency("县政府办", issuer, "office", COUNTY),
            _agency("各乡镇人民政府", None, "collective", COUNTY),
            _agency("县级有关部门", None, "collective", COUNTY),
            _agency("县委办公室", "中共青屏县委办公室", "party", COUNTY),
            _agency("县司法局", "青屏县司法局", "department", COUNTY, "司法行政"),
            _agency("县发改局", "青屏县发展和改革局", "department", COUNTY, "发展改革"),
            _agency("县财政局", "青屏县财政局", "department", COUNTY, "财政"),
            _agency("县行政审批局", "青屏县行政审批局", "department", COUNTY, "行政审批"),
        ]
    )
    number = "青府办〔2093〕7号"
    notice = Document(
        "D1", Span(0, s.at("2093年营商环境工作要点\n一").start),
        "青屏县人民政府办公室关于印发《2093年营商环境工作要点》的通知",
        s.at("青屏县人民政府办公室关于印发《2093年营商环境工作要点》的通知"), "通知",
        number, s.at(number), (s.at(issuer + "\n"),), date(2093, 3, 1), s.at("2093年3月1日"), date(2093, 3, 4),
        disclosure="主动公开", promulgates=("D2",),
    )  # fmt: skip
    body = s.at("2093年营商环境工作要点\n一")
    points = Document(
        "D2", Span(body.start, len(COUNTY_TEXT)), "2093年营商环境工作要点",
        Span(body.start, body.start + 12), "要点", issued=date(2093, 3, 1), part_of="D1",
        sections=(
            Section("一", 1, None, None, (s.at("落实《澜川市"),), s.at("一、落实")),
            Section("一/（一）", 2, 0, s.at("清理证明事项。"), (), s.at("（一）清理证明事项。")),
            Section("一/（二）", 2, 0, s.at("压缩办理时限。"), (), s.at("（二）压缩办理时限。")),
            Section("二", 1, None, s.at("公开与监督"), (), s.at("二、公开与监督")),
            Section("二/（三）", 2, 3, s.at("公开办事指南。"), (), s.at("（三）公开办事指南。")),
        ),
    )  # fmt: skip
    cited = (
        s.citation("D2", "一", "澜川市优化营商环境若干措施", "澜府发〔2093〕3号", "implements", "落实"),
        s.citation("D2", "一", "云海省营商环境条例", None, "basis", "根据"),
    )
    tasks = (
        s.task("T1", "D2", "一/（一）", "清理证明事项。", "县司法局牵头，县发改局、县财政局配合，于2093年6月底前完成清理。",
               who=(("lead", "县司法局"), ("cooperate", "县发改局"), ("cooperate", "县财政局")),
               when=(("2093年6月底前", "by", "2093-06-30", date(2093, 6, 30)),)),
        s.task("T2", "D2", "一/（二）", "压缩办理时限。", "县行政审批局、县发改局负责，收到申请之日起5个工作日内办结。",
               who=(("responsible", "县行政审批局"), ("responsible", "县发改局")),
               when=(("5个工作日内", "within", "P5D"),)),
        s.task("T3", "D2", "二/（三）", "公开办事指南。", "每季度更新1次，县政府办监督，县司法局负责。",
               who=(("supervise", "县政府办"), ("responsible", "县司法局"), ("responsible", "县司法局", True)),
               when=(("每季度更新1次", "recurring", "P3M"),)),
        s.task("T4", "D2", "二/（四）", "开展培训。", "各乡镇人民政府组织|学习“一件事”清单。", kind="table_row",
               who=(("responsible", "各乡镇人民政府", True),)),
    )  # fmt: skip
    parties = (
        s.party("D1", "addressee", "各乡镇人民政府"),
        s.party("D1", "addressee", "县级有关部门"),
        s.party("D1", "issuer", issuer),
        s.party("D1", "copied_to", "县委办公室"),
    )
    works = {
        cited[0]: Work(
            "澜川市优化营商环境若干措施",
            "澜府发〔2093〕3号",
            "澜府发",
            2093,
            3,
            "澜川市人民政府",
            "municipal",
            CITY,
        ),
        cited[1]: Work("云海省营商环境条例", None, None, None, None, None, "provincial", PROVINCE),
    }
    return SourceFacts(
        s.text,
        (
            DocumentFacts(notice, COUNTY, "county", parties, agencies=places),
            DocumentFacts(
                points, COUNTY, "county", (s.party("D2", "issuer", issuer),), cited, tasks, places, works
            ),
        ),
        (("索引号", "QP-2093-7"),),
    )


def city() -> SourceFacts:
    s = _Source("city/b.txt", CITY_TEXT)
    names = dict(
        [
            _agency("澜川市人民政府", "澜川市人民政府", "government", CITY),
            _agency("各县人民政府", None, "collective", CITY),
            _agency("市司法局", "澜川市司法局", "department", CITY, "司法行政"),
            _agency("市发展改革委", "澜川市发展和改革委员会", "department", CITY, "发展改革"),
        ]
    )
    title, number = "澜川市人民政府关于优化营商环境若干措施的意见", "澜府发〔2093〕3号"
    printed = Document(
        "D1", Span(0, len(CITY_TEXT)), title, s.at(title), "意见", number, s.at(number),
        (s.at("澜川市人民政府\n"),), date(2093, 1, 15), s.at("2093年1月15日"),
    )  # fmt: skip
    cited = s.citation("D1", "一", "国务院关于一件事的指导意见", "国发〔2092〕9号", "implements", "落实")
    tasks = (
        s.task("T1", "D1", "一/1", "清理证明事项。", "市司法局牵头，2093年9月30日前完成。",
               who=(("lead", "市司法局"),), when=(("2093年9月30日前", "by", "2093-09-30", date(2093, 9, 30)),)),
        s.task("T2", "D1", "一/2", None, "市发展改革委、市司法局负责，长期坚持。",
               who=(("lead", "市发展改革委"), ("lead", "市司法局")), when=(("长期坚持", "ongoing", None),)),
    )  # fmt: skip
    parties = (s.party("D1", "addressee", "各县人民政府"), s.party("D1", "issuer", "澜川市人民政府"))
    work = Work("国务院关于一件事的指导意见", "国发〔2092〕9号", "国发", 2092, 9, "国务院", "national", None)
    return SourceFacts(
        s.text, (DocumentFacts(printed, CITY, "municipal", parties, (cited,), tasks, names, {cited: work}),)
    )


def other() -> SourceFacts:
    """A county whose 县司法局 and 县优化办 stay open: the printed name means another body here."""
    s = _Source("county/c.txt", OTHER_TEXT)
    names = dict(
        [
            _agency("白沙县人民政府", "白沙县人民政府", "government", OTHER),
            _agency("各有关单位", None, "collective", OTHER),
            _agency("县司法局", None, "department", OTHER, "司法行政"),
            _agency("县优化办", None, "office", None),
        ]
    )
    title = "白沙县人民政府关于营商环境的实施方案"
    printed = Document("D1", Span(0, len(OTHER_TEXT)), title, s.at(title), "方案")
    cited = s.citation("D1", "", "云海省营商环境条例", None, "basis", "根据")
    first, second = "县司法局负责清理证明事项，2093年12月底前完成。", "由县优化办会同县司法局开展检查。"
    third = "检查结果及时公开。"
    tasks = (
        s.task("T1", "D1", "", None, first, who=(("responsible", "县司法局"),),
               when=(("2093年12月底前", "by", "2093-12-31", date(2093, 12, 31)),)),
        s.task("T2", "D1", "", None, second, who=(("lead", "县优化办"), ("cooperate", "县司法局"), ("lead", "县司法局"))),
        s.task("T3", "D1", "", None, third, when=(("及时公开", "prompt", None),)),
    )  # fmt: skip
    work = Work("云海省营商环境条例", None, None, None, None, None, "provincial", PROVINCE)
    parties = (s.party("D1", "addressee", "各有关单位"), s.party("D1", "issuer", "白沙县人民政府"))
    return SourceFacts(
        s.text, (DocumentFacts(printed, OTHER, "county", parties, (cited,), tasks, names, {cited: work}),)
    )


def systems() -> bytes:
    """The lines of work that the invented bodies belong to."""
    graph = IRIS.graph("ontology")
    words = ("司法行政", "发展改革", "财政", "行政审批")
    return "".join(
        f'<{concept("system", word)}> <{skos.notation}> "{word}" <{graph}> .\n' for word in words
    ).encode()


def quads() -> bytes:
    """The asserted statements of the whole graph as N-Quads, without the works."""
    facts = [city(), county(), other()]
    parts = [vocabulary_quads(IRIS), systems(), place_quads([PROVINCE, CITY, COUNTY, OTHER], IRIS)]
    parts += [source_quads(f, IRIS) + agency_quads(f, IRIS) for f in facts]
    return b"".join(parts)


def build(folder: Path) -> Path:
    """The invented graph in a folder."""
    from pyoxigraph import RdfFormat

    with new_generation(folder) as generation:
        generation.store.bulk_load(quads(), RdfFormat.N_QUADS)
        above = bodies_above(generation.store, [PROVINCE, CITY, COUNTY, OTHER], IRIS)
        generation.store.load(above, RdfFormat.N_QUADS)
        works = work_quads(stored_rows(generation.store), IRIS)
        generation.store.bulk_load(works, RdfFormat.N_QUADS)
        write_trace(generation.store, IRIS)
        generation.entail(b"".join(entailment_quads(generation.store, IRIS)))
    return folder
