"""Building a graph folder: again, after changes, with bad files, and broken off."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock
from pyoxigraph import RdfFormat, Store

from kg import builder, reading
from kg.builder import build
from kg.sparql.errors import GraphError
from kg.sparql.folder import LOCK, current_generation, current_store

NOTICE = """\
{county}人民政府办公室关于印发《便民服务工作方案》的通知

{code}政办发〔2092〕{serial}号

各乡镇人民政府，县级有关部门：

根据《澜浦市便民服务事项清单管理办法》，现将《便民服务工作方案》印发给你们，请认真贯彻执行。

{county}人民政府办公室
2092年5月11日

便民服务工作方案

一、编好清单

（一）公布事项目录。编制本级事项目录并向社会公布。（县教育局牵头，{body}配合，2092年6月底前完成）

（二）设置综合窗口。在便民服务中心设置综合窗口。（县民政局、县财政局按职责分工负责，长期坚持）
"""


def notice(serial=1, county="竹岭县", body="县公安局"):
    return NOTICE.format(county=county, code=county[0], serial=serial, body=body)


def write(folder, **files):
    """Put files into the folder: ``a="text"`` is a.txt, None takes it away."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / f"{name}.txt"
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def dump(graph, entailed=True):
    """The whole graph as sorted N-Quads."""
    content = Store.read_only(str(current_store(graph, entailed))).dump(format=RdfFormat.N_QUADS)
    return sorted(content.splitlines())


def dump_of(graph, name):
    """What came from one file."""
    marker = f'"{name}"'.encode()
    lines = dump(graph)
    [source] = {line.rsplit(b" ", 2)[1] for line in lines if b"#fileName>" in line and marker in line}
    return [line for line in lines if line.endswith(source + b" .")]


def some_texts(folder):
    return write(folder / "texts", a=notice(1), b=notice(2, "双溪县"), c=notice(3, body="县林业局"))


