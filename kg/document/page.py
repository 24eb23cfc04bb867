"""A web page around a document: navigation and buttons are dropped, its metadata block is kept as fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.document import patterns
from kg.document.lines import Line
from kg.model import SourceText
from kg.zh import read_date, tidy

_END_OF_PAGE = re.compile(
    r"^(?:相关(?:链接|文章|新闻|解读|附件|信息|阅读|稿件|报道|推荐)|(?:政策|文字|文件|图文|专家|媒体)?解读(?:链接)?\s*[:：]|(?:附件|文件|文档)下载|·?\s*一图读懂|扫码|上一[篇条页]|下一[篇条页]|.*扫一扫|版权所有|分享到?\s*[:：]|分享到|【(?:政策解读|文件下载|相关|图解|附件下载|解读)|【?打印|主办\s*[:：]|网站地图|责任编辑)"
)
_NUMBER_LABELS = ("发文字号", "文号", "文件编号")
_INDEX_LABELS = ("索引号", "信息索引号")
_ISSUED_LABELS = ("成文日期", "成文时间", "发文日期", "发文时间", "印发日期")
_PUBLISHED_LABELS = ("发布日期", "发布时间", "公开日期", "公开时间", "时间", "日期", "生成日期", "生成时间")
_VALIDITY_LABELS = ("效力状况", "效力状态", "有效状态", "有效性", "时效性", "文件状态", "是否有效")
_DISCLOSURE_LABELS = ("公开方式", "公开属性")
_ISSUER_LABELS = ("发文机关", "制发机关", "发文单位", "制发单位", "发文机构")


@dataclass(frozen=True, slots=True)
class PageFields:
    """The metadata block's labels and values, in printed order."""

    fields: tuple[tuple[str, str], ...] = ()

    def first(self, labels: Iterable[str]) -> str | None:
        """The value of the first of ``labels`` that has one."""
        values = dict(reversed(self.fields))
        return next((values[label] for label in labels if values.get(label)), None)

    @property
    def number(self) -> str | None:
        """The 文号, where the block prints one."""
        found = patterns.NUMBER.search(self.first(_NUMBER_LABELS) or "")
        return found[0] if found else None

    @property
    def index_number(self) -> str | None:
        """The 索引号."""
        return self.first(_INDEX_LABELS)

    @property
    def validity(self) -> str | None:
        """What the page says of the document being in force."""
        return self.first(_VALIDITY_LABELS)

    @property
    def disclosure(self) -> str | None:
        """How the document is disclosed."""
        return self.first(_DISCLOSURE_LABELS)

    @property
    def issuer(self) -> str | None:
        """The issuing body (发文机关), never the page's publisher."""
        return self.first(_ISSUER_LABELS)

    @property
    def issued(self) -> date | None:
        """The day of signing (成文日期)."""
        return read_date(self.first(_ISSUED_LABELS) or "")

    @property
    def published(self) -> date | None:
        """The day of publication on the page."""
        return read_date(self.first(_PUBLISHED_LABELS) or "")


def strip_page(source: SourceText, lines: list[Line]) -> tuple[list[Line], PageFields]:
    """The lines of the documents themselves, and the page's fields.

    Only what stands before the first or behind the last line of running text can be the page's.
    """
    body = [i for i, line in enumerate(lines) if _is_running_text(line)]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    kept: list[Line] = []
    fields: list[tuple[str, str]] = []
    waiting: str | None = None
    for i, line in enumerate(lines):
        if first <= i <= last:
            kept.append(line)
            continue
        if i > last and _END_OF_PAGE.match(line.text):
            break
        printed = source.quote(line.span)
        found = _fields(printed)
        if found:
            fields += [(label, value) for label, value in found if value]
            waiting = found[-1][0] if not found[-1][1] else None
        elif waiting and not line.after_gap and _is_value(line.text, waiting):
            fields.append((waiting, line.text))
            waiting = None
        elif not patterns.FURNITURE.match(line.text):
            kept.append(line)
            waiting = None
    return kept, PageFields(tuple(fields))


_ISSUER = re.compile(r"(?:政府|办公[厅室]|委员会|[局厅])$")


def _is_value(text: str, label: str) -> bool:
    """Whether a line is the value of the label above it; a title or issuer below 名称： is the
    document's own."""
    own = patterns.TITLE.match(text) if len(text) > 6 else None
    return len(text) < 60 and (label in _VALUABLE or not (own or _ISSUER.search(text)))


_VALUABLE = frozenset(
    _NUMBER_LABELS
    + _INDEX_LABELS
    + _ISSUED_LABELS
    + _VALIDITY_LABELS
    + _ISSUER_LABELS
    + ("发布机构", "发布机关", "发布日期", "发布时间")
)


def _is_running_text(line: Line) -> bool:
    return (line.text.endswith(("。", "；")) and len(line.text) > 12) or (
        line.text.endswith(("：", ":"))
        and bool(patterns.ADDRESSEES.match(line.text))
        and not patterns.META.match(line.text)
    )


def _fields(printed: str) -> list[tuple[str, str]]:
    """The labels of one printed line with their values; empty where it is no line of metadata."""
    found = list(patterns.META.finditer(printed))
    if not found or found[0].start() != 0:
        return []
    if len(found) == 1 and not re.search(r"[:：\s]", found[0][0]) and len(printed) > len(found[0][0]):
        return []
    ends = [m.start() for m in found[1:]] + [len(printed)]
    return [
        (re.sub(r"\s", "", m["label"]), tidy(printed[m.end() : end]).strip("|｜ "))
        for m, end in zip(found, ends, strict=True)
    ]
