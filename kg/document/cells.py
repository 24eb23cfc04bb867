"""What a cell of a table is by its words: which column a head announces, and what stands in the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from kg.document import patterns

Column = Literal[
    "index", "group", "heading", "text", "lead", "responsible", "cooperate", "supervise", "deadline", "other"
]
Content = Literal["empty", "index", "label", "sublabel", "text", "bodies", "time", "short"]

BODY_COLUMNS: frozenset[Column] = frozenset({"lead", "responsible", "cooperate", "supervise"})

_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("index", re.compile(r"^(?:序号|编号|序|项号|任务序号|NO\.?)$", re.I)),
    ("deadline", re.compile(r"^止$|^截止|时限|时间|期限|进度安排|节点|完成日期|工期")),
    (
        "other",
        re.compile(
            r"^起$|^起始|备注|说明|责任人|责任领导|牵头领导|分管领导|市领导|县领导|区领导|联系人|联系电话|电话|成果|依据|来源|完成情况|落实情况|进展|指标|投资|资金|频率"
        ),
    ),
    ("cooperate", re.compile(r"配合|协办|协助|参与|参加|协同|会办|支持单位")),
    (
        "supervise",
        re.compile(r"监督单位|督办|督查|督导|监督部门|考核单位|验收单位|监管单位|指导单位|指导部门"),
    ),
    ("lead", re.compile(r"牵头|主办|主责|总牵头|第一责任单位")),
    (
        "responsible",
        re.compile(
            r"责任单位|责任部门|责任主体|责任机构|承办|实施单位|实施主体|落实单位|落实部门|执行单位|办理单位|负责单位|负责部门|责任分工|任务单位|完成单位|单位$|部门$"
        ),
    ),
    (
        "text",
        re.compile(
            r"举措|措施|内容|要求|具体|具体任务|任务要求|工作要求|重点工作任务|整改要求|任务分解|目标任务|具体工作|任务清单|任务目标|工作目标|具体事项|主要任务|重点事项|改革任务"
        ),
    ),
    (
        "heading",
        re.compile(r"任务|项目|类别|领域|事项|类型|分类|工作|目标|方面|环节|阶段|板块|问题|要点|重点|名称"),
    ),
)
_LONG = 24


def head_role(text: str) -> Column | None:
    """The column that a head cell announces, or None where it is no head."""
    text = re.sub(r"[\s（(].*$|\s|(?<=[位门])(?:及|和|、|/)(?:责任|负责|联系)人$", "", text)
    if not text or len(text) > 14 or re.search(r"[。，；：:]", text):
        return None
    return next((role for role, pattern in _HEADS if pattern.search(text)), None)


def _is_bodies(text: str) -> bool:
    if patterns.CELL_LABELLED.match(text):
        return True
    # a sentence ends with 。 and is no list, or few of its parts end as bodies do
    parts = [part for part in re.split(r"[、，,；;。]", text) if part]
    bodies = sum(bool(patterns.ENDS_BODY.search(part)) for part in parts)
    sentence = text.endswith("。") and (bodies <= len(parts) / 2 or ("、" not in text and len(text) > _LONG))
    return not sentence and bool(patterns.CELL_OF_BODIES.match(text))


# What a cell looks like, the surest signs first.
_LOOKS: tuple[tuple[Content, Callable[[str], bool]], ...] = (
    ("empty", lambda text: not text),
    ("index", lambda text: bool(patterns.CELL_OF_INDEX.match(text))),
    ("time", lambda text: len(text) <= 40 and bool(patterns.CELL_OF_TIME.match(text))),
    ("text", lambda text: len(text) > 8 and bool(patterns.CELL_TASK_LABEL.match(text))),
    ("bodies", _is_bodies),
    ("label", lambda text: len(text) < 2 * _LONG and bool(patterns.CELL_LABEL.match(text))),
    ("sublabel", lambda text: len(text) < 2 * _LONG and bool(patterns.CELL_SUBLABEL.match(text))),
    ("text", lambda text: len(text) >= _LONG or text.endswith(("。", "；"))),
)


@lru_cache(maxsize=8192)
def content_of(text: str) -> Content:
    """What a cell looks like; ``short`` where nothing surer can be said."""
    return next((content for content, looks in _LOOKS if looks(text)), "short")