@pytest.fixture
def texts(tmp_path):
    return some_texts(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The graph of those texts, built once."""
    folder = tmp_path_factory.mktemp("built")
    build([some_texts(folder)], folder / "graph")
    return folder / "graph"


@pytest.fixture
def graph(tmp_path, texts, built):
    return shutil.copytree(built, tmp_path / "graph")


def test_the_report_counts_what_the_graph_holds(tmp_path, texts):
    report = build([texts], tmp_path / "graph")
    assert (report.changed, report.complete) == (True, True)
    assert (report.read, report.unchanged, report.files) == (3, 0, 3)
    assert report.documents == 6
    assert report.tasks == 6
    assert report.assignments == 12
    assert report.deadlines == 6
    assert report.citations == 3


def test_building_again_changes_nothing(graph, texts):
    before = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in graph.rglob("*") if p.is_file()}
    generation = current_generation(graph)
    report = build([texts], graph)
    assert (report.changed, report.read, report.unchanged) == (False, 0, 3)
    assert current_generation(graph) == generation
    del before[graph / LOCK]
    assert {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in before} == before


def test_the_same_files_give_the_same_bytes(tmp_path, texts):
    for name in ("one", "two"):
        build([texts], tmp_path / name)
    assert dump(tmp_path / "one") == dump(tmp_path / "two")


def test_a_bad_file_is_not_read_again_until_it_changes(tmp_path, texts):
    write(texts, bad="天气很好。")
    first = build([texts], tmp_path / "graph")
    again = build([texts], tmp_path / "graph")
    assert (again.changed, again.read, again.unreadable) == (False, 0, first.unreadable)
    write(texts, bad=notice(9))
    mended = build([texts], tmp_path / "graph")
    assert (mended.read, mended.unreadable, mended.files) == (1, (), 4)


def test_a_changed_file_replaces_exactly_what_came_from_it(graph, texts):
    before = {name: dump_of(graph, name) for name in ("a.txt", "b.txt", "c.txt")}
    write(texts, a=notice(1, body="县审计局"))
    report = build([texts], graph)
    assert (report.read, report.unchanged) == (1, 2)
    assert "县林业局".encode() in b"".join(before["c.txt"])
    assert dump_of(graph, "b.txt") == before["b.txt"]
    assert dump_of(graph, "c.txt") == before["c.txt"]
    after = b"".join(dump_of(graph, "a.txt"))
    assert "县审计局".encode() in after
    assert "县公安局".encode() not in after


CHANGES = [
    ({"d": notice(4, "双溪县", "县档案馆")}, "a file more"),
    ({"a": notice(1, body="县审计局")}, "a file changed"),
    ({"c": None}, "a file gone, and with it the only one that names a body"),
    ({"b": None, "z": notice(2, "双溪县")}, "a file renamed"),
    ({"d": notice(1)}, "the same content under a later name"),
    ({"0": notice(1)}, "the same content under an earlier name: the source takes that name"),
    ({"a": "天气很好。"}, "a file that no longer holds a document"),
    ({"a": b"", "e": b"\0\0"}, "a file emptied, and one that can't be read"),
    ({"a": notice(2, "双溪县"), "b": notice(1)}, "two files that change places"),
    ({"a": None, "b": None}, "only one left"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES, ids=[c[1] for c in CHANGES])
def test_a_build_after_a_change_equals_one_from_nothing(tmp_path, texts, graph, change, reason):
    write(texts, **change)
    report = build([texts], graph, prune=True)
    scratch = build([texts], tmp_path / "scratch")
    for entailed in (True, False):
        assert dump(graph, entailed) == dump(tmp_path / "scratch", entailed), reason
    for part in ("files", "documents", "tasks", "assignments", "unreadable", "duplicates", "unresolved"):
        assert getattr(report, part) == getattr(scratch, part)


def test_changes_one_after_another_equal_a_build_from_nothing(tmp_path, texts, graph):
    for change in ({"d": notice(1)}, {"a": None}, {"d": notice(7)}, {"a": notice(1)}, {"b": None}):
        write(texts, **change)
        build([texts], graph, prune=True)
    build([texts], tmp_path / "scratch")
    assert dump(graph) == dump(tmp_path / "scratch")


def test_a_deleted_file_stays_without_prune_and_goes_with_it(graph, texts):
    whole = dump(graph)
    write(texts, c=None)
    assert build([texts], graph).removed == ()
    assert dump(graph) == whole
    report = build([texts], graph, prune=True)
    assert report.removed == ("c.txt",)
    assert "县林业局".encode() not in b"".join(dump(graph))


def test_files_are_added_to_those_of_other_folders(tmp_path, texts, graph):
    other = write(tmp_path / "other", d=notice(4))
    report = build([other], graph)
    assert (report.files, report.read, report.outdated) == (4, 1, ())


def test_the_same_content_is_one_source(tmp_path, texts):
    write(texts, d=notice(1))
    report = build([texts], tmp_path / "graph")
    assert report.duplicates == (("d.txt", "a.txt"),)
    assert (report.complete, report.files, report.documents) == (True, 4, 6)
    assert (report.read, report.unchanged) == (4, 0)  # two of them by one reading
    write(texts, a=None)
    report = build([texts], tmp_path / "graph", prune=True)
    assert (report.read, report.duplicates) == (0, ())
    assert dump_of(tmp_path / "graph", "d.txt")


def test_bad_files_are_listed_and_the_rest_is_built(tmp_path, texts):
    bad = {
        "empty": b"",
        "binary": b"\0\1\2" * 50,
        "latin": "été à la rivière".encode("latin-1"),
        "none": "天气很好。",
    }
    write(texts, **bad)
    report = build([texts], tmp_path / "graph")
    assert not report.complete
    assert [name for name, _ in report.unreadable] == ["binary.txt", "empty.txt", "latin.txt", "none.txt"]
    assert all(reason and "\n" not in reason for _, reason in report.unreadable)
    assert (report.files, report.documents) == (3, 6)
    assert (report.read, report.unchanged) == (3, 0)  # what was refused is no file of the graph


def test_only_bad_files_give_an_empty_graph(tmp_path):
    report = build([write(tmp_path / "texts", a=b"")], tmp_path / "graph")
    assert (report.complete, report.files, report.documents) == (False, 0, 0)
    assert current_generation(tmp_path / "graph")


def test_an_error_of_our_own_costs_one_file_alone(tmp_path, texts, monkeypatch):
    from kg import pipeline

    def facts(source, whole=pipeline.facts):
        if source.name == "b.txt":
            raise KeyError("surprise")
        return whole(source)

    monkeypatch.setattr(pipeline, "facts", facts)
    report = build([texts], tmp_path / "graph")
    [(name, reason)] = report.unreadable
    assert name == "b.txt"
    assert "report it: KeyError" in reason
    assert report.files == 2


def test_two_files_of_one_name_are_told_apart_by_no_one(tmp_path, texts, graph):
    other = write(tmp_path / "other", a=notice(8))
    report = build([texts, other], graph)
    assert report.unreadable == (
        (str(other / "a.txt"), "another file of this build is named a.txt too; build the folder above both"),
    )


def test_another_version_of_the_extraction_reads_again(graph, texts, monkeypatch):
    whole = dump(graph)
    for module in (builder, reading):
        monkeypatch.setattr(module, "reader_version", lambda: "another")
    report = build([texts / "a.txt"], graph)
    assert (report.read, report.outdated) == (1, ("b.txt", "c.txt"))
    report = build([texts], graph)
    assert (report.read, report.outdated) == (2, ())
    assert dump(graph) == whole


def test_the_base_is_remembered(tmp_path, texts):
    base = "https://example.org/id/"
    build([texts], tmp_path / "graph", base=base)
    write(texts, a=notice(5))
    build([texts], tmp_path / "graph")
    build([texts], tmp_path / "graph", base=base)
    assert f"<{base}source/".encode() in b"".join(dump(tmp_path / "graph"))
    assert b"w3id.org/gongwen/id/" not in b"".join(dump(tmp_path / "graph"))
    with pytest.raises(GraphError, match=r"built with the base https://example\.org/id/"):
        build([texts], tmp_path / "graph", base="https://example.org/other/")


def test_several_processes_give_the_same(tmp_path, texts, graph):
    write(texts, bad="天气很好。")
    told = []
    report = build([texts], tmp_path / "two", jobs=2, progress=lambda *step: told.append(step))
    assert dump(tmp_path / "two") == dump(graph)
    assert told == [(1, 4, "a.txt"), (2, 4, "b.txt"), (3, 4, "bad.txt"), (4, 4, "c.txt")]
    assert [name for name, _ in report.unreadable] == ["bad.txt"]


def test_a_second_build_at_the_same_time_is_told(graph, texts):
    write(texts, a=notice(5))
    with FileLock(graph / LOCK), pytest.raises(GraphError, match="another build"):
        build([texts], graph)


def test_what_is_no_graph_is_left_alone(tmp_path, texts):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/letter.doc").write_text("mine")
    with pytest.raises(GraphError, match="is a file"):
        build([texts], tmp_path / "file")
    with pytest.raises(GraphError, match=r"holds other files \(letter.doc\)"):
        build([texts], tmp_path / "folder")
    assert sorted(p.name for p in (tmp_path / "folder").iterdir()) == ["letter.doc"]


def test_no_files_change_nothing(tmp_path, texts, graph):
    whole = dump(graph)
    (tmp_path / "empty").mkdir()
    with pytest.raises(GraphError, match="nothing was changed"):
        build([tmp_path / "empty"], graph, prune=True)
    assert dump(graph) == whole


def test_a_manifest_that_is_broken_is_told(graph, texts):
    (current_generation(graph) / "manifest.json").write_text("{}")
    with pytest.raises(GraphError, match=r"manifest\.json can't be read"):
        build([texts], graph)


def test_an_interrupted_build_leaves_the_last_graph(graph, texts):
    whole, generation = dump(graph), current_generation(graph)

    def stop(done, total, name):
        raise KeyboardInterrupt

    write(texts, a=notice(5), b=notice(6))
    with pytest.raises(KeyboardInterrupt):
        build([texts], graph, progress=stop)
    assert current_generation(graph) == generation
    assert dump(graph) == whole


BROKEN = {
    "kill": """
        def progress(done, total, name):
            os.kill(os.getpid(), signal.SIGKILL)
        build([sys.argv[1]], sys.argv[2], progress=progress)
    """,
    "disk": """
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # a disk with no room
        from kg.sparql.errors import GraphError
        try:
            build([sys.argv[1]], sys.argv[2])
        except GraphError as error:
            print(error)
            sys.exit(9)
    """,
}


@pytest.mark.skipif(os.name != "posix", reason="signals and limits as POSIX has them")
@pytest.mark.parametrize(("way", "status"), [("kill", -signal.SIGKILL), ("disk", 9)])
def test_a_build_broken_off_leaves_the_last_graph(tmp_path, graph, texts, way, status):
    whole = dump(graph)
    write(texts, a=notice(5), b=notice(6))
    script = "import os, resource, signal, sys\nfrom kg.builder import build\n" + textwrap.dedent(BROKEN[way])
    command = [sys.executable, "-c", script, str(texts), str(graph)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert dump(graph) == whole
    assert build([texts], graph).read == 2
    build([texts], tmp_path / "scratch")
    assert dump(graph) == dump(tmp_path / "scratch")
