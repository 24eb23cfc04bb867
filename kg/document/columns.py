"""What each column of a table of tasks holds, by the words of its head or by what stands in it, and
which column each cell of a row belongs to where merged cells have let the row slip to the left."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Literal

Column = Literal[
    "index", "group", "heading", "text", "lead", "responsible", "cooperate", "supervise", "deadline", "other"
]
Content = Literal["empty", "index", "label", "sublabel", "text", "bodies", "time", "short"]

_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("index", re.compile(r"^(?:序号|编号|序|项号|任务序号|NO\.?)$", re.I)),
    ("deadline", re.compile(r"时限|时间|期限|进度安排|节点|完成日期|工期")),
    (
        "other",
        re.compile(
            r"备注|说明|责任人|责任领导|牵头领导|分管领导|市领导|县领导|区领导|联系人|联系电话|电话|成果|依据|来源|完成情况|落实情况|进展|指标|投资|资金|频率"
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
BODY_COLUMNS: frozenset[Column] = frozenset({"lead", "responsible", "cooperate", "supervise"})

_BODY_END = (
    r"(?:局|委|办|厅|部|政府|办公室|中心|单位|部门|街道|乡镇|镇|乡|办事处|公司|委员会|管委会|区县|县区|县|区|市"
    r"|馆|院|会|联|校|站|所|队|行|社|署|处|室|集团|机构|各地|组)"
)
ENDS_BODY = re.compile(rf"(?<!\d){_BODY_END}(?:[）)]|等.{{0,24}}|负责|牵头|配合)*$")
_BODIES = re.compile(
    rf"^(?:[（(]?(?:牵头|责任|配合|主办|协办|参与)(?:单位|部门)?[）)]?[:：])?[^。；;：:]{{1,600}}?{_BODY_END}(?:[（(][^（）()]{{1,30}}[）)])?(?:等.{{0,24}})?(?:牵头|负责|配合|按职责分工负责)?[。；，、,.)）]*$"
)
_LABELLED = re.compile(r"^(?:牵头|责任|配合|主办|协办|参与|承办|实施)(?:责任)?(?:单位|部门)\s*[:：]")
_TIME = re.compile(
    r"^(?:[^。，]{0,3}?(?:\d|[一二三四五六七八九十])[^。]{0,4}(?:年|月|日|季度|旬|周|天|前|内|底)[^。]{0,12}|年底前?|年内|长期.{0,6}|持续.{0,6}|常年.{0,6}|全年.{0,6}|及时.{0,6}|立即.{0,6}|即时.{0,4}|适时.{0,4}|按.{0,6}(?:要求|季度|月|年|时限|进度)|每.{1,10}|常态化.{0,6}|实时.{0,4}|随时.{0,4}|\d{4}[.\-/年].{0,12}|已完成|下半年|上半年|半年.{0,4}|贯穿全年)[。]?$"
)
_INDEX = re.compile(r"^[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[)）]?[.．、]?(?:\s*\d{1,3})?$")
_LABEL = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_SUBLABEL = re.compile(r"^[（(][一二三四五六七八九十\d]{1,3}[)）]")
_TASK_LABEL = re.compile(r"^(?:\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[)）])")
_LONG = 24


def head_role(text: str) -> Column | None:
    """The column that a head cell announces, or None where it is no head."""
    text = re.sub(r"[\s（(].*$|\s|(?<=[位门])(?:及|和|、|/)(?:责任|负责|联系)人$", "", text)
    if not text or len(text) > 14 or re.search(r"[。，；：:]", text):
        return None
    return next((role for role, pattern in _HEADS if pattern.search(text)), None)


def _is_bodies(text: str) -> bool:
    if _LABELLED.match(text):
        return True
    # a sentence ends with 。 and is no list, or few of its parts end as bodies do
    parts = [part for part in re.split(r"[、，,；;。]", text) if part]
    bodies = sum(bool(ENDS_BODY.search(part)) for part in parts)
    sentence = text.endswith("。") and (bodies <= len(parts) / 2 or ("、" not in text and len(text) > _LONG))
    return not sentence and bool(_BODIES.match(text))


# What a cell looks like, the surest signs first.
_LOOKS: tuple[tuple[Content, Callable[[str], bool]], ...] = (
    ("empty", lambda text: not text),
    ("index", lambda text: bool(_INDEX.match(text))),
    ("time", lambda text: len(text) <= 40 and bool(_TIME.match(text))),
    ("text", lambda text: len(text) > 8 and bool(_TASK_LABEL.match(text))),
    ("bodies", _is_bodies),
    ("label", lambda text: len(text) < 2 * _LONG and bool(_LABEL.match(text))),
    ("sublabel", lambda text: len(text) < 2 * _LONG and bool(_SUBLABEL.match(text))),
    ("text", lambda text: len(text) >= _LONG or text.endswith(("。", "；"))),
)


@lru_cache(maxsize=8192)
def content_of(text: str) -> Content:
    """What a cell looks like; ``short`` where nothing surer can be said."""
    return next((content for content, looks in _LOOKS if looks(text)), "short")


# How well a content fits a column: good, possible (0) or bad.
_FIT: dict[Column, dict[Content, float]] = {
    "index": {"index": 3, "label": -1, "sublabel": -1, "text": -4, "bodies": -4, "time": -3, "short": -2},
    "group": {"index": -1, "label": 2.2, "sublabel": 1.8, "text": -1, "bodies": -1, "time": -3, "short": 1.4},
    "heading": {
        "index": -1,
        "label": 1.9,
        "sublabel": 2.2,
        "text": -1,
        "bodies": -1,
        "time": -3,
        "short": 1.5,
    },
    "text": {"index": -3, "label": 0, "sublabel": 0, "text": 3, "bodies": -1, "time": -3, "short": 0.5},
    "lead": {"index": -4, "label": -2, "sublabel": -2, "text": -4, "bodies": 3, "time": -4, "short": 0},
    "deadline": {"index": -2, "label": -2, "sublabel": -2, "text": -4, "bodies": -4, "time": 3, "short": 0.5},
    "other": {"index": -1, "label": -1, "sublabel": -1, "text": -1, "bodies": -1, "time": -0.5, "short": 0.5},
}


def fit(content: Content, column: Column) -> float:
    """How well a cell of this content stands in this column."""
    if content == "empty":
        return 0.0
    return _FIT["lead" if column in BODY_COLUMNS else column][content]


_MOST_COVERED = 4  # columns more than heads


def columns_by_head(heads: Sequence[Column], width: int, rows: Sequence[Sequence[Content]]) -> list[Column]:
    """The columns of a table ``width`` wide under ``heads``; where there are fewer heads than columns,
    a head covers several: the arrangement that the whole rows fit best."""
    if len(heads) >= width:
        return list(heads[: max(width, len(heads))])
    if width - len(heads) > _MOST_COVERED:
        return columns_by_content(width, rows)
    whole = [row for row in rows if len(row) == width and row[-1] != "empty"] or list(rows)

    def score(columns: Sequence[Column]) -> float:
        return sum(
            fit(content, column) for row in whole for content, column in zip(row, columns, strict=False)
        )

    options = [
        _spread(heads, extra)
        for extra in itertools.combinations_with_replacement(range(len(heads)), width - len(heads))
    ]
    return max(options, key=score)


def _spread(heads: Sequence[Column], extra: Sequence[int]) -> list[Column]:
    """Each head once, and once more for each time that ``extra`` names it; a doubled head of tasks is a
    heading before its text."""
    times = Counter(extra)
    columns: list[Column] = []
    for i, head in enumerate(heads):
        copies = times[i] + 1
        spoken: list[Column] = ["heading"] * (copies - 1)
        columns += [*spoken, head] if head in ("text", "heading") else [head] * copies
    return columns


def settle_text(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Of the columns that speak of tasks the wordiest holds the duty, the one before it heads it, those
    further left group them."""
    speaking = [i for i, column in enumerate(columns) if column in ("text", "heading")]
    if not speaking:
        return columns

    def length(i: int) -> float:
        cells = [len(row[i]) for row in rows if i < len(row) and row[i]]
        return sum(cells) / len(cells) if cells else 0.0

    text = max(speaking, key=lambda i: (length(i), i))
    settled: list[Column] = []
    for i, column in enumerate(columns):
        if i in speaking:
            nearest = max((j for j in speaking if j < text), default=-1)
            settled.append(
                "text" if i == text else "other" if i > text else "heading" if i == nearest else "group"
            )
        else:
            settled.append(column)
    return settled


