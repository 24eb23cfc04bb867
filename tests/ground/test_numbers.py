"""文号: parsing, printing back, and what the code tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ground import DocumentNumber, code_issuer, find_place


@pytest.mark.parametrize(
    ("printed", "code", "year", "serial", "canonical"),
    [
        ("国办发〔2022〕8号", "国办发", 2022, 8, "国办发〔2022〕8号"),
        ("苏政办发[2020]42号", "苏政办发", 2020, 42, "苏政办发〔2020〕42号"),
        ("鹤政发(2092)6号", "鹤政发", 2092, 6, "鹤政发〔2092〕6号"),
        ("国办发【2019】54号", "国办发", 2019, 54, "国办发〔2019〕54号"),
        ("宣府办〔２０２３〕４１号", "宣府办", 2023, 41, "宣府办〔2023〕41号"),
        ("国办发〔2022〕 第 8 号", "国办发", 2022, 8, "国办发〔2022〕8号"),
        ("国务院令第711号", "国务院令", None, 711, "国务院令第711号"),
        ("第711号国务院令", "国务院令", None, 711, "国务院令第711号"),
        ("中华人民共和国主席令第五十三号", "中华人民共和国主席令", None, 53, "中华人民共和国主席令第53号"),
        ("国家税务总局公告2022年第14号", "国家税务总局公告", 2022, 14, "国家税务总局公告2022年第14号"),
    ],
)
def test_parse_and_print(printed, code, year, serial, canonical):
    number = DocumentNumber.parse(printed)
    assert number == DocumentNumber(code, year, serial)
    assert str(number) == canonical


@pytest.mark.parametrize(
    "text", ["", "2022年第3号", "国办发", "国办发〔2022〕8号文件精神", "〔2022〕8号", "12345"]
)
def test_what_is_no_number(text):
    assert DocumentNumber.parse(text) is None


CODES = st.text(alphabet="国务院苏川渝湘政办府委发函字规教财建市县宣汉", min_size=1, max_size=8)


@given(
    CODES,
    st.integers(1949, 2099),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "()", "【】", "（）"]),
)
def test_a_number_survives_printing(code, year, serial, brackets):
    printed = f"{code}{brackets[0]}{year}{brackets[1]}{serial}号"
    number = DocumentNumber.parse(printed)
    assert number == DocumentNumber(code, year, serial)
    assert DocumentNumber.parse(str(number)) == number


@given(st.text(max_size=20), st.sampled_from([None, "宣汉县", "西安市", "云泽省"]))
def test_any_code_is_read_without_an_error(code, where):
    code_issuer(code, find_place(where) if where else None)


@pytest.mark.parametrize(
    ("code", "where", "issuer", "level", "why"),
    [
        ("国发", None, "国务院", "national", "listed"),
        ("国办函", None, "国务院办公厅", "national", "listed"),
        ("发改财金规", None, "国家发展和改革委员会", "national", "a ministry's beginning"),
        ("人社部发", None, "人力资源和社会保障部", "national", "likewise"),
        ("教政法厅函", None, "教育部", "national", "beginning and end"),
        ("财预", None, "财政部", "national", "a bureau of the ministry"),
        ("苏政办发", None, "江苏省人民政府办公厅", "provincial", "a province's initial"),
        ("渝府发", None, "重庆市人民政府", "provincial", "with 府 for the government"),
        ("川办函", None, "四川省人民政府办公厅", "provincial", "四川's office leaves 府 out"),
        ("湘办发", None, "中共湖南省委办公厅", "provincial", "elsewhere 办 alone is the party's"),
        ("赣府厅发", None, "江西省人民政府办公厅", "provincial", "江西's office is 府厅"),
        ("湘政务发", None, None, "provincial", "a department that the code doesn't name"),
        ("张政办发", "张家界市", "张家界市人民政府办公室", "municipal", "agrees with the citing place"),
        ("张政办发", "宣汉县", None, None, "doesn't: 张家界, 张家口 or 张掖"),
        ("张政办发", None, None, None, "no context"),
        ("张政务公开办发", "张家界市", None, "municipal", "an office that the code doesn't name"),
        ("张办发电", "张家界市", "中共张家界市委办公室", "municipal", "the party committee's office"),
        ("宣府办", "宣汉县", "宣汉县人民政府办公室", "county", "a county"),
        ("达市府办", "宣汉县", "达州市人民政府办公室", "municipal", "the city above it"),
        ("浮府办字", "浮梁县", "浮梁县人民政府办公室", "county", "with 字"),
        ("垫江府办", None, "垫江县人民政府办公室", "county", "a whole short name needs no context"),
        ("甬政办发", None, "宁波市人民政府办公厅", "municipal", "a character of one city alone"),
        ("甬鄞政办", "宁波市鄞州区", "宁波市鄞州区人民政府办公室", "county", "city and district"),
        ("甬鄞政办", "宁波市", None, None, "a district that the context doesn't know"),
        ("赣市府办发", None, None, None, "a city of 江西, not the province"),
        ("宁政办发", None, None, None, "宁夏's and 南京's"),
        ("宁政办发", "南京市", "南京市人民政府办公厅", "municipal", "the context tells"),
        ("宁政办发", "银川市", "宁夏回族自治区人民政府办公厅", "provincial", "likewise"),
        ("桂政办发", "桂阳县", "桂阳县人民政府办公室", "county", "the citing county before the province"),
        ("建政办", "建瓯市", "建瓯市人民政府办公室", "county", "not the ministry of 建办"),
        ("市政办发", "西安市", "西安市人民政府办公厅", "municipal", "the level alone"),
        ("泽政办发", "云泽省", "云泽省人民政府办公厅", "provincial", "the second character of the name"),
    ],
)
def test_what_a_code_tells(code, where, issuer, level, why):
    found = code_issuer(code, find_place(where) if where else None)
    assert (found.issuer, found.level) == (issuer, level), why
