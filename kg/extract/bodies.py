"""Lists of bodies: where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import patterns
from kg.passage import Passage

_OPEN, _CLOSE = "（([〔【“", "）)]〕】”"
_SEPARATORS = "、，,；;/／"
_LEADING = re.compile(
    r"^(?:以上[0-9一二三四五六七八九十]*[件项个]?(?:任务|工作)?|并?由|以及|及(?!时)|和|与|并|同时|请|会同|其他|[（(]?[0-9]{1,2}[）).．、]|[：:。])+"
)
_TRAILING = re.compile(r"(?:[。；;：:，,、.\s]|按.{0,4}职责(?:分工)?|分别|共同|具体|等)+$")
# the office of a body for the task, and in brackets where it sits: no part of its name
_OFFICE_AT = re.compile(
    r"(?:领导小组|专班|指挥部|联席会议|协调小组)办(?:公室)?(?P<at>[（(][^（）()]{2,24}[）)])$"
)
_AND = re.compile(r"以及|和|及|与")
_NOBODY = re.compile(r"^(?:无|/|／|-+|—+|―+|\.+|…+|略|同上)$")

_SHARED = re.compile(
    r"^(?:(?:人民)?政府|办事处|党委|党工委|管委会|部门|单位|机构)$"
)  # 各乡镇党委和人民政府 is one
_LISTED_SUFFIX = re.compile(r"^(?:委|办|局|部|厅|中心|直属机构)$")  # 区政府各委、办、局

# the rest of a name: 县委⏎办公室, 县人武部⏎保障科
_REST = re.compile(r"办公[厅室]|委?员会|[\u4e00-\u9fff]{2,6}[科股](?:[、，,；;]|$)")
_LONGEST = 45  # characters of a name
Name = tuple[int, int]


def names_in(passage: Passage) -> list[Name]:
    """The bodies of a printed list, each as its first and last-but-one character in the passage.

    Split at 、 ， and 和 where those join bodies; 各市、县人民政府 stays one, 等部门 is dropped, the
    collective body behind 等 (等市直有关单位) is kept.
    """
    found: list[Name] = []
    for start, end in _joined_divisions(passage.text, _units_of_one(passage.text, list(_pieces(passage)))):
        for part in _parts(passage.text, start, end):
            name = _trimmed(passage.text, *part)
            if name:
                found.append(name)
    return found


def _units_of_one(text: str, pieces: list[Name]) -> list[Name]:
    """市直有关部门、单位 is one body."""
    joined: list[Name] = []
    for start, end in pieces:
        if (
            joined
            and text[start:end].strip() in {"单位", "机构"}
            and text[slice(*joined[-1])].endswith("部门")
        ):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def is_body(text: str) -> bool:
    """Whether a piece of text is, by its last words, the name of a body."""
    return 2 <= len(text) <= _LONGEST and bool(patterns.BODY_LIKE.search(text))


def _pieces(passage: Passage) -> Iterator[Name]:
    """Cut at separators outside brackets, and at a line break between two whole names."""
    text, depth, start = passage.text, 0, 0
    for i, c in enumerate(text):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and c in _SEPARATORS:
            yield start, i
            start = i + 1
        elif 0 < i - start <= _LONGEST and depth == 0 and passage.offsets[i] - passage.offsets[i - 1] > 1:  # noqa: SIM102
            if _next_line_begins(text[start:i], text[i : i + _LONGEST]):
                yield start, i
                start = i
    yield start, len(text)


def _next_line_begins(before: str, after: str) -> bool:
    """Whether a line break parts two names (市教育局⏎市财政局) and is no break within one (各乡⏎镇)."""
    if before.endswith(("乡", "镇", "区", "县", "市")) or _REST.match(after):
        return False
    line = re.match(r"[^、，,；;]*", after)
    if not is_body(before):
        return False
    return bool(patterns.STARTS_BODY.match(after)) or (
        len(before) > 3 and line is not None and is_body(line[0])
    )


def _joined_divisions(text: str, pieces: list[Name]) -> Iterator[Name]:
    """各市 in 各市、县人民政府 is no body of its own: it goes with what follows."""
    pending: int | None = None
    for k, (start, end) in enumerate(pieces):
        word = text[start:end].strip()
        if (
            pending is None
            and k + 1 < len(pieces)
            and _LISTED_SUFFIX.match(text[slice(*pieces[k + 1])].strip())
            and ("各" in word or word.startswith(("省", "市", "县", "区", "州", "国")))
            and word.endswith(("委", "办", "局", "部", "厅"))
        ):
            pending = start
            continue
        if pending is not None and _LISTED_SUFFIX.match(word):
            follows = text[slice(*pieces[k + 1])].strip() if k + 1 < len(pieces) else ""
            if _LISTED_SUFFIX.match(follows):
                continue
        after = text[pieces[k + 1][0] : pieces[k + 1][1]] if k + 1 < len(pieces) else ""
        if patterns.BARE_DIVISION.match(word) and _needs(word, after):
            pending = start if pending is None else pending
            continue
        yield (start if pending is None else pending), end
        pending = None


def _needs(word: str, after: str) -> bool:
    """Whether the division word has its noun (人民政府, 有关部门) only in the piece behind it."""
    if re.fullmatch(r"省|市|县|区|州|盟|旗|自治区|直辖市|省级|市级|县级|区级|中央|国家", word):
        return bool(after)
    if after.startswith("各"):
        return False
    if patterns.BARE_DIVISION.match(after.strip()):
        return True
    if re.search(r"[乡镇]$", word):
        return bool(re.match(r"^(?:乡|镇|街道)?(?:人民)?政府", after))
    return bool(
        re.match(
            r"^(?:直辖市|自治区|自治州|县|市|区|州|旗|盟|乡|镇|新区|开发区|区县|市县|县级|区级|市级|自治县)?(?:[（(][^（）()]{1,14}[）)])?(?:级|直)?(?:人民政府|政府|相关|有关|各?部门|各?单位|管委会|行政|[\u4e00-\u9fff]{2,8}(?:局|委|厅|部门)$)",
            after,
        )
    )


def _parts(text: str, start: int, end: int) -> Iterator[Name]:
    """Split a piece at 和 between two bodies, and at 等 with a collective body behind it."""
    head = text[start : min(end, start + _LONGEST)]
    etc = next((m for m in re.finditer("等", head) if is_body(head[: m.start()])), None)
    if etc:
        rest = start + etc.end()
        yield from _parts(text, start, start + etc.start())
        if not patterns.GENERIC_REST.match(text[rest:end].strip("。；;， ")):
            yield rest, end
        return
    for m in _AND.finditer(text, start, min(end, start + _LONGEST)):
        left, right = text[start : m.start()], text[m.end() : end]
        if (
            is_body(left)
            and _depth(left) == 0
            and is_body(_TRAILING.sub("", right))
            and not patterns.GENERIC_REST.match(right)
            and not _SHARED.match(right)
        ):
            yield start, m.start()
            yield from _parts(text, m.end(), end)
            return
    yield start, end


def _depth(text: str) -> int:
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSE))


def _trimmed(text: str, start: int, end: int) -> Name | None:
    if end - start > 4 * _LONGEST:
        return None
    piece = text[start:end]
    lead = _LEADING.match(piece)
    if lead:
        start += lead.end()
    tail = _TRAILING.search(text[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    while _depth(text[start:end]) < 0 and text[end - 1] in _CLOSE:
        end -= 1
    while _depth(text[start:end]) > 0 and text[start] in _OPEN:
        start += 1
    office = _OFFICE_AT.search(text[start:end])
    if office:
        end = start + office.start("at")
    piece = text[start:end]
    if len(piece) < 2 or len(piece) > 60 or _NOBODY.match(piece) or not re.search(r"[\u4e00-\u9fff]", piece):
        return None
    return start, end
