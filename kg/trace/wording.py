"""Tasks of different documents that say the same.

Likeness is the cosine of TF-IDF weights of character 1- and 2-grams, which no segmentation of words can
mislead. A task follows the likest one in a document above its own; what is left is sought among all
tasks that share its rarer bigrams, so that the work grows with the number of tasks and not with its
square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kg.trace.closure import Lineages
from kg.trace.records import Corpus, TaskText, Text
from kg.trace.reissue import Above
from kg.zh import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

# The first is where tests/gold gives the best balance of precision and recall; what no lineage of the
# documents supports must be liker.
_FOLLOWS, _SIBLING = 0.45, 0.62
# A bigram of so many tasks tells no two of them from the rest.
_COMMON = 150
_SIBLINGS = 3
_LOOKED_AT = 32
_BLOCK = 2048
_NOISE = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_SHORTEST, _MOST_WORDS = 4, 6


@dataclass(frozen=True, slots=True)
class Tie:
    """Two tasks that say the same. Of siblings the descendant is the later one."""

    descendant: str
    ancestor: str
    kind: Literal["follows", "sibling"]
    likeness: float
    words: tuple[str, ...]


def find_ties(corpus: Corpus, tasks: Sequence[TaskText], lineages: Lineages, above: Above) -> list[Tie]:
    """The ties between the tasks of a corpus, in one order."""
    if len(tasks) < 2:
        return []
    words = [fold(task.words) for task in tasks]
    search = _Search(corpus, tasks, words, lineages, above)
    found = search.follows()
    return search.ties(found, search.others(found))


def _weights(texts: Sequence[str]) -> csr_matrix:
    """One row of TF-IDF weights for each text, of length 1: the logarithm of how often it holds a feature,
    and of how few texts do (Manning, Raghavan and Schütze 2008, sections 6.2 and 6.4)."""
    import numpy
    from scipy.sparse import csr_matrix

    words = [_NOISE.sub("", text).lower() for text in texts]
    characters = numpy.frombuffer("".join(words).encode("utf-32-le"), numpy.uint32).astype(numpy.int64)
    of = numpy.repeat(numpy.arange(len(words)), list(map(len, words)))
    within = numpy.flatnonzero(of[:-1] == of[1:])  # where a bigram begins
    bigrams = (characters[within] << 32) + characters[within + 1]
    features, columns = numpy.unique(numpy.concatenate((characters, bigrams)), return_inverse=True)
    rows = numpy.concatenate((of, of[within]))
    shape = (len(words), len(features))
    weights = csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape)  # adds up what is the same
    frequency = numpy.bincount(weights.indices, minlength=len(features))
    rarity = numpy.log((1 + len(words)) / (1 + frequency)) + 1
    weights.data = (1 + numpy.log(weights.data)) * rarity[weights.indices]
    of = numpy.repeat(numpy.arange(len(words)), numpy.diff(weights.indptr))
    length = numpy.sqrt(numpy.bincount(of, weights.data**2, len(words)))
    weights.data = (weights.data / length[of]).astype(numpy.float32)
    return weights


class _Search:
    def __init__(
        self,
        corpus: Corpus,
        tasks: Sequence[TaskText],
        words: Sequence[str],
        lineages: Lineages,
        above: Above,
    ) -> None:
        self._corpus, self._tasks, self._words, self._weights = corpus, tasks, words, _weights(words)
        self._lineages, self._above = lineages, above
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, task in enumerate(tasks):
            self._rows[task.document].append(row)

    def follows(self) -> dict[int, tuple[int, float]]:
        """For each task the likest in the documents above: of the nearest level that has one."""
        below: defaultdict[str, set[str]] = defaultdict(set)
        for document in self._rows:
            for ancestor in self._lineages.steps(document):
                for member in self._corpus.group(ancestor):
                    if member in self._rows:
                        below[member].add(document)
        best: dict[int, tuple[int, float, int]] = {}
        for ancestor, documents in sorted(below.items()):
            rank = self._corpus.texts[ancestor].rank or 0
            targets = self._rows[ancestor]
            rows = [row for document in sorted(documents) for row in self._rows[document]]
            for row, (score, at) in zip(rows, self._likest(rows, targets), strict=True):
                new = (rank, score, -targets[at])
                if score >= _FOLLOWS and new > best.get(row, (-1, 0.0, 0)):
                    best[row] = new
        return {row: (-at, score) for row, (_, score, at) in best.items()}

    def _likest(self, rows: list[int], targets: list[int]) -> Iterator[tuple[float, int]]:
        """For each row the likest of the targets, the first of equals, and how like it is."""
        other = self._weights[targets].T.tocsc()
        for start in range(0, len(rows), _BLOCK):
            scores = (self._weights[rows[start : start + _BLOCK]] @ other).toarray().round(4)
            at = scores.argmax(axis=1)
            yield from zip(scores.max(axis=1).tolist(), at.tolist(), strict=True)

    def others(self, follows: Mapping[int, tuple[int, float]]) -> list[tuple[int, int, float, str]]:
        """Pairs of like tasks between documents of which neither stands above the other."""
        found: list[tuple[int, int, float, str]] = []
        roots = _roots(follows)
        lines: dict[str, frozenset[str]] = {}
        for row, like in _candidates(self._weights):
            kept = 0
            for other, score in like:
                kind = self._kind(row, other, roots, lines)
                if kind is None:
                    continue
                if kind == "follows" and row in follows:
                    continue
                found.append((row, other, score, kind))
                kept += 1
                if kept == _SIBLINGS:
                    break
        return found

    def _kind(
        self, row: int, other: int, roots: Mapping[int, int], lines: dict[str, frozenset[str]]
    ) -> Literal["follows", "sibling"] | None:
        """How a task stands to another that it is like; None where that is told by lineage already, or
        is the other task's to tell."""
        document, above = self._tasks[row].document, self._tasks[other].document
        for node in (document, above):
            if node not in lines:
                lines[node] = frozenset(self._lineages.steps(node)) | self._corpus.family(node)
        if lines[document] & self._corpus.family(above) or lines[above] & self._corpus.family(document):
            return None
        low, high = self._corpus.texts[document], self._corpus.texts[above]
        if self._may_follow(low, high):
            return "follows"
        if self._may_follow(high, low):
            return None
        if roots.get(row, row) == roots.get(other, other):
            return None
        return "sibling" if (low.issued or "", row) > (high.issued or "", other) else None

    def _may_follow(self, low: Text, high: Text) -> bool:
        """Whether level, place and date let a task of the one come from the other."""
        if low.rank is None or high.rank is None or high.rank >= low.rank or not high.before(low):
            return False
        return high.rank == 0 or bool(low.place and high.place in self._above(low.place))

    def ties(
        self, follows: Mapping[int, tuple[int, float]], others: Iterable[tuple[int, int, float, str]]
    ) -> list[Tie]:
        """The ties that were found, with the words that the two tasks share."""
        pairs = [(row, other, score, "follows") for row, (other, score) in follows.items()]
        pairs += others
        likest: dict[int, tuple[int, int, float, str]] = {}
        ties = []
        for pair in sorted(pairs):
            if pair[3] == "follows" and pair[0] not in follows:
                # told by wording alone: the likest one is enough
                likest[pair[0]] = max(pair, likest.get(pair[0], pair), key=lambda p: (p[2], -p[1]))
            else:
                ties.append(self._tie(pair))
        ties += [self._tie(pair) for pair in likest.values()]
        return sorted(ties, key=lambda tie: (tie.descendant, tie.kind, tie.ancestor))

    def _tie(self, pair: tuple[int, int, float, str]) -> Tie:
        row, other, score, kind = pair
        words = shared_words(self._words[row], self._words[other])
        one, two = self._tasks[row].node, self._tasks[other].node
        return Tie(one, two, "follows" if kind == "follows" else "sibling", round(score, 2), words)


