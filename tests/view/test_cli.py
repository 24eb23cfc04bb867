"""The command ``kg view``."""

import pytest

from kg.cli import main

NOTICE = "竹政办发〔2092〕14号"


def run(capsys, *args):
    status = main(list(args))
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    ("args", "name", "start"),
    [
        (["chain", NOTICE], "a.html", b"<!DOCTYPE html>"),
        (["chain", "竹岭县民政局", "--limit", "5"], "a.mmd", b"flowchart LR"),
        (["lineage", NOTICE, "--lang", "en"], "a.svg", b"<svg"),
        (["agencies", "--level", "county"], "a.graphml", b"<?xml"),
        (["agencies", "--agency", "竹岭县民政局"], "a.gexf", b"<?xml"),
        (["timeline", "--document", NOTICE, "--since", "2092-06-01"], "a.csv", b"since,day,label"),
        (["timeline", "--level", "县级", "--since", "2092年4月1日"], "a.csv", b"since,day,label"),
        (["matrix", NOTICE], "a.png", b"\x89PNG"),
        (["query", "agency-tasks", "--agency", "竹岭县民政局"], "a.html", b"<!DOCTYPE html>"),
        (["query", "agency-tasks", "--agency=竹岭县民政局", "--as", "timeline"], "a.svg", b"<svg"),
        (
            ["query", "CONSTRUCT WHERE { ?t <https://w3id.org/gongwen/ontology#ledBy> ?a }"],
            "a.gv",
            b"digraph",
        ),
    ],
)
def test_a_picture_is_written(capsys, folder, tmp_path, args, name, start):
    out = tmp_path / name
    status, said, trouble = run(capsys, "view", *args, "--graph", str(folder), "--out", str(out))
    assert (status, trouble) == (0, "")
    assert str(out) in said
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("args", "status", "sentence"),
    [
        (["chain", "没有这个"], 1, "knows no"),
        (["timeline", "--since", "明天"], 1, "must be a day such as"),
        (["timeline", "--since", "2092-06-02", "--until", "2092-06-01"], 1, "no day lies between"),
        (["agencies", "--level", "城市"], 1, "must be one of national (国家级)"),
        (["timeline", "--since", "2999-01-01"], 1, "no time limit"),
        (["query", "agency-tasks"], 1, "needs the parameter agency"),
        (["query", "agency-tasks", "--agency"], 2, "needs a value"),
        (["query", "agency-tasks", "stray"], 2, "one word too many"),
        (["query", "agency-tasks", "--colour", "red"], 1, "has no parameter 'colour'"),
        (["matrix", NOTICE, "--format", "dot"], 1, "DOT holds networks"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(capsys, folder, tmp_path, args, status, sentence):
    out = tmp_path / "a.html"
    found, _, trouble = run(capsys, "view", *args, "--graph", str(folder), "--out", str(out))
    assert found == status
    assert sentence in trouble and trouble.count("\n") == 1 and "Traceback" not in trouble
    assert not out.exists()


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_a_machine_without_a_chinese_font_is_told_in_one_sentence(
    capsys, folder, tmp_path, monkeypatch, name
):
    monkeypatch.setattr("kg.view.png.draws_chinese", lambda: False)
    out = tmp_path / name
    status, _, trouble = run(capsys, "view", "lineage", NOTICE, "--graph", str(folder), "--out", str(out))
    assert status == 0 and out.exists(), "it is written all the same"
    assert trouble.count("\n") == 1 and "no font of this machine holds Chinese" in trouble
    status, _, trouble = run(
        capsys, "view", "lineage", NOTICE, "--graph", str(folder), "--out", str(out.with_suffix(".csv"))
    )
    assert trouble == ""


def test_an_unknown_ending_and_a_missing_graph_are_told(capsys, folder, tmp_path):
    assert (
        "--format"
        in run(capsys, "view", "chain", NOTICE, "--graph", str(folder), "--out", str(tmp_path / "a.doc"))[2]
    )
    assert "--graph" in run(capsys, "view", "chain", NOTICE, "--out", str(tmp_path / "a.svg"))[2]


def test_english_pictures_speak_english(capsys, folder, tmp_path):
    out = tmp_path / "a.svg"
    run(capsys, "view", "lineage", NOTICE, "--graph", str(folder), "--out", str(out), "--lang", "en")
    text = out.read_text(encoding="utf-8")
    assert "Lineage: " in text and ">national<" in text and ">implements<" in text
