"""Who stands above a body, and who a collective is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ground import find_place, ground_agency, link_bodies, national_agency, reforms_of
from kg.ground.chains import usual_body
from kg.ground.members import members_of
from kg.ground.places import divisions
from kg.ground.systems import systems, usual_name, verticals
from kg.model import Agency, Members, Place


def place(name: str) -> Place:
    found = find_place(name)
    assert found is not None, name
    return found


def body(where: str | None, printed: str) -> Agency:
    home = place(where) if where else None
    return ground_agency(printed, home, home.level if home else "national")


def walk(where: str | None, printed: str, link: str, held: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The names above a body by one kind of link, nearest first."""
    bodies = {"start": body(where, printed)} | {f"held {b}": body(a, b) for a, b in held}
    chains = link_bodies(bodies, lambda b: b.name or "")
    above = {low: high for low, kind, high in chains.links if kind == link}
    names, at = [], "start"
    while at in above:
        at = above[at]
        names.append(bodies[at].name if at in bodies else at)
    return names


@pytest.mark.parametrize(
    ("where", "printed", "link", "above", "reason"),
    [
        ("宣汉县", "县发改局", "government", ["宣汉县人民政府", "达州市人民政府", "四川省人民政府", "国务院"], "a county's"),
        ("宣汉县", "县发改局", "counterpart",
         ["达州市发展和改革委员会", "四川省发展和改革委员会", "国家发展和改革委员会"], "no document of the city is needed"),
        ("垫江县", "县教委", "counterpart", ["重庆市教育委员会", "教育部"], "a municipality has no prefectures, and a 教委"),
        ("垫江县", "县政府", "government", ["重庆市人民政府", "国务院"], "a county under a municipality"),
        ("南京市鼓楼区", "区教育局", "government",
         ["南京市鼓楼区人民政府", "南京市人民政府", "江苏省人民政府", "国务院"], "a district bears its city's name"),
        ("宣汉县", "君塘镇人民政府", "government",
         ["宣汉县人民政府", "达州市人民政府", "四川省人民政府", "国务院"], "a township"),
        ("张家界市", "张家界高新区管委会", "government", ["张家界市人民政府", "湖南省人民政府", "国务院"], "a zone is no division"),
        ("宣汉县", "县政府办", "counterpart",
         ["达州市人民政府办公室", "四川省人民政府办公厅", "国务院办公厅"], "general offices answer to each other"),
        ("宣汉县", "县委宣传部", "party",
         ["中共宣汉县委员会", "中共达州市委员会", "中共四川省委员会", "中国共产党中央委员会"], "a Party organ has no government"),
        ("宣汉县", "县委宣传部", "government", [], "a Party organ has no government"),
        ("宣汉县", "县委网信办", "counterpart",
         ["中共达州市委网络安全和信息化委员会办公室", "中共四川省委网络安全和信息化委员会办公室",
          "中共中央网络安全和信息化委员会办公室"], "a Party line"),
        ("宣汉县", "县税务局", "vertical",
         ["国家税务总局达州市税务局", "国家税务总局四川省税务局", "国家税务总局"], "tax is directed from above"),
        ("宣汉县", "县税务局", "government", [], "and belongs to no local government"),
        ("宣汉县", "县生态环境局", "vertical", ["达州市生态环境局", "四川省生态环境厅"], "environment up to the province"),
        ("宣汉县", "县生态环境局", "government", [], "a county's environment bureau is the city's branch"),
        ("达州市", "市生态环境局", "government", ["达州市人民政府", "四川省人民政府", "国务院"], "a city's belongs to both"),
        ("宣汉县", "县环保局", "government",
         ["宣汉县人民政府", "达州市人民政府", "四川省人民政府", "国务院"], "before the reform it was the county's own"),
        ("宜昌市", "宜昌海关", "vertical", ["海关总署"], "customs know no provinces"),
        ("宣汉县", "县公安局交警大队", "part", ["宣汉县公安局"], "a unit is told by its own name"),
        ("南京市鼓楼区", "市公安局鼓楼分局", "counterpart",
         ["南京市公安局", "江苏省公安厅", "公安部"], "a branch stands below the bureau it is of"),
        ("宣汉县", "县法院", "counterpart", ["达州市中级人民法院", "四川省高级人民法院", "最高人民法院"], "courts"),
        ("宣汉县", "县疾控中心", "counterpart",
         ["达州市卫生健康委员会", "四川省卫生健康委员会", "国家卫生健康委员会"], "an institution looks to its line's department"),
        ("宣汉县", "县金融办", "government",
         ["宣汉县人民政府", "达州市人民政府", "四川省人民政府", "国务院"], "its own name need not be known"),
        ("云泽省", "省教育厅", "counterpart", ["教育部"], "a province that no table has"),
        ("霜溪县", "县教育局", "government", ["霜溪县人民政府"], "above a county of unknown province nothing is told"),
        ("宣汉县", "各乡镇人民政府", "government", [], "a collective stands below no one"),
        ("宣汉县", "县供电公司", "government", [], "nor does a company"),
        (None, "国务院扶贫办", "government", ["国务院"], "a national body"),
        (None, "国务院", "government", [], "the top"),
    ],
)  # fmt: skip
def test_what_stands_above(where, printed, link, above, reason):
    assert walk(where, printed, link) == above, reason


