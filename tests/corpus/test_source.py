"""Files: which are read, how their bytes are decoded, and what is said of those that can't be."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import corpus
from kg.corpus.decode import decode
from kg.model import UnreadableSource

NOTICE = "宣汉县人民政府办公室关于印发工作要点的通知\n各乡镇人民政府：现印发给你们，请认真贯彻执行。"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_stands_for_its_texts_in_a_stable_order(tmp_path):
    for name in (
        "b.txt",
        "a/z.HTML",
        "a/b.htm",
        "图/一.txt",
        "c.pdf",
        ".hidden.txt",
        ".git/x.txt",
        "noending",
    ):
        write(tmp_path, name, NOTICE)
    assert [n for n, _ in corpus.files([tmp_path])] == ["a/b.htm", "a/z.HTML", "b.txt", "图/一.txt"]


def test_a_file_given_directly_is_taken_whatever_its_ending(tmp_path):
    page = write(tmp_path, "page.aspx", f"<!DOCTYPE html><p>{NOTICE}</p>")
    assert corpus.files([page]) == [("page.aspx", page)]
    assert corpus.read(page).media_type == "text/html"
    assert corpus.read(write(tmp_path, "text.md", NOTICE)).media_type == "text/plain"


def test_a_file_met_twice_is_listed_once(tmp_path):
    file = write(tmp_path, "a/b.txt", NOTICE)
    assert [n for n, _ in corpus.files([tmp_path, tmp_path / "a", file])] == ["a/b.txt"]


def test_a_file_name_of_broken_bytes_is_made_printable(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xb9\xab\xce\xc4.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a name that is no text
            file.write(NOTICE.encode())
    except OSError:
        pytest.skip("this file system takes only names that are UTF-8")
    [(name, file)] = corpus.files([tmp_path])
    assert name.encode("utf-8").decode() == name
    assert corpus.read(file, name).text == NOTICE


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(UnreadableSource, match="can't be listed: Permission denied"):
        corpus.files([tmp_path])


ENCODINGS = [
    (NOTICE.encode("utf-8"), "utf-8", "UTF-8"),
    (NOTICE.encode("utf-8-sig"), "utf-8", "UTF-8 with a byte order mark"),
    (NOTICE.encode("gb18030"), "gb18030", "GB18030"),
    (NOTICE.encode("gbk"), "gb18030", "GBK is a part of GB18030"),
    (NOTICE.encode("utf-16"), "utf-16", "UTF-16 with its mark"),
    (b"\xfe\xff" + NOTICE.encode("utf-16-be"), "utf-16", "UTF-16 the other way round"),
    (f"<meta charset=gb2312>{NOTICE}".encode(), "utf-8", "a page saved as UTF-8 that claims the old encoding"),
    (f"<meta charset=utf-8>{NOTICE}".encode("gb18030"), "gb18030", "and the reverse"),
    (f"<meta charset='big5'>{'臺北市政府關於公開資訊的通知'}".encode("big5"), "big5", "a claim is a hint where all else fails"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "encoding", "reason"), ENCODINGS, ids=[e[2] for e in ENCODINGS])
def test_encoding(content, encoding, reason):
    text, found = decode(content)
    assert found == encoding, reason
    assert text.endswith((NOTICE, "的通知"))
    assert not text.startswith("\ufeff")


UNREADABLE = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \r\n\t\n", "empty"),
    ("zero.txt", NOTICE.encode() + b"\0\0\0", "binary"),
    ("random.txt", bytes(range(256)) * 20, "binary"),
    ("scan.txt", b"%PDF-1.7\n1 0 obj", "PDF"),
    ("renamed.txt", b"PK\x03\x04" + b"\x14" * 100, "packed"),
    ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    ("latin.txt", "Règlement général relatif à l'été".encode("latin-1"), "encoding"),
    ("big5.txt", "行政院關於推動政府資訊公開及電子化服務的實施計畫。各機關應依規定辦理。".encode("big5"), "encoding"),
    ("torn.txt", NOTICE.encode()[:-1], "encoding"),
    ("torn2.txt", NOTICE.encode()[1:], "encoding"),
    ("torn-utf16.txt", NOTICE.encode("utf-16")[:-1], "UTF-16"),
    ("nothing.html", b"<html><head><title>x</title></head><body><img src=a></body></html>", "no text"),
    ("long.txt", ("公" * (corpus.MAX_CHARACTERS + 1)).encode(), "too large"),
    ("huge.txt", b"a" * (corpus.MAX_BYTES + 1), "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), UNREADABLE, ids=[u[0] for u in UNREADABLE])
def test_what_cannot_be_read_says_why_in_one_sentence(tmp_path, name, content, words):
    with pytest.raises(UnreadableSource, match=words) as caught:
        corpus.read(write(tmp_path, name, content))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 150


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(UnreadableSource, match="no such file"):
        corpus.read(tmp_path / "none.txt")
    with pytest.raises(UnreadableSource, match="folder"):
        corpus.read(tmp_path)


def test_the_hash_is_of_the_bytes_and_the_offsets_of_the_text(tmp_path):
    content = "\ufeff甲\r\n乙\r丙𠀀\n".encode()
    source = corpus.read(write(tmp_path, "a.txt", content), "folder/a.txt")
    assert source.text == "甲\n乙\n丙𠀀\n"
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert (source.name, source.media_type, source.encoding) == ("folder/a.txt", "text/plain", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content):
    try:
        text, encoding = decode(content)
    except UnreadableSource as refused:
        assert "\n" not in str(refused)
    else:
        assert "\0" not in text
        assert text.removeprefix("\ufeff") in content.decode(encoding)


@given(
    st.text(
        st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FA5)
        | st.sampled_from("，。、\n"),
        min_size=1,
    )
)
def test_utf8_comes_back(text):
    assert decode(text.encode("utf-8")) == (text, "utf-8")
