"""The corpus itself: labels that exist, enough of everything, no shared text. Shows places, never texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from bot.knowledge.loader import load
from bot.knowledge.yaml_lines import read_yaml
from evaluation.check import count, find_problems, find_shared
from evaluation.labels import HERE, load_labels
from evaluation.rows import KEYS, PARTS, CorpusError, Row, leave_out, read_part
from tests.evaluation.rows import row

PLAIN = {
    "text": "my neck aches", "kind": "routine", "urgency": ["routine"], "present": ["pain"], "absent": [],
    "neither": [], "regions": ["neck"], "duration_days": None, "severity": None, "subject": "self",
    "age_years": None, "pregnant": None, "causes": [],
}  # fmt: skip


def everything() -> tuple[Row, ...]:
    return tuple(row for part in PARTS for row in read_part(part))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_holds_enough(part: str) -> None:
    least = read_yaml(HERE / "parts.yml")[part]
    there = count(read_part(part))
    assert there.keys() == least.keys()
    assert {name: number for name, number in there.items() if number < least[name]} == {}


def test_every_label_exists() -> None:
    assert find_problems(everything(), load()) == []


def test_every_finding_that_hands_label_is_known() -> None:
    assert set(load_labels().findings) - set(load().findings) == set()


def test_no_two_hands_share_eight_words_in_a_row_but_where_listed() -> None:
    listed = {tuple(pair.split()) for pair in yaml.safe_load((HERE / "known_shared.yml").read_text("utf-8"))}
    found = {
        (one.key, other.key): f"{one.where} and {other.where}" for one, other in find_shared(everything())
    }
    assert {where for pair, where in found.items() if pair not in listed} == set(), (
        "new: reword one of each pair"
    )
    assert listed - found.keys() == set(), "gone: take these off known_shared.yml"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": "E15"}, "unknown kind 'E15'"),
        ({"urgency": ("asap",)}, "unknown urgency 'asap'"),
        ({"present": ["black_stools"]}, "unknown finding 'black_stools'"),
        ({"regions": ["chest"]}, "unknown region 'chest'"),
        ({"causes": ("gout",)}, "unknown cause 'gout'"),
        ({"subject": "mother"}, "unknown subject 'mother'"),
        ({"present": ["pain"], "absent": ["pain"]}, "in two of present, absent, neither: ['pain']"),
        ({"urgency": ()}, "no acceptable level"),
        ({"text": " "}, "no text"),
        (
            {"kind": "E1", "urgency": ("emergency", "urgent")},
            "an emergency line, but another level is acceptable too",
        ),
        ({"severity": 11}, "severity is not between 0 and 10"),
    ],
)
def test_a_wrong_label_is_named_with_its_place(given: dict[str, object], problem: str) -> None:
    assert find_problems([row(**given)], load()) == [f"dev/ann.jsonl:1: {problem}"]  # type: ignore[arg-type]


def test_shared_words_are_found_across_hands_and_parts_only() -> None:
    text = "One two, three four FIVE six's seven eight"
    first, same_hand = row(text), row("zero " + text, line=2)
    other_hand, other_part = row(text + " nine", hand="bob"), row(text, part="sealed")
    fewer = row("two three four five six's seven eight nine", hand="cat")
    assert find_shared([first, same_hand, fewer]) == []
    assert find_shared([first, other_hand, other_part]) == [(first, other_hand), (first, other_part)]


def test_repeated_messages_are_found_whatever_the_punctuation_but_for_a_few_words() -> None:
    first, again = row("My back, hurts badly!"), row("my back hurts badly", line=2)
    assert find_shared([first, again, row("my neck hurts badly", line=3)]) == [(first, again)]
    assert find_shared([row("my back hurts"), row("my back hurts", hand="bob")]) == []


def test_the_text_is_never_printed_with_its_row() -> None:
    assert "secret" not in repr(row("secret words"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "secret', "s/x.jsonl:1: not JSON"),
        (json.dumps({**PLAIN, "note": "secret"}), "keys missing or unknown: ['note']"),
        (json.dumps(["secret"]), "keys missing or unknown: no object"),
    ],
)
def test_a_line_that_is_no_row_is_refused_without_quoting_it(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "x.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError) as refused:
        read_part("s", tmp_path)
    assert message in str(refused.value)
    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_line_becomes_a_row(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "x.jsonl").write_text(json.dumps(PLAIN) + "\n\n", encoding="utf-8")
    (read,) = read_part("s", tmp_path)
    assert read == row("my neck aches", part="s", hand="x", present=["pain"], regions=["neck"])
    assert set(PLAIN) == KEYS


def test_an_empty_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no messages"):
        read_part("dev", tmp_path)


def test_who_is_scored_is_left_out_of_what_is_fitted_on() -> None:
    ann, again, bob = row("a"), row("b", line=2), row("c", hand="bob")
    assert leave_out([ann, bob, again]) == {"ann": (bob,), "bob": (ann, again)}
