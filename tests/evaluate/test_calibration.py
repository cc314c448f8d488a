"""Calibration of confidences."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from dragoman.evaluate.answers import Answer, expected_answers
from dragoman.evaluate.calibration import (
    Judged,
    calibration_error,
    equal_mass,
    equal_width,
    judged,
    reliability_plot,
)
from dragoman.evaluate.corpus import ReadSentence
from dragoman.formats.markup import parse_record


def of(confidence: float, right: int, count: int) -> list[Judged]:
    return [Judged(confidence, i < right) for i in range(count)]


def test_confidences_that_hold_have_no_error() -> None:
    statements = of(0.75, 75, 100) + of(0.25, 25, 100)
    assert calibration_error(equal_width(statements, 10)) == pytest.approx(0.0)
    assert calibration_error(equal_mass(statements, 2)) == pytest.approx(0.0)


def test_the_error_is_the_mean_gap_by_statements() -> None:
    statements = of(0.95, 30, 60) + of(0.45, 18, 40)
    assert calibration_error(equal_width(statements, 10)) == pytest.approx(0.6 * 0.45 + 0.4 * 0.0)
    assert calibration_error([]) == 0.0


def test_bins_of_one_width_take_in_both_ends_and_leave_out_the_empty() -> None:
    bins = equal_width([Judged(0.0, right=False), Judged(1.0, right=True), Judged(0.95, right=True)], 10)
    assert [(each.low, each.high, each.count) for each in bins] == [(0.0, 0.1, 1), (0.9, 1.0, 2)]
    assert bins[1].confidence == pytest.approx(0.975)


def test_bins_of_one_mass_hold_equally_many() -> None:
    bins = equal_mass([Judged(i / 100, right=i > 50) for i in range(95)], 10)
    assert {each.count for each in bins} == {9, 10}
    assert bins[0].right == 0.0
    assert bins[-1].right == 1.0
    assert len(equal_mass([Judged(0.5, right=True)], 10)) == 1


def test_the_interval_of_a_bin_narrows_with_its_statements() -> None:
    (few,), (many,) = equal_width(of(0.5, 5, 10), 1), equal_width(of(0.5, 500, 1000), 1)
    assert few.interval == pytest.approx((0.2366, 0.7634), abs=1e-3)
    assert many.interval[1] - many.interval[0] < 0.07
    assert equal_width(of(0.9, 3, 3), 1)[0].interval[1] == 1.0


def test_a_statement_that_nothing_expected_counts_as_wrong() -> None:
    sentence = parse_record(
        ["= x-1 | en | news", "{A:state|Malta} {t|thanked} {B:state|Cyprus}.", "event SUPPORT A>B t"]
    )
    (right,) = expected_answers(sentence)
    wrong = Answer("event", "AID", right.source, frozenset(), "actual", confidence=0.6)
    assert judged([ReadSentence(sentence, (), (right, wrong))]) == [Judged(1.0, right=True), Judged(0.6, right=False)]


def test_the_plot_is_an_image_with_a_mark_a_bin() -> None:
    bins = equal_width(of(0.95, 30, 60) + of(0.45, 18, 40), 10)
    root = ET.fromstring(reliability_plot({"held <out> & own": bins, "stand-off": bins[:1]}))
    text = ET.tostring(root, encoding="unicode")
    assert "confidence 0.95, right 0.50 of 60" in text
    assert "prefers-color-scheme: dark" in text
    titles = [each for each in root.iter("{http://www.w3.org/2000/svg}circle") if len(each)]
    assert [each.get("class") for each in titles] == ["s0", "s0", "s1"]
    assert ET.fromstring(reliability_plot({})).tag.endswith("svg")