@pytest.mark.parametrize(
    ("printed", "held", "above", "reason"),
    [
        (
            "县工信局",
            "市经信局",
            "达州市经济和信息化局",
            "a body that a document names goes before the usual one",
        ),
        ("县文广旅局", "市文广旅局", "达州市文化广电和旅游局", "called as the lower one is"),
        (
            "县农业农村局",
            "市畜牧兽医局",
            "达州市农业农村局",
            "another department of the line is not the line's",
        ),
        ("县教育局", "市教师发展中心", "达州市教育局", "nor is an institution"),
    ],
)
def test_a_held_body_of_the_line_is_the_counterpart(printed, held, above, reason):
    assert walk("宣汉县", printed, "counterpart", (("达州市", held),))[0] == above, reason


def test_a_name_of_several_places_has_nothing_above():
    agency = ground_agency("鼓楼区教育局", None, None)
    assert agency.place is not None
    assert link_bodies({"a": agency}, lambda b: b.name or "").links == frozenset()


def test_bodies_that_documents_name_are_not_derived():
    bodies = {"a": body("宣汉县", "县民政局"), "b": body("达州市", "市民政局")}
    chains = link_bodies(bodies, lambda b: b.name or "")
    assert ("a", "counterpart", "b") in chains.links
    assert "达州市民政局" not in chains.derived
    assert chains.derived["四川省民政厅"][1] == "usual_name"
    assert chains.derived["宣汉县人民政府"][1] == "division"


@given(
    st.lists(
        st.sampled_from(
            ["县民政局", "县税务局", "县委办", "各乡镇", "县公安局交警大队", "市民政局", "国务院", "省民政厅"]
        )
    ),
    st.randoms(),
)
def test_the_order_of_the_bodies_does_not_matter(printed, chance):
    bodies = [(name, body("宣汉县", name)) for name in dict.fromkeys(printed)]
    shuffled = bodies.copy()
    chance.shuffle(shuffled)
    one, other = (link_bodies(dict(b), lambda b: b.name or "") for b in (bodies, shuffled))
    assert (one.links, dict(one.derived)) == (other.links, dict(other.derived))


@given(st.sampled_from(sorted(divisions(), key=lambda p: p.code)), st.sampled_from(sorted(systems())))
def test_every_chain_of_government_ends_at_the_state_council(home, system):
    department = usual_body(system, home)
    if department is None or department.kind != "department":
        return
    chains = link_bodies({"start": department}, lambda b: b.name or "")
    above = {low: high for low, kind, high in chains.links if kind in ("government", "vertical")}
    at, steps = "start", 0
    while at in above:
        at, steps = above[at], steps + 1
        assert steps < 9
    assert at == "国务院"