_USUAL: dict[Content, Column] = {
    "index": "index",
    "time": "deadline",
    "text": "text",
    "bodies": "responsible",
}


def columns_by_content(width: int, rows: Sequence[Sequence[Content]]) -> list[Column]:
    """The columns of a table that prints no head: bodies (leading before responsible), times, text."""
    columns: list[Column] = []
    for i in range(width):
        seen = Counter(row[i] for row in rows if i < len(row) and row[i] != "empty")
        usual: Content = seen.most_common(1)[0][0] if seen else "empty"
        columns.append(_USUAL.get(usual, "heading"))
    bodies = [i for i, column in enumerate(columns) if column == "responsible"]
    if len(bodies) > 1:
        columns[bodies[0]] = "lead"
        for i in bodies[2:]:
            columns[i] = "cooperate"
    return columns


_STRAY = 0.6
_SKIP: dict[Column, float] = {"index": 0.4, "group": 0.5, "heading": 0.5}


def place(contents: Sequence[Content], columns: Sequence[Column]) -> list[int]:
    """The column of each cell of a row that may have slipped: cells keep their order, columns on their
    left may be missing, empty cells at the end may be padding (-1)."""
    printed = len(contents)
    contents = contents[: 2 * len(columns) + 8]
    filled = max((i + 1 for i, content in enumerate(contents) if content != "empty"), default=0)

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == filled:
            return 0.0, ()
        if column == len(columns):
            return -100.0 * (filled - cell), (-1,) * (filled - cell)
        score, rest = best(cell + 1, column + 1)
        here = (score + fit(contents[cell], columns[column]), (column, *rest))
        if contents[cell] == "empty" and filled > len(columns):  # a separator too many
            score, rest = best(cell + 1, column)
            here = max(here, (score - _STRAY, (-1, *rest)), key=lambda option: option[0])
        score, rest = best(cell, column + 1)
        skip = (score - _SKIP.get(columns[column], 1.2), rest)
        return max(here, skip, key=lambda option: option[0])

    return [*best(0, 0)[1], *(-1 for _ in range(printed - filled))]
