"""Answers and graphs as HTML, the way Jupyter shows them. All text of the data is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from kg.sparql.info import GraphInfo
from kg.sparql.terms import Value, to_text
from kg.sparql.writers import IRI, display_width, one_line, shorten

MOST_ROWS, MOST_WIDTH, IRI_WIDTH = 60, 600, 30
_SHORT = 28  # a column no wider than this stays on one line
# Chinese text may be broken after any character: without a least width, a browser that is short of room
# makes such columns one character wide. The class stands twice to go before Jupyter's own rule, which
# sets all text to the right.
_STYLE = """<style>
.gongwen { overflow-x: auto; margin: .3em 0 }
.gongwen table { border-collapse: collapse; margin: 0 }
div.gongwen.gongwen tr > * { text-align: left; vertical-align: top; padding: .3em .7em;
 white-space: nowrap; font-size: 13px; line-height: 1.5; border-bottom: 1px solid #8885 }
div.gongwen.gongwen tr > .wide { white-space: normal; min-width: 20em; max-width: 36em;
 overflow-wrap: anywhere }
div.gongwen.gongwen tr > .number { text-align: right; font-variant-numeric: tabular-nums }
.gongwen .said, .gongwen summary { font-size: 12px; opacity: .8 }
.gongwen pre { font-size: 12px; max-height: 30em; overflow: auto }
.gongwen .side { display: flex; flex-wrap: wrap; gap: 0 1.2em; align-items: flex-start }
</style>"""
_COUNTS = (
    ("sources", "来源文件 source files"),
    ("documents", "公文 documents"),
    ("tasks", "任务 tasks"),
    ("assignments", "职责 assignments"),
    ("deadlines", "时限 deadlines"),
    ("citations", "引用 citations"),
    ("agencies", "单位 bodies"),
    ("unresolved", "其中全称未定 of these, full name unknown"),
    ("works", "法规和文件 laws and documents named"),
    ("works_held", "其中收有文本 of these, text held"),
)
_GROUPS = (("by_level", "层级 level"), ("by_place", "地方 place"), ("by_year", "年份 year"))
_UNKNOWN = "不明 unknown"


def answer_html(columns: Sequence[str], rows: Sequence[Sequence[Value]], sparql: str) -> str:
    """A table of the first rows, how many there are, and the query, folded."""
    return (
        f'{_STYLE}<div class="gongwen">{_table(columns, rows)}<details><summary>{len(rows)} 行 rows · SPARQL'
        f"</summary><pre>{escape(_visible_lines(sparql))}</pre></details></div>"
    )


def graph_html(name: str, info: GraphInfo) -> str:
    """What a graph holds: its counts, and its documents by level, place and year."""
    counts = [(label, getattr(info, key)) for key, label in _COUNTS]
    tables = [_table(("图谱收有 the graph holds", ""), counts)]
    for key, label in _GROUPS:
        groups: Mapping[str, int] = getattr(info, key)
        rows = [(group or _UNKNOWN, count) for group, count in groups.items()]
        tables.append(_table((label, "公文 documents"), rows))
    return (
        f'{_STYLE}<div class="gongwen"><div class="said">{escape(one_line(name))}</div>'
        f'<div class="side">{"".join(tables)}</div></div>'
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    shown = rows[:MOST_ROWS]
    kinds = [_column_class(row[i] for row in shown) for i in range(len(columns))]
    head = "".join(
        f'<th class="{kind}">{escape(one_line(column))}</th>'
        for column, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell(value, kind) for value, kind in zip(row, kinds, strict=True))}</tr>"
        for row in shown
    )
    return f"<div><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_cut(len(rows))}</div>"


def _cut(rows: int) -> str:
    if rows <= MOST_ROWS:
        return ""
    said = f"共 {rows} 行，显示前 {MOST_ROWS} 行 · {rows} rows, the first {MOST_ROWS} are shown"
    return f'<div class="said">{said}</div>'


def _column_class(values: Iterable[Value]) -> str:
    found = [value for value in values if value is not None]
    if found and all(isinstance(value, int | float) and not isinstance(value, bool) for value in found):
        return "number"
    texts = (text for text in map(to_text, found) if not text.startswith(IRI))
    return "wide" if any(display_width(text) > _SHORT for text in texts) else ""


def _cell(value: Value, kind: str) -> str:
    whole = one_line(to_text(value))
    is_iri = whole.startswith(IRI)
    text = shorten(whole, IRI_WIDTH if is_iri else MOST_WIDTH)
    title = f' title="{escape(whole)}"' if is_iri else ""  # the whole, which the cell only ends with
    return f'<td class="{kind}"{title}>{escape(text)}</td>'


def _visible_lines(text: str) -> str:
    return "\n".join(one_line(line) for line in text.strip().splitlines())
