"""What holds of any file: no document or some, every place in the text, time that grows with the length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus.markup import grids_in
from kg.document import read_documents
from kg.model import Document, SourceText, Span, UnreadableSource
from kg.passage import Passage
from kg.zh import fold

# Lines that the patterns look for, so that nonsense is made of what matters.
LINES = [
    "柳湾县人民政府关于整修渡口的通知", "柳湾县人民政府办公室关于印发《柳湾县渡口整修方案》的通知", "柳湾县渡口整修方案", "的通知", "关于",
    "柳政发〔2093〕12号", "各乡镇人民政府：", "各县（市、区），", "县水利局逐处排查渡口，建立台账，遇有险情及时报告。", "柳湾县人民政府", "2093年4月6日",
    "2093", "年4月6日", "209346", "（此件公开发布）", "抄送：县委各部门。", "柳湾县人民政府办公室  2093年4月8日印发", "附件", "附件1", "附件：1.清单",
    "一、排查", "（一）排查。逐处排查。", "1.排查。2.整修。", "第一章 总则", "第一条 渡口由县水利局主管。", "注：1.说明", "特此通知。",
    "序号|工作任务|责任单位|完成时限", "1|更换照明并逐处验收|县水利局|6月底前", "||", "|", "序号\t工作任务\t责任单位\t完成时限", "1\t更换照明\t县水利局\t6月", "\t",
    "序号    工作任务    责任单位", "1    更换照明    县水利局", "<p>更换</p>|", "— 3 —", "第 3 页 共 9 页", "\f", "索引号：LW1    发布日期：2093-04-11",
    "县水利局：负责逐处排查渡口。", "1.1 排查", "1.2 整修", "第一阶段：排查。", "序号", "工作任务", "责任单位", "县水利局", "1",
    "<table><tr><td>序号<td>工作任务<td>责任单位", "<tr><td rowspan=2>1<td>更换照明<td>县水利局", "</table>",
    "发文字号：", "当前位置：首页", "扫一扫在手机打开当前页", "《", "》", "（", "）", "", " ", "　", "\u200b", "🛶",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=6)), max_size=30).map("\n".join)
TITLED = TEXTS.map(lambda text: f"柳湾县人民政府关于整修渡口的通知\n{text}")


ANY = settings(deadline=None, max_examples=200)


def source(text: str) -> SourceText:
    return SourceText("any.txt", text, "0" * 64, "text/plain", "utf-8", grids_in(text))


def read(text: str) -> tuple[Document, ...]:
    try:
        return read_documents(source(text))[0]
    except UnreadableSource as error:
        assert str(error).startswith("no document found")
        return ()


def places(document: Document) -> list[Span]:
    header = (document.number_span, document.issued_span, document.addressees, document.copied_to)
    found = [document.span, document.title_span, *(span for span in header if span), *document.issuers]
    for section in document.sections:
        found += [section.whole, *([section.heading] if section.heading else []), *section.body]
    for row in document.rows:
        found += [*row.heading, *row.text, *row.deadline]
        found += [piece for _, cell in row.agencies for piece in cell]
    return found


@ANY
@given(st.one_of(TEXTS, TITLED, st.text(max_size=200)))
def test_any_text(text: str) -> None:
    documents = read(text)
    assert [document.key for document in documents] == [f"D{i}" for i in range(1, len(documents) + 1)]
    for document in documents:
        assert all(0 <= span.start <= span.end <= len(text) for span in places(document))
        assert document.title
        assert fold(Passage.of(text, [document.title_span]).text) == fold(document.title)


@ANY
@given(TITLED)
def test_the_tree_is_a_tree(text: str) -> None:
    for document in read(text):
        for i, section in enumerate(document.sections):
            assert section.parent is None or section.parent < i
            above = document.sections[section.parent] if section.parent is not None else None
            assert section.depth == (above.depth + 1 if above else 1)
            assert above is None or above.whole.contains(section.whole)


@ANY
@given(TITLED)
def test_promulgating_goes_both_ways(text: str) -> None:
    documents = {document.key: document for document in read(text)}
    for document in documents.values():
        assert all(documents[key].part_of == document.key for key in document.promulgates)
        assert document.part_of is None or document.key in documents[document.part_of].promulgates


@ANY
@given(TITLED)
def test_a_row_has_a_text(text: str) -> None:
    for document in read(text):
        assert all(Passage.of(text, row.text).text for row in document.rows)


TITLE = "柳湾县人民政府关于整修渡口的通知\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "titles": lambda n: "关于整修渡口的通知\n" * (n // 10),
    "one long line": lambda n: "关于" * (n // 2) + "通知",
    "titles within titles": lambda n: "《" * (n // 2) + "》" * (n // 2) + "的通知",
    "brackets": lambda n: "（" * n,
    "addressees without an end": lambda n: "各县，" * (n // 3),
    "addressees": lambda n: "各县：\n" * (n // 4),
    "labels": lambda n: "一、排查\n" * (n // 5),
    "labels in one line": lambda n: "".join(f"{i}.排查。" for i in range(1, n // 8)),
    "the same label in one line": lambda n: "1.排查。" * (n // 5),
    "bars": lambda n: "|" * n,
    "bars in lines": lambda n: "|||\n" * (n // 4),
    "tabs": lambda n: "\t" * n,
    "a wide row": lambda n: "序号|工作任务|责任单位\n" + "1|排查|县水利局|" * (n // 10),
    "a wide table": lambda n: (
        "序号|工作任务" + "|责任单位" * (n // 30) + "\n" + ("1|排查渡口" + "|县水利局" * (n // 30) + "\n") * 4
    ),
    "a long table": lambda n: "序号|工作任务|责任单位\n" + "1|排查渡口并建立台账|县水利局\n" * (n // 17),
    "rows broken over lines": lambda n: "序号|工作任务|责任单位\n" + "1|排查\n渡口|县水利局\n" * (n // 12),
    "gaps": lambda n: "排查    " * (n // 6),
    "rows of gaps": lambda n: "序号    工作任务    责任单位\n" + "1    排查    县水利局\n" * (n // 16),
    "digits": lambda n: "1" * n,
    "lines of digits": lambda n: "2093\n" * (n // 5),
    "metadata": lambda n: "索引号：" * (n // 4),
    "lines of metadata": lambda n: "索引号：1\n" * (n // 6),
    "signatures": lambda n: "县水利局\n" * (n // 5),
    "copied to": lambda n: "抄送：县委\n" * (n // 6),
    "promulgated": lambda n: "柳湾县渡口整修方案\n" * (n // 10),
    "empty lines": lambda n: "\n" * n,
    "spaces": lambda n: " " * n,
    "spaces before a stop": lambda n: "一、排查" + " " * n + "。",
    "spaces between letters": lambda n: "一、排查 a" + " " * n + "b",
    "tabs between letters": lambda n: "一、排查 a" + "\t" * n + "b",
    "duties of bodies": lambda n: "县水利局：负责排查渡口并建立台账。\n" * (n // 18),
    "brackets before a colon": lambda n: "（县水）" * (n // 4) + "：负责排查",
    "decimals": lambda n: "1.1 排查\n1.2 排查\n" + "1.1." * (n // 4),
    "items of four digits": lambda n: "".join(f"{i}.排查渡口。\n" for i in range(1, n // 11)),
    "a cell a line": lambda n: "序号\n工作任务\n责任单位\n" + "1\n排查渡口\n县水利局\n" * (n // 12),
    "headings below heads": lambda n: "工作任务\n责任单位\n完成时限\n" + "一、排查渡口\n" * (n // 7) + "短",
    "a row drawn wide": lambda n: "序号    工作任务    责任单位\n" + "1     排查        " * (n // 18),
    "tags": lambda n: "<p>" * (n // 3),
    "tags behind": lambda n: "排查" + "</p>          " * (n // 14),
    "tags that open": lambda n: "<p " * (n // 3),
    "cells over rows": lambda n: "<table>" + "<tr><td rowspan=999>排查<td>县水利局" * (n // 28),
    "cells over columns": lambda n: "<table>" + "<tr><td colspan=100>排查<td>县水利局" * (n // 28),
    "tables": lambda n: "<table><tr><td>序号<td>任务<tr><td>1<td>排</table>\n" * (n // 42),
    "tables in tables": lambda n: "<table><tr><td>任务<td>" * (n // 20),
    "page breaks": lambda n: "\f\n" * (n // 2),
}  # fmt: skip
ABOVE = {"promulgated": "柳湾县人民政府关于印发《柳湾县渡口整修方案》的通知\n各乡镇：\n现予印发。\n"}
LENGTH = 40_000
GROWTH = 12  # 4 times the text may take 4 times the time, and thrice that for the machine's moods


def seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    """Of a long text against a quarter of it; what takes next to no time can't be measured."""
    above, text = ABOVE.get(kind, TITLE), HOSTILE[kind]
    quarter = max(seconds(above + text(LENGTH // 4)), 0.005)
    whole = seconds(above + text(LENGTH))
    if whole >= GROWTH * quarter:  # once more: another process may have had the machine
        whole = min(whole, seconds(above + text(LENGTH)))
    assert whole < GROWTH * quarter
