import csv
import io
import re
import struct
from xml.etree import ElementTree

import networkx
import pytest

from kg import view
from kg.sparql import GraphError
from kg.view.png import NoChineseFont, draws_chinese
from kg.view.svg import svg
from kg.view.write import FORMATS, form_of, render, write

from .hostile import TEXTS, pictures

HOSTILE = pictures()
NETWORKS = ("network", "layers")


@pytest.fixture(scope="module")
def chain(graph):
    return view.chain(graph, "竹政办发〔2092〕14号")


def test_graphml_holds_every_node_and_link(chain, tmp_path):
    write(chain, tmp_path / "chain.graphml")
    read = networkx.read_graphml(tmp_path / "chain.graphml")
    assert set(read) == set(chain.graph)
    assert read.number_of_edges() == chain.graph.number_of_edges()
    focus = read.nodes[chain.focus]
    assert focus["number"] == "竹政办发〔2092〕14号"
    assert focus["kind"] == "Document"
    assert {"牵头", "责任", "贯彻落实"} <= {data["relation"] for *_, data in read.edges(data=True)}


def test_gexf_holds_positions(chain, tmp_path):
    write(chain, tmp_path / "chain.gexf")
    read = networkx.read_gexf(tmp_path / "chain.gexf")
    assert set(read) == set(chain.graph)
    x, y = chain.positions[chain.focus]
    position = read.nodes[chain.focus]["viz"]["position"]
    assert (position["x"], -position["y"]) == pytest.approx((x, y))


def test_csv_has_a_row_for_each_link_with_its_words(chain):
    rows = list(csv.DictReader(io.StringIO(render(chain, "csv").decode())))
    assert len(rows) == chain.graph.number_of_edges()
    leads = [row for row in rows if row["relation"] == "牵头"]
    assert leads and all(row["quote"] and row["source"] == "county/09_zhuling_tab_table.txt" for row in leads)


@pytest.mark.parametrize("form", ["dot", "mermaid"])
def test_text_formats_have_a_line_for_each_box_and_link_that_is_drawn(chain, form):
    lines = render(chain, form).decode().splitlines()
    shown = {node for node, data in chain.graph.nodes(data=True) if data["shown"]}
    links = sum(a in shown and b in shown for a, b in chain.graph.edges())
    arrow = "->" if form == "dot" else "-->"
    assert sum(arrow in line for line in lines) == links
    assert sum(bool(re.match(r"\s+n\d+[\s\[({]", line)) and arrow not in line for line in lines) == len(shown)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_svg_is_xml_without_anything_that_runs(name):
    root = ElementTree.fromstring(svg(HOSTILE[name]))
    tags = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "title"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not [key for key in attributes if key.startswith("on") or "href" in key]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_hostile_xml_can_be_read_again(name, form, tmp_path):
    path = tmp_path / f"x.{form}"
    write(HOSTILE[name], path)
    read = networkx.read_graphml(path) if form == "graphml" else networkx.read_gexf(path)
    assert set(read) == set(HOSTILE[name].graph)


@pytest.mark.parametrize("name", NETWORKS)
def test_hostile_mermaid_holds_no_markup_and_no_directive(name):
    text = render(HOSTILE[name], "mermaid").decode()
    for line in text.splitlines()[1:]:
        inner = re.fullmatch(
            r'  n\d+(?:\[|\{\{|\()"([^"]*)"(?:\]|\}\}|\))|  n\d+ -->\|"([^"]*)"\| n\d+', line
        )
        assert inner, line
        assert not re.search(r"[<>`{}\[\]\\]|%%", inner[1] or inner[2] or ""), line


@pytest.mark.parametrize("name", NETWORKS)
def test_hostile_dot_keeps_its_quotes(name):
    for line in render(HOSTILE[name], "dot").decode().splitlines():
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        assert '"' not in bare and "\\" not in bare, line


def test_no_cell_of_a_csv_is_a_formula():
    for picture in HOSTILE.values():
        for row in csv.reader(io.StringIO(render(picture, "csv").decode())):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))]


def test_png_is_as_large_as_its_svg_asks_and_not_empty(chain):
    content = render(chain, "png")
    width, height = struct.unpack(">II", content[16:24])
    asked = re.search(r'width="([0-9.]+)" height="([0-9.]+)"', svg(chain))
    assert content.startswith(b"\x89PNG") and len(content) > 50_000
    assert width == pytest.approx(2 * float(asked[1]), abs=2)
    assert height == pytest.approx(2 * float(asked[2]), abs=2)


def test_boxes_in_place_of_chinese_are_seen():
    assert not draws_chinese(system_fonts=False)


def test_boxes_in_place_of_chinese_are_warned_of(chain, monkeypatch):
    monkeypatch.setattr("kg.view.png.draws_chinese", lambda: False)
    with pytest.warns(NoChineseFont, match="fonts-noto-cjk"):
        render(chain, "svg")


def test_the_ending_tells_the_form(tmp_path):
    endings = {
        "a.html": "html",
        "a.SVG": "svg",
        "a.mmd": "mermaid",
        "a.gv": "dot",
        "a.csv": "csv",
        "a.png": "png",
    }
    assert {name: form_of(tmp_path / name) for name in endings} == endings
    with pytest.raises(GraphError, match="--format"):
        form_of(tmp_path / "picture.docx")


def test_what_can_not_be_written_is_one_sentence_and_leaves_nothing(chain, tmp_path):
    with pytest.raises(GraphError, match="can't be written"):
        write(chain, tmp_path / "no" / "such" / "folder.csv")
    (tmp_path / "there.csv").mkdir()
    with pytest.raises(GraphError, match="can't be written"):
        write(chain, tmp_path / "there.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["there.csv"]


@pytest.mark.parametrize("form", ["graphml", "gexf", "dot", "mermaid"])
@pytest.mark.parametrize("name", ["timeline", "matrix", "bars"])
def test_what_is_no_network_is_refused_by_network_formats(name, form):
    with pytest.raises(GraphError, match="html, svg, png or csv"):
        render(HOSTILE[name], form)


def test_every_form_of_every_picture_is_the_same_each_time(graph):
    for form in FORMATS:
        first, again = (view.lineage(graph, "竹政办发〔2092〕14号") for _ in range(2))
        assert render(first, form) == render(again, form), form


def test_long_titles_do_not_stretch_the_picture():
    root = ElementTree.fromstring(svg(HOSTILE["layers"]))
    assert max(len(text.text or "") for text in root.iter("{http://www.w3.org/2000/svg}text")) < 200
    assert len(max(TEXTS, key=len)) >= 2000
