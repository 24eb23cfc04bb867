"""The command ``kg``: what it prints, on which stream, and its exit status."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from kg.cli import EXPORTS, cli, main

NOTICE = """\
竹岭县人民政府办公室关于印发《便民服务工作方案》的通知

竹政办发〔2092〕14号

各乡镇人民政府，县级有关部门：

根据《澜浦市便民服务事项清单管理办法》，现将《便民服务工作方案》印发给你们，请认真贯彻执行。

竹岭县人民政府办公室
2092年5月11日

便民服务工作方案

（一）公布事项目录。编制本级事项目录并向社会公布。（县教育局牵头，县公安局配合，2092年6月底前完成）

（二）设置综合窗口。在便民服务中心设置综合窗口。（县民政局、县财政局按职责分工负责）
"""
COMMAND = [sys.executable, "-m", "kg"]


@pytest.fixture(scope="session")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def graph(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "graph"
    assert main(["build", str(texts), "--out", str(folder)]) == 0
    return str(folder)


@pytest.fixture
def run(capsys):
    """Run a command in this process: its status, output and errors."""

    def command(*args):
        capsys.readouterr()
        status = main(list(map(str, args)))
        return status, *capsys.readouterr()

    return command


def test_build_sums_up(run, texts, tmp_path):
    status, out, err = run("build", texts, "--out", tmp_path / "graph")
    assert (status, err) == (0, "")
    lines = dict(line.split(None, 1) for line in out.splitlines())
    assert lines["files"] == "1 (1 read now, 0 unchanged)"
    assert (lines["documents"], lines["tasks"], lines["assignments"], lines["citations"]) == (
        "2",
        "2",
        "4",
        "1",
    )
    assert lines["lineage"] == "2 links to texts above, 0 cycles"
    status, out, err = run("build", texts, "--out", tmp_path / "graph")
    assert out.startswith(f"{tmp_path / 'graph'}: nothing has changed\n")


def test_build_names_what_it_left_out(run, texts, tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/empty.txt").touch()
    (tmp_path / "bad/\x1b[31mred.txt").write_bytes(b"\0\0")
    status, out, err = run("build", texts, tmp_path / "bad", "--out", tmp_path / "graph")
    assert status == 1
    assert err.splitlines() == [
        "kg: \\x1b[31mred.txt: binary: the file holds control characters, no text",
        "kg: empty.txt: the file is empty",
    ]
    assert "left out    2 files" in out
    (tmp_path / "bad/empty.txt").unlink()
    _, out, _ = run("build", texts, tmp_path / "bad", "--out", tmp_path / "graph")
    assert "left out    1 file\n" in out


def test_a_build_that_could_read_nothing_says_so(run, tmp_path):
    (tmp_path / "empty.txt").touch()
    status, out, err = run("build", tmp_path / "empty.txt", "--out", tmp_path / "graph")
    assert (status, err) == (1, "kg: empty.txt: the file is empty\n")
    assert out.startswith(f"{tmp_path / 'graph'}: empty, for no file could be read\n")


def test_build_names_the_files_of_other_kinds_and_does_not_fail(run, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(NOTICE, encoding="utf-8")
    for name in ("a.pdf", "b.docx", "c.xls", "d.ofd", ".hidden.pdf"):
        (texts / name).write_bytes(b"%PDF-1.7")
    status, out, err = run("build", texts, "--out", texts / "graph")  # whose own files are no sources
    told = "kg: not read, because they are not .txt or .html: 4 files (a.pdf, b.docx, c.xls …); save their text in one of these forms\n"
    assert (status, err) == (0, told)
    assert "left out    0 files" in out
    assert run("build", texts, "--out", texts / "graph")[2] == told
    (tmp_path / "none").mkdir()
    (tmp_path / "none/a.pdf").write_bytes(b"%PDF-1.7")
    status, _, err = run("build", tmp_path / "none", "--out", tmp_path / "other")
    assert status == 1
    assert err.endswith(
        "file to read, only other kinds (a.pdf): save their text as .txt or .html first; nothing was changed\n"
    )


def test_build_tells_of_copies_and_of_what_is_gone(run, texts, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(NOTICE, encoding="utf-8")
    _, out, _ = run("build", folder, "--out", tmp_path / "graph")
    assert "  b.txt is the same as a.txt: one source, under that name\n" in out
    (folder / "a.txt").unlink()
    kept = "  1 file of the graph not among those given: kept (--prune takes away)\n"
    assert kept in run("build", folder, "--out", tmp_path / "graph")[1]
    _, out, _ = run("build", folder, "--out", tmp_path / "graph", "--prune")
    assert kept not in out
    assert "  a.txt is no longer in the graph\n" in out


WRONG = [
    (["bild"], 2, "No such command 'bild'", "a verb that is none"),
    (["build", "--out", "g"], 2, "Missing argument 'PATH...'", "nothing to build"),
    (["build", "nowhere", "--out", "g"], 2, "there is no file or folder nowhere (see kg build --help)", "a path that is not there"),
    (["build", "."], 2, "Missing option '--out': The graph's folder", "no graph named"),
    (["build", "sample", "--out", "g", "--base", "data"], 1, "'data' must be an absolute IRI", "a base that is none"),
    (["query", "agency-tasks", "--graph", "a"], 2, "Missing option '--agency': the body, by full name", "what the parameter is"),
    (["query", "agency-tasks", "--graph", "a"], 2, "(see kg query agency-tasks --help)", "where to read on"),
    (["query", "documents"], 2, "name a graph's folder with --graph", "no graph to ask"),
    (["query", "documents", "--graph", "a", "--endpoint", "http://b"], 2, "name a graph", "two graphs to ask"),
    (["query", "documents", "--endpoint", "localhost:8455"], 2, "begins with http:// or https://", "an address without its scheme"),
    (["query", "deadlines-between", "--since", "2092-06-02", "--until", "2092-06-01", "--graph", "{graph}"], 1, "since (2092-06-02) is later than until (2092-06-01)", "a period that ends before it begins"),
    (["query", "documents", "--graph", "nowhere"], 1, "there is no folder nowhere", "a graph that is not there"),
    (["query", "documents", "--graph", "."], 1, ". is not a gongwen graph", "a folder that is no graph"),
    (["query", "dokuments", "--graph", "{graph}"], 1, "did you mean documents", "a query that is none"),
    (["query", "SELECT * {", "--graph", "{graph}"], 1, "line 1", "SPARQL that is none"),
    (["query", "none.rq", "--graph", "{graph}"], 1, "none.rq can't be read", "a file that is not there"),
    (["query", "documents", "--graph", "{graph}", "--format", "xml"], 2, "'xml' is not one of", "an unknown format"),
    (["query", "documents", "--graph", "{graph}", "--agency", "县司法局"], 2, "No such option", "not its parameter"),
    (["query", "documents", "--graph", "{graph}", "--format", "turtle"], 1, "CONSTRUCT", "rows as Turtle"),
    (["query", "ASK {}", "--graph", "{graph}", "--out", "nowhere/a.csv"], 1, "nowhere/a.csv can't be written", "no such folder"),
    (["queries", "--topic", "weather"], 2, "the topics are", "a topic that is none"),
    (["validate", "nowhere"], 1, "there is no folder", "no graph to check"),
    (["info", "nowhere"], 1, "there is no folder", "no graph to tell of"),
    (["export", "{graph}", "--format", "doc", "--out", "a"], 2, "'doc' is not one of", "a format that is none"),
    (["export", "{graph}", "--format", "nquads", "--out", "nowhere/a.nq"], 1, "can't be written", "no folder for it"),
    (["ground", "县教育局", "--place", "月亮"], 1, "is no division", "a place that is none"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "status", "words", "reason"), WRONG, ids=[w[3] for w in WRONG])
def test_what_is_wrong_is_one_sentence(run, graph, args, status, words, reason):
    found, out, err = run(*(arg.format(graph=graph) if arg == "{graph}" else arg for arg in args))
    assert (found, out) == (status, "")
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    assert words in err, reason


def test_query_prints_a_table(run, graph):
    status, out, _ = run("query", "SELECT ?n { VALUES ?n { '竹岭县' 'a' } }", "--graph", graph)
    assert (status, out) == (0, "n\n──────\n竹岭县\na\n")


def test_query_formats(run, graph):
    ask = ("query", "assignments", "--graph", graph, "--format")
    rows = list(csv.DictReader(io.StringIO(run(*ask, "csv")[1])))
    assert {(row["mention"], row["role"]) for row in rows} == {
        ("县教育局", "lead"), ("县公安局", "cooperate"), ("县民政局", "responsible"), ("县财政局", "responsible"),
    }  # fmt: skip
    assert len(json.loads(run(*ask, "json")[1])["results"]["bindings"]) == 4
    assert run(*ask, "tsv")[1].startswith("?task\t?document\t")
    assert run(*ask, "markdown")[1].startswith("| task | document |")
    _, turtle, _ = run(
        "query",
        "DESCRIBE ?d { ?d a <https://w3id.org/gongwen/ontology#Document> }",
        "--graph",
        graph,
        "--format",
        "turtle",
    )
    assert "eli:title" in turtle


def test_query_gives_only_the_columns_asked_for(run, graph):
    ask = ("query", "assignments", "--graph", graph, "--format", "csv", "--columns")
    assert set(run(*ask, "role, mention")[1].split()) == {"role,mention", "lead,县教育局", "cooperate,县公安局", "responsible,县民政局", "responsible,县财政局"}  # fmt: skip
    status, _, err = run(*ask, "role,colour")
    assert status == 2
    assert "no column colour; its columns are task, document" in err


def test_query_writes_a_file(run, graph, tmp_path):
    for name, form, given in (
        ("a.csv", "csv", ()),
        ("a.JSON", "json", ()),
        ("a.md", "markdown", ()),
        ("a.txt", "table", ()),
        ("b.csv", "tsv", ("--format", "tsv")),
    ):
        out = tmp_path / name
        told = (0, "", f"{out} written ({form}, 2 rows)\n")
        assert run("query", "documents", "--graph", graph, "--out", out, *given) == told
        printed = run("query", "documents", "--graph", graph, "--format", form)[1]
        assert out.read_bytes() == printed.encode()


def test_an_answer_without_rows_says_so(run, graph):
    asked = ("query", "SELECT ?x { ?x a <urn:nothing> }", "--graph", graph)
    assert run(*asked) == (0, "x\n─\n", "no rows\n")
    assert run("query", "ASK { ?x a <urn:nothing> }", "--graph", graph)[2] == "", "no is an answer"


@pytest.mark.parametrize("words", [(), ("view",)])
def test_a_command_without_words_gives_its_help(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err == run(*words, "--help")[1]
    assert err.count("\n") > 10


def test_query_takes_the_parameters_of_its_query(run, graph, tmp_path):
    _, help_text, _ = run("query", "tasks", "--help")
    assert "--document DOCUMENT" in help_text
    assert "heading of the task" in help_text
    given = ("--document", "便民服务工作方案", "--graph", graph, "--format", "csv")
    for args in (("tasks", *given), (*given, "tasks")):
        status, out, _ = run("query", *args)
        assert (status, len(out.splitlines())) == (0, 3)
    own = tmp_path / "own.rq"
    own.write_text(
        "#+ summary: {zh: 甲, en: bodies by name}\n#+ topic: agencies\n#+ columns:\n#+   - {name: x, zh: 单位, en: body}\n"
        "#+ parameters:\n#+   - {name: word, kind: text, help: {zh: 词, en: a word}, required: true}\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "SELECT ?x { VALUES ?word { UNDEF } ?x skos:prefLabel ?name FILTER(CONTAINS(STR(?name), ?word)) }\n",
        encoding="utf-8",
    )
    assert run("query", own, "--graph", graph)[0] == 2
    status, out, _ = run("query", own, "--graph", graph, "--word", "竹岭县财政局", "--format", "csv")
    assert (status, len(out.splitlines())) == (0, 2)


def test_query_without_what_is_entailed(run, graph):
    text = "ASK { ?x a <http://www.w3.org/ns/org#Organization> }"
    assert "true" in run("query", text, "--graph", graph)[1]
    assert "false" in run("query", text, "--graph", graph, "--no-entailed")[1]


def test_queries_lists_them_all(run):
    from kg import queries

    status, out, _ = run("queries")
    assert status == 0
    for query in queries().values():
        assert query.name in out
        assert query.summary.zh in out
    assert "documents" in run("queries", "--topic", "tables")[1]


def test_info_tells_what_a_graph_holds(run, graph):
    status, out, _ = run("info", graph)
    assert status == 0
    assert "sources      1\ndocuments    2\ntasks        2\n" in out
    assert "documents by place:\n        2  竹岭县\n" in out


@pytest.mark.parametrize("form", EXPORTS)
def test_export_writes_every_format(run, graph, tmp_path, form):
    assert run("export", graph, "--format", form, "--out", tmp_path / "out") == (
        0,
        "",
        f"{tmp_path / 'out'} written ({form})\n",
    )
    if form == "csv":
        assert "竹岭县财政局" in (tmp_path / "out/assignments.csv").read_text("utf-8")
    else:
        assert "竹岭县财政局" in (tmp_path / "out").read_text("utf-8")
        assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_validate_finds_nothing_wrong_in_what_was_built(run, graph):
    status, out, _ = run("validate", graph)
    assert status == 0
    assert "0 violations" in out


@pytest.mark.parametrize(
    ("arguments", "told", "reason"),
    [
        (("县发改局", "--place", "宣汉县"), "国家发展和改革委员会", "the line up to the nation's body"),
        (
            ("县发改局", "--place", "宣汉县"),
            "宣汉县人民政府 → 达州市人民政府 → 四川省人民政府 → 国务院",
            "the governments",
        ),
        (("鼓楼区教育局",), "candidate 福建省福州市鼓楼区 (350102)", "the divisions that it may mean"),
        (("档案局", "--place", "全国"), "国家档案局", "a national document's short name"),
        (("各乡镇人民政府", "--place", "宣汉县"), "君塘镇", "who a collective is"),
        (("县教育局",), "--place would", "why it stays open"),
    ],
)
def test_ground_tells_how(run, arguments, told, reason):
    _, out, _ = run("ground", *arguments)
    assert told in out, reason


def test_a_place_that_is_one_of_several_is_asked_for_again(run):
    status, _, err = run("ground", "区教育局", "--place", "鼓楼区")
    assert status == 1
    assert "江苏省南京市鼓楼区" in err


def test_ground_explains_a_name(run):
    status, out, _ = run("ground", "县发改局", "--place", "宣汉县")
    assert status == 0
    facts = dict(line.split(None, 1) for line in out.splitlines())
    assert facts["name"] == "宣汉县发展和改革局"
    assert facts["system"] == "发展改革"
    assert facts["place"].startswith("四川省达州市宣汉县 (511722")


def test_an_error_of_our_own_says_how_to_report_it(run, graph, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("surprise\nsecond line")

    monkeypatch.setattr("kg.sparql.open_graph", broken)
    status, _, err = run("query", "ASK {}", "--graph", graph)
    assert status == 1
    assert err.startswith("kg: an error in gongwen itself, please report it (ZeroDivisionError: surprise")
    assert "Traceback" not in err
    assert err.count("\n") == 1
    assert "Traceback" in run("query", "ASK {}", "--graph", graph, "--debug")[2]


def test_ctrl_c_is_told(run, texts, tmp_path, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.builder.build", stopped)
    status, _, err = run("build", texts, "--out", tmp_path / "graph")
    assert status == 130
    assert "kg: stopped" in err


def test_help_of_every_verb(run):
    for name in cli.commands:
        status, out, err = run(name, "--help")
        assert (status, err) == (0, "")
        assert out.startswith(f"Usage: kg {name}")


HEAVY = {
    "spacy",
    "rdflib",
    "pyoxigraph",
    "lxml",
    "rich",
    "networkx",
    "pyshacl",
    "SPARQLWrapper",
    "filelock",
    "yaml",
    "pandas",
}


@pytest.mark.parametrize(
    "line", ["import kg", "import kg.cli; kg.cli.main(['--help'])", "import kg; kg.__version__; dir(kg)"]
)
def test_help_and_import_wait_with_what_is_heavy(line):
    script = f"import sys; {line}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stderr.split())


@pytest.mark.skipif(os.name != "posix", reason="locales and pipes as POSIX has them")
def test_output_is_utf8_whatever_the_locale(graph):
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run(
        [*COMMAND, "query", "documents", "--graph", graph], capture_output=True, check=True, env=environment
    )
    assert "竹岭县人民政府办公室" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="locales and pipes as POSIX has them")
def test_a_reader_that_has_seen_enough_is_no_error(graph):
    many = "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?p } LIMIT 30000"
    with subprocess.Popen(
        [*COMMAND, "query", many, "--graph", graph], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(30)
    assert errors == b""


def test_the_progress_bar_is_for_terminals_alone(graph, texts, tmp_path):
    done = subprocess.run(
        [*COMMAND, "build", texts, "--out", tmp_path / "graph"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_the_progress_bar_shows_at_a_terminal(texts, tmp_path):
    import pty

    near, far = pty.openpty()
    with os.fdopen(near, "rb", closefd=True) as terminal:
        process = subprocess.Popen(
            [*COMMAND, "build", texts, "--out", tmp_path / "graph"],
            stdout=subprocess.DEVNULL,
            stderr=far,
            env={**os.environ, "TERM": "xterm"},
        )
        os.close(far)
        shown = b""
        try:
            while piece := terminal.read1():
                shown += piece
        except OSError:  # the terminal was closed at the other end
            pass
        assert process.wait() == 0
    assert b"1/1" in shown