def test_the_tables_of_chains_name_what_is_known():
    for rule in verticals():
        assert rule.system in systems()
        assert rule.national is None or national_agency(rule.national).level == "national"
    for system in systems().values():
        assert system.national is None or national_agency(system.national)
    assert usual_name("教育", "重庆市", "provincial") == "教育委员会"
    assert usual_name("教育", "四川省", "provincial") == "教育厅"


@pytest.mark.parametrize(
    ("name", "after", "reason"),
    [
        ("国务院扶贫开发领导小组办公室", "农业农村部", "over 国家乡村振兴局"),
        ("农业部", "农业农村部", "renamed in 2018"),
        ("国家工商行政管理总局", "国家市场监督管理总局", "merged in 2018"),
        ("国家海洋局", "自然资源部", "its duties went to several"),
        ("卫生部", "国家卫生健康委员会", "over two reforms"),
    ],
)
def test_a_body_can_be_followed_through_the_reforms(name, after, reason):
    assert any(after in reform.after for reform in reforms_of([name])), reason
    assert any(name in reform.before for reform in reforms_of([after])), "and back"


def test_reforms_say_when_and_how():
    (merger,) = [r for r in reforms_of(["国家乡村振兴局"]) if "国家乡村振兴局" in r.before]
    assert (merger.year, merger.kind, str(merger.day)) == (2023, "merger", "2023-03-10")
    (founded,) = reforms_of(["退役军人事务部"])
    assert (founded.year, founded.kind, founded.before) == (2018, "founding", ())
    assert reforms_of(["审计署"]) == ()


GOVERNMENTS = {
    level: Members("government", (level,)) for level in ("provincial", "municipal", "county", "township")
}


@pytest.mark.parametrize(
    ("where", "printed", "members", "reason"),
    [
        ("宣汉县", "各乡镇人民政府", Members("government", ("township",), ("乡", "镇")), "no subdistricts"),
        ("宣汉县", "各乡镇（街道）", GOVERNMENTS["township"], "all"),
        ("宣汉县", "街道办事处", Members("government", ("township",), ("街道",)), "subdistricts alone"),
        ("宣汉县", "各乡镇党委", Members("party", ("township",), ("乡", "镇")), "Party committees"),
        ("张家界市", "各区县人民政府", GOVERNMENTS["county"], "a city's counties, whatever they are called"),
        ("张家界市", "各区人民政府", Members("government", ("county",), ("区",)), "its districts"),
        ("江苏省", "各设区市人民政府", GOVERNMENTS["municipal"], "cities with districts"),
        ("江苏省", "各县（市、区）", GOVERNMENTS["county"], "here 市 is a county's"),
        (
            "江苏省",
            "各市、县（市、区）人民政府",
            Members("government", ("municipal", "county")),
            "and here both",
        ),
        ("重庆市", "各区县（自治县）人民政府", GOVERNMENTS["county"], "a municipality"),
        ("内蒙古自治区", "各盟行政公署、市人民政府", GOVERNMENTS["municipal"], "leagues"),
        (None, "各省、自治区、直辖市人民政府", GOVERNMENTS["provincial"], "the whole country"),
        ("宣汉县", "相关乡镇", None, "which of them is not said"),
        ("宣汉县", "县级有关部门（单位）", None, "no table lists a county's departments"),
        ("江苏省", "各级人民政府", None, "no level is said"),
        ("宣汉县", "各市人民政府", None, "nothing of that level lies in a county"),
    ],
)
def test_who_a_collective_is(where, printed, members, reason):
    home = place(where) if where else None
    assert members_of(printed, home, home.level if home else "national") == members, reason


@given(st.text(alphabet="各级省市县区旗乡镇街道人民政府党委（）、，和有关部门自治州设的", max_size=20))
def test_any_collective_is_read_without_an_error(printed):
    found = members_of(printed, place("宣汉县"), "county")
    assert found is None or found.levels == ("township",)