def _roots(follows: Mapping[int, tuple[int, float]]) -> dict[int, int]:
    """The highest task that each follows, at any depth."""
    roots: dict[int, int] = {}
    for row in follows:
        at, seen = row, {row}
        while at in follows and follows[at][0] not in seen:
            at = follows[at][0]
            seen.add(at)
        roots[row] = at
    return roots


def _candidates(weights: csr_matrix) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """For each row the rows that are like it, the likest first.

    Candidates share a feature that few rows have; what they are like is then reckoned by all features.
    """
    import numpy

    frequency = numpy.bincount(weights.indices, minlength=weights.shape[1])
    rare: Any = weights[:, numpy.flatnonzero((frequency > 1) & (frequency <= _COMMON))].tocsr()
    turned = rare.T.tocsr()
    for start in range(0, weights.shape[0], _BLOCK):
        stop = min(start + _BLOCK, weights.shape[0])
        near = (rare[start:stop] @ turned).tocsr()
        near.sort_indices()
        ends = list(zip(near.indptr[:-1], near.indptr[1:], strict=True))
        picked = [_nearest(start + at, near.indices[a:b], near.data[a:b]) for at, (a, b) in enumerate(ends)]
        rows = numpy.repeat(numpy.arange(start, stop), [len(columns) for columns in picked])
        columns = numpy.concatenate(picked)
        scores = numpy.asarray(weights[rows].multiply(weights[columns]).sum(axis=1)).ravel().round(4)
        begin = 0
        for at, chosen in enumerate(picked):
            own = scores[begin : begin + len(chosen)]
            begin += len(chosen)
            kept = numpy.flatnonzero(own >= _SIBLING)
            order = kept[numpy.argsort(-own[kept], kind="stable")]
            yield start + at, [(int(chosen[i]), float(own[i])) for i in order]


def _nearest(row: int, columns: NDArray[Any], partial: NDArray[Any]) -> NDArray[Any]:
    """The other rows that share the most of a row's rare features, in their order."""
    import numpy

    other = columns != row
    columns, partial = columns[other], partial[other]
    if columns.size <= _LOOKED_AT:
        return columns
    best = numpy.argsort(-partial.round(4), kind="stable")[:_LOOKED_AT]
    return numpy.sort(columns[best])


def shared_words(one: str, two: str) -> tuple[str, ...]:
    """The longest stretches of at least four characters that two folded texts share, in the first one's
    order."""
    found: list[tuple[int, str]] = []
    at = 0
    while at <= len(one) - _SHORTEST:
        if one[at : at + _SHORTEST] not in two:
            at += 1
            continue
        ends = range(at + _SHORTEST, len(one) + 1)
        end = ends[bisect_left(ends, True, key=lambda end: one[at:end] not in two) - 1]
        words = one[at:end].strip("，。、；：,.;:()\"'")
        if len(words) >= _SHORTEST:
            found.append((at, words))
        at = end
    longest = sorted(found, key=lambda f: (-len(f[1]), f[0]))[:_MOST_WORDS]
    return tuple(dict.fromkeys(words for _, words in sorted(longest)))
