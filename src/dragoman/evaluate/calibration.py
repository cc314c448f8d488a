"""Whether a confidence of 0.7 is right seven times of ten: calibration error, reliability table and plot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.evaluate.answers import Verdict
from dragoman.evaluate.corpus import ReadSentence

_Z = 1.959963984540054
"""Standard deviations of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The confidence of one answered statement, and whether it was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about one confidence: from and to which, how many, their mean and the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float

    @property
    def interval(self) -> tuple[float, float]:
        """Between which the share right lies with 95 % confidence (Wilson 1927)."""
        spread = _Z * _Z / self.count
        middle = (self.right + spread / 2) / (1 + spread)
        width = _Z * math.sqrt(self.right * (1 - self.right) / self.count + spread / 4 / self.count) / (1 + spread)
        return max(0.0, middle - width), min(1.0, middle + width)


def judged(read: Iterable[ReadSentence]) -> list[Judged]:
    """Every answered statement of sentences with its confidence; right as the scores of statements have it."""
    return [
        Judged(each.answered.confidence, each.verdict is Verdict.RIGHT)
        for sentence in read
        for each in sentence.matches()
        if each.answered
    ]


def equal_width(statements: Sequence[Judged], bins: int) -> list[Bin]:
    """The statements in bins of one width between 0 and 1; bins without statements are left out."""

    def number(each: Judged) -> int:
        return min(bins - 1, int(each.confidence * bins))

    groups = groupby(sorted(statements, key=number), key=number)
    return [_bin(list(group), i / bins, (i + 1) / bins) for i, group in groups]


def equal_mass(statements: Sequence[Judged], bins: int) -> list[Bin]:
    """The statements in bins of one size (to within one), by confidence."""
    ranked = sorted(statements, key=lambda each: each.confidence)
    edges = [len(ranked) * i // bins for i in range(bins + 1)]
    groups = [ranked[start:end] for start, end in pairwise(edges) if end > start]
    return [_bin(group, group[0].confidence, group[-1].confidence) for group in groups]


def _bin(group: Sequence[Judged], low: float, high: float) -> Bin:
    count = len(group)
    return Bin(low, high, count, sum(e.confidence for e in group) / count, sum(e.right for e in group) / count)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): the mean gap of confidence and share right, by statements.

    With few statements a bin it is above 0 even of perfect confidences.
    """
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / total if total else 0.0


_WIDTH, _HEIGHT = 420, 430
_LEFT, _TOP, _SIDE = 56, 16, 340
_BASE = _TOP + _SIDE
_LARGEST = 9.0
_STYLE = """\
  <style>
    text { font: 12px sans-serif; fill: #222 }
    .page { fill: #fff } .frame { fill: none; stroke: #888 } .even { stroke: #888; stroke-dasharray: 4 4 }
    .s0 { fill: #1f5fa8; stroke: #1f5fa8 } .s1 { fill: #b5541c; stroke: #b5541c }
    @media (prefers-color-scheme: dark) {
      text { fill: #ddd } .page { fill: #16191d }
      .s0 { fill: #7db4f0; stroke: #7db4f0 } .s1 { fill: #f0a070; stroke: #f0a070 }
    }
  </style>"""


def reliability_plot(series: Mapping[str, Sequence[Bin]]) -> str:
    """An SVG of the share right by confidence, a mark a bin, for one named set or two.

    A larger mark stands for more statements, its line for the 95 % interval. The broken line is where
    confidences are exactly right. Readable on light and dark pages.
    """
    marks = [line for number, bins in enumerate(series.values()) for line in _marks(bins, number)]
    names = [
        f'  <circle class="s{i}" cx="{_LEFT + 14}" cy="{_TOP + 16 + 18 * i}" r="4"/>\n'
        f'  <text x="{_LEFT + 24}" y="{_TOP + 20 + 18 * i}">{_escaped(name)}</text>'
        for i, name in enumerate(series)
    ]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img">',
        "  <title>Share of right statements by confidence</title>",
        _STYLE,
        f'  <rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'  <rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"/>',
        f'  <line class="even" x1="{_LEFT}" y1="{_BASE}" x2="{_LEFT + _SIDE}" y2="{_TOP}"/>',
        *_axes(),
        *marks,
        *names,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _axes() -> Iterator[str]:
    for tenth in range(0, 11, 2):
        value = tenth / 10
        yield f'  <text x="{_x(value):.1f}" y="{_BASE + 18}" text-anchor="middle">{value:.1f}</text>'
        yield f'  <text x="{_LEFT - 8}" y="{_y(value) + 4:.1f}" text-anchor="end">{value:.1f}</text>'
    middle = _TOP + _SIDE // 2
    yield f'  <text x="{_LEFT + _SIDE // 2}" y="{_BASE + 42}" text-anchor="middle">confidence</text>'
    yield f'  <text transform="translate(16 {middle}) rotate(-90)" text-anchor="middle">share right</text>'


def _marks(bins: Sequence[Bin], number: int) -> Iterator[str]:
    most = max((each.count for each in bins), default=1)
    for each in bins:
        x, (low, high) = _x(each.confidence), each.interval
        radius = max(2.0, _LARGEST * math.sqrt(each.count / most))
        said = f"confidence {each.confidence:.2f}, right {each.right:.2f} of {each.count}"
        yield f'  <line class="s{number}" x1="{x:.1f}" y1="{_y(low):.1f}" x2="{x:.1f}" y2="{_y(high):.1f}"/>'
        yield (
            f'  <circle class="s{number}" cx="{x:.1f}" cy="{_y(each.right):.1f}" r="{radius:.1f}">'
            f"<title>{said}</title></circle>"
        )


def _x(value: float) -> float:
    return _LEFT + _SIDE * value


def _y(value: float) -> float:
    return _BASE - _SIDE * value


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
