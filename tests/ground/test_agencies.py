"""Printed names of agencies and what they stand for in a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ground import find_place, ground_agency
from kg.ground.systems import SUFFIXES, known_body, national_bodies, systems
from kg.model import Place


def place(name: str) -> Place:
    found = find_place(name)
    assert found is not None, name
    return found


# Place of the document, printed name, full name, line of work.
NAMES = [
    # a county in a province
    ("宣汉县", "县发改局", "宣汉县发展和改革局", "发展改革"),
    ("宣汉县", "县发改委", "宣汉县发展和改革委员会", "发展改革"),
    ("宣汉县", "县人社局", "宣汉县人力资源和社会保障局", "人力资源和社会保障"),
    ("宣汉县", "县农科院", "宣汉县农业科学院", "农业农村"),
    ("宣汉县", "县卫生健康委员会办公室", "宣汉县卫生健康委员会办公室", "卫生健康"),
    ("宣汉县", "宣汉产业开发区管委会", "宣汉产业开发区管理委员会", None),
    ("宣汉县", "长顺渡船有限公司", "长顺渡船有限公司", None),
    ("宣汉县", "四川农业大学", "四川农业大学", "教育"),
    ("宣汉县", "达州广播电视台", "达州广播电视台", "广播电视"),
    ("宣汉县", "达州市宣汉县生态环境分局", "达州市宣汉县生态环境分局", "生态环境"),
    ("宣汉县", "宣汉县投资（集团）有限公司", "宣汉县投资集团有限公司", None),
    ("宣汉县", "县科技局", "宣汉县科学技术局", "科技"),
    ("宣汉县", "县市场监管局", "宣汉县市场监督管理局", "市场监管"),
    ("宣汉县", "市场监管局", "宣汉县市场监督管理局", "市场监管"),
    ("宣汉县", "财政局", "宣汉县财政局", "财政"),
    ("宣汉县", "市教育局", "达州市教育局", "教育"),
    ("宣汉县", "省教育厅", "四川省教育厅", "教育"),
    ("宣汉县", "达州市宣汉生态环境局", "达州市宣汉生态环境局", "生态环境"),
    ("宣汉县", "县税务局", "国家税务总局宣汉县税务局", "税务"),
    ("宣汉县", "国家税务总局宣汉县税务局", "国家税务总局宣汉县税务局", "税务"),
    ("宣汉县", "县政府办", "宣汉县人民政府办公室", None),
    ("宣汉县", "县府办", "宣汉县人民政府办公室", None),
    ("宣汉县", "县政府", "宣汉县人民政府", None),
    ("宣汉县", "县政府督查室", "宣汉县人民政府督查室", None),
    ("宣汉县", "县委宣传部（县政府新闻办）", "中共宣汉县委宣传部", "宣传"),
    ("宣汉县", "县委网信办", "中共宣汉县委网络安全和信息化委员会办公室", "网信"),
    ("宣汉县", "中共宣汉县委办公室", "中共宣汉县委办公室", None),
    ("宣汉县", "县委编办", "中共宣汉县委机构编制委员会办公室", "机构编制"),
    ("宣汉县", "县法院", "宣汉县人民法院", "法院"),
    ("宣汉县", "市法院", "达州市中级人民法院", "法院"),
    ("宣汉县", "县检察院", "宣汉县人民检察院", "检察院"),
    ("宣汉县", "县人大常委会", "宣汉县人民代表大会常务委员会", "人大"),
    ("宣汉县", "县政协", "政协宣汉县委员会", "政协"),
    ("宣汉县", "县残联", "宣汉县残疾人联合会", "残联"),
    ("宣汉县", "团县委", "共青团宣汉县委员会", "共青团"),
    ("宣汉县", "县妇联", "宣汉县妇女联合会", "妇联"),
    ("宣汉县", "县供销社", "宣汉县供销合作社联合社", "供销"),
    ("宣汉县", "县公安局交警大队", "宣汉县公安局交通警察大队", "公安"),
    ("宣汉县", "县人武部保障科", "宣汉县人民武装部保障科", "国防动员"),
    ("宣汉县", "县消防大队", "宣汉县消防救援大队", "消防救援"),
    ("宣汉县", "县农民工服务中心", "宣汉县农民工服务中心", "人力资源和社会保障"),
    ("宣汉县", "东乡街道", "东乡街道办事处", None),
    ("宣汉县", "君塘镇", "君塘镇人民政府", None),
    # names of before 2018
    ("宣汉县", "县环保局", "宣汉县环境保护局", "生态环境"),
    ("宣汉县", "县卫计局", "宣汉县卫生和计划生育局", "卫生健康"),
    ("宣汉县", "县食药监局", "宣汉县食品药品监督管理局", "市场监管"),
    ("宣汉县", "县工商局", "宣汉县工商行政管理局", "市场监管"),
    ("宣汉县", "县安监局", "宣汉县安全生产监督管理局", "应急管理"),
    ("宣汉县", "县文广新局", "宣汉县文化广电新闻出版局", "文化和旅游"),
    ("宣汉县", "县扶贫办", "宣汉县扶贫开发办公室", "乡村振兴"),
    ("宣汉县", "县法制办", "宣汉县人民政府法制办公室", "司法行政"),
    # two lines joined: the first
    ("宣汉县", "县教体局", "宣汉县教育体育局", "教育"),
    ("宣汉县", "县教育和体育局", "宣汉县教育和体育局", "教育"),
    ("宣汉县", "县工信科技局", "宣汉县工业信息化和科技局", "工业和信息化"),
    ("宣汉县", "县文化体育和旅游局", "宣汉县文化体育和旅游局", "文化和旅游"),
    ("宣汉县", "县民宗局", "宣汉县民族宗教事务局", "民族宗教"),
    # names that can't be known
    ("宣汉县", "县金融办", None, "金融"),
    ("宣汉县", "县政府信息公开办", None, "政务公开"),
    ("宣汉县", "县保密机要局", None, "保密"),
    ("宣汉县", "县教科局", None, "教育"),
    ("宣汉县", "县就业局", None, "人力资源和社会保障"),
    ("宣汉县", "县经合局", "宣汉县经济合作局", "投资促进"),
    ("宣汉县", "人行达州市中心支行", "中国人民银行达州市中心支行", "金融"),
    ("宣汉县", "县交投集团", None, "交通运输"),
    ("宣汉县", "普光经济开发区管委会", None, None),
    # a county and a district of a municipality
    ("垫江县", "县教委", "垫江县教育委员会", "教育"),
    ("垫江县", "县经济信息委", "垫江县经济和信息化委员会", "工业和信息化"),
    ("垫江县", "县文化旅游委", "垫江县文化和旅游发展委员会", "文化和旅游"),
    ("垫江县", "县住房城乡建委", "垫江县住房和城乡建设委员会", "住房和城乡建设"),
    ("垫江县", "县交通局", "垫江县交通局", "交通运输"),
    ("垫江县", "市教委", "重庆市教育委员会", "教育"),
    ("垫江县", "县纪委办", "中共垫江县纪律检查委员会办公室", "纪检监察"),
    ("北京市", "市住房城乡建设委", "北京市住房和城乡建设委员会", "住房和城乡建设"),
    ("北京市", "市交通委", "北京市交通委员会", "交通运输"),
    ("上海市", "市绿化市容局", "上海市绿化和市容管理局", "园林绿化"),
    # a district: its city's name belongs to its bodies' names
    ("南京市鼓楼区", "区教育局", "南京市鼓楼区教育局", "教育"),
    ("南京市鼓楼区", "鼓楼区教育局", "南京市鼓楼区教育局", "教育"),
    ("南京市鼓楼区", "市公安局鼓楼分局", "南京市公安局鼓楼分局", "公安"),
    # a city
    ("张家界市", "市发展改革委", "张家界市发展和改革委员会", "发展改革"),
    ("张家界市", "市卫生健康委", "张家界市卫生健康委员会", "卫生健康"),
    ("张家界市", "市人防办", "张家界市人民防空办公室", "人民防空"),
    ("张家界市", "市政府发展研究中心", "张家界市人民政府发展研究中心", "发展研究"),
    ("张家界市", "张家界高新区管委会", "张家界高新技术产业开发区管理委员会", None),
    ("张家界市", "永定区", "张家界市永定区人民政府", None),
    ("浏阳市", "市教育局", "浏阳市教育局", "教育"),
    ("南京市", "市政府办", "南京市人民政府办公厅", None),
    ("恩施州", "州发改委", "恩施土家族苗族自治州发展和改革委员会", "发展改革"),
    # a province and the nation
    ("江苏省", "省发展改革委", "江苏省发展和改革委员会", "发展改革"),
    ("江苏省", "省政府办公厅", "江苏省人民政府办公厅", None),
    ("江苏省", "南京市教育局", "南京市教育局", "教育"),
    ("江苏省", "人民银行南京分行", "中国人民银行南京分行", "金融"),
    ("江苏省", "江苏证监局", "中国证券监督管理委员会江苏监管局", "金融"),
    ("江苏省", "省高院", "江苏省高级人民法院", "法院"),
    ("江苏省", "国家发展改革委", "国家发展和改革委员会", "发展改革"),
    ("江苏省", "工业和信息化部", "工业和信息化部", "工业和信息化"),
    ("内蒙古自治区", "自治区党委宣传部", "中共内蒙古自治区委宣传部", "宣传"),
    ("云泽省", "省教育厅", "云泽省教育厅", "教育"),
    ("云泽省临川市", "市发改委", "临川市发展和改革委员会", "发展改革"),
    ("云泽省临川市", "临川日报社", "临川日报社", "宣传"),
    # nothing above is known
    ("云泽省", "县教育局", None, "教育"),
]


@pytest.mark.parametrize(("where", "mention", "name", "system"), NAMES)
def test_names_and_lines_of_work(where, mention, name, system):
    context = place(where)
    found = ground_agency(mention, context, context.level)
    assert (found.name, found.system) == (name, system)
    assert found.mention == mention


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("发展改革委", "国家发展和改革委员会"),
        ("统计局", "国家统计局"),
        ("人民银行", "中国人民银行"),
        ("市场监管总局", "国家市场监督管理总局"),
        ("国务院扶贫办", "国务院扶贫开发领导小组办公室"),
        ("中央网信办", "中共中央网络安全和信息化委员会办公室"),
    ],
)
def test_in_a_national_document_short_names_are_the_national_bodies(mention, name):
    found = ground_agency(mention, None, "national")
    assert (found.name, found.level, found.place) == (name, "national", None)


@pytest.mark.parametrize(
    ("mention", "system"),
    [
        ("各乡镇人民政府", None),
        ("街道办事处", None),
        ("县级有关部门（单位）", None),
        ("市直及驻张相关单位", None),
        ("各区县人民政府", None),
        ("县政府各部门", None),
        ("各乡镇（街道）", None),
        ("有关单位", None),
        ("各级各部门", None),
        ("县级以上人民政府", None),
        ("县（市、区）人民政府", None),
        ("设区市人民政府", None),
        ("省各委办厅局", None),
        ("被审计县级部门（单位）", None),
        ("公共企事业单位相应行政主管部门", None),
        ("保密行政管理部门", "保密"),
        ("各级政务公开工作主管部门", "政务公开"),
        ("县级财政部门", "财政"),
        ("公安机关", "公安"),
        ("群众团体", None),
        ("村委会", None),
        ("县教育局、县财政局", None),
    ],
)
def test_collective_bodies_have_no_name(mention, system):
    found = ground_agency(mention, place("宣汉县"), "county")
    assert (found.name, found.kind, found.system) == (None, "collective", system)


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("县政府", "government"),
        ("县政府办", "office"),
        ("县教育局", "department"),
        ("县委组织部", "party"),
        ("县人大办", "congress"),
        ("县法院", "court"),
        ("县总工会", "mass_organisation"),
        ("县档案馆", "institution"),
        ("县供电公司", "enterprise"),
        ("县双拥工作领导小组办公室", "office"),
        ("县工业园区管委会", "government"),
    ],
)
def test_kinds(mention, kind):
    assert ground_agency(mention, place("宣汉县"), "county").kind == kind


def test_all_printed_forms_of_a_body_are_one():
    forms = ["县政府办", "县政府办公室", "县府办", "宣汉县人民政府办公室", "宣汉县政府办", "县人民政府办公室"]
    found = {(a.name, a.place) for a in (ground_agency(f, place("宣汉县"), "county") for f in forms)}
    assert len(found) == 1


def test_a_name_without_its_place_is_not_guessed():
    found = ground_agency("县教育局", None, None)
    assert (found.name, found.system, found.level) == (None, "教育", "county")
    city = ground_agency("县教育局", place("张家界市"), "municipal")
    assert (city.name, city.place) == (None, None)


def test_the_printed_place_goes_before_the_documents():
    found = ground_agency("宣汉县教育局", place("张家界市"), "municipal")
    assert found.place == place("宣汉县")
    assert found.level == "county"


# One printed name for each line of work; the line is the same at every level.
EXAMPLES = {
    "发展改革": "发改委", "教育": "教育局", "科技": "科技局", "工业和信息化": "工信局", "民族宗教": "民宗局", "公安": "公安局",
    "国家安全": "国安局", "民政": "民政局", "司法行政": "司法局", "财政": "财政局", "人力资源和社会保障": "人社局",
    "自然资源": "自然资源和规划局", "生态环境": "环保局", "住房和城乡建设": "住建局", "住房公积金": "公积金中心",
    "交通运输": "交通局", "铁路": "铁路建设办公室", "民航": "机场管理局", "水利": "水务局", "农业农村": "农业农村局",
    "乡村振兴": "扶贫办", "林业": "林草局", "园林绿化": "园林局", "海洋": "海洋渔业局", "商务": "商务局", "投资促进": "招商局",
    "文化和旅游": "文广旅局", "文物": "文物局", "广播电视": "广电局", "新闻出版": "新闻出版局", "体育": "体育局",
    "卫生健康": "卫健委", "医疗保障": "医保局", "退役军人事务": "退役军人局", "应急管理": "应急局", "消防救援": "消防救援支队",
    "地震": "地震局", "气象": "气象局", "审计": "审计局", "国有资产管理": "国资委", "税务": "税务局", "市场监管": "市监局",
    "知识产权": "知识产权局", "金融": "金融办", "统计": "统计局", "物价": "物价局",
    "粮食和物资储备": "粮储局", "能源": "能源局", "烟草": "烟草局", "供销": "供销社", "邮政": "邮政管理局",
    "通信管理": "通信管理局", "海关": "海关", "移民管理": "边检站", "信访": "信访局", "网信": "网信办", "数据": "大数据局",
    "行政审批": "行政审批局", "营商环境": "营商局", "政务公开": "政务公开办", "政务热线": "12345热线中心",
    "公共资源交易": "公共资源交易中心", "城市管理": "城管局", "机关事务": "机关事务局", "发展研究": "政府研究室", "外事": "外办",
    "侨务": "侨办", "港澳": "港澳办", "台湾事务": "台办", "人民防空": "人防办", "国防动员": "国动办", "档案": "档案馆",
    "史志": "方志办", "保密": "保密局", "组织": "委组织部", "老干部": "委老干部局", "宣传": "委宣传部", "统战": "委统战部",
    "政法": "委政法委", "社会工作": "委社会工作部", "机构编制": "编办", "机关党建": "直属机关工委", "纪检监察": "纪委监委",
    "党校": "委党校", "法院": "中院", "检察院": "检察院", "人大": "人大办", "政协": "政协办", "工会": "总工会", "共青团": "团委",
    "妇联": "妇联", "残联": "残联", "工商联": "工商联", "科协": "科协", "文联": "文联", "社科联": "社科联", "侨联": "侨联",
    "红十字会": "红十字会", "移民安置": "水库移民局",
}  # fmt: skip


def test_every_line_of_work_has_an_example():
    assert set(EXAMPLES) == set(systems())
    assert len(EXAMPLES) >= 60


@pytest.mark.parametrize(("system", "printed"), EXAMPLES.items())
def test_the_line_is_the_same_word_at_every_level(system, printed):
    for where, word in (("宣汉县", "县"), ("张家界市", "市"), ("江苏省", "省")):
        assert ground_agency(word + printed, place(where), None).system == system


def test_the_usual_names_of_a_line_are_known():
    unknown = [
        (system.name, name)
        for system in systems().values()
        for name in (system.provincial, system.municipal, system.county)
        if name and ground_agency("省" + name, place("江苏省"), "provincial").system != system.name
    ]
    assert unknown == []


def test_national_bodies_are_found_by_every_printed_form_and_follow_their_successors():
    names = {body.name for body in national_bodies()}
    for body in national_bodies():
        assert body.system is None or body.system in systems()
        assert set(body.became) <= names, body.name
        assert ground_agency(body.name, place("宣汉县"), "county").name == body.name
        for printed in body.printed:
            assert ground_agency(printed, None, "national").level == "national"


@given(
    st.sampled_from(["宣汉县", "张家界市", "江苏省", "南京市鼓楼区", "云泽省"]),
    st.text(
        alphabet="县市省区委办局厅政府人民教育发改财各有关单位（）、和高新管会团中共国家宣汉江苏0A《\n ",
        max_size=16,
    ),
)
def test_any_mention_is_read_without_an_error(where, mention):
    context = place(where)
    found = ground_agency(mention, context, context.level)
    assert found.mention == mention
    assert found.kind != "collective" or found.name is None
    assert found.system is None or found.system in systems()


@given(st.sampled_from(NAMES))
def test_a_full_name_stands_for_itself(row):
    where, _, name, system = row
    if name is None:
        return
    found = ground_agency(name, place(where), None)
    assert (found.name, found.system) == (name, system)


def test_suffixes_are_kept_as_printed():
    for printed, full in SUFFIXES.items():
        body = known_body("财政" + printed, "")
        assert body is not None
        assert body.full == ("财政" + full if full else None)
