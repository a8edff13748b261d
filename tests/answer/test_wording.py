"""The bot's own wording: complete, cited where medical, easy to read, and never a diagnosis."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from bot.answer import wording
from bot.answer.notice import compose, describe
from bot.answer.plain import render
from bot.knowledge.entries import Topic
from bot.knowledge.loader import load
from bot.knowledge.yaml_lines import read_yaml
from bot.model.assessment import URGENCIES
from bot.model.contacts import Contacts
from bot.model.errors import KnowledgeError
from bot.model.finding import REGIONS
from tests.support.contract import check
from tests.support.readability import grade
from tests.support.server import ROOT

WORDS = wording.load()
CONTRACT = {
    "greeting", "help", "identity", "thanks", "goodbye", "out_of_scope", "not_in_documents", "not_understood",
    "invalid_input", "restarted", "forgotten", "declined", "unavailable",
}  # fmt: skip
PLACES = {"emergency", "non_emergency", "crisis"}
MEDICAL = {
    "goodbye", "limb_only", "declined_diagnosis", "comfort", "comfort_at_self_care", "comfort_at_emergency",
    "drive_at_emergency", "wait_at_urgent",
}  # fmt: skip


def test_every_notice_of_the_contract_has_its_wording() -> None:
    assert {notice.shown_as or notice.id for notice in WORDS.notices.values()} >= CONTRACT


@pytest.mark.parametrize("name", WORDS.notices)
def test_a_notice_is_in_the_shape_of_the_contract(name: str) -> None:
    check(describe(name))


@pytest.mark.parametrize("name", WORDS.notices)
def test_a_notice_is_easy_to_read(name: str) -> None:
    assert grade(Contacts().fill(" ".join(WORDS.notices[name].say))) <= 6


@pytest.mark.parametrize("name", WORDS.notices)
def test_a_notice_fills_in_the_numbers_and_claims_no_diagnosis(name: str) -> None:
    text = render(compose(name, load(), Contacts("999", None, None)))
    assert not re.search(r"[{}]|\byou have\b", text)


@pytest.mark.parametrize("name", sorted(MEDICAL))
def test_medical_wording_is_cited(name: str) -> None:
    assert load().sources(WORDS.notices[name].cites)


def test_every_aside_has_a_direct_answer_in_an_emergency_and_none_stands_idle() -> None:
    asides = set(read_yaml(ROOT / "bot/understanding/questions/asides.yml"))
    named = {name for name in WORDS.notices if "_at_" in name}
    assert {f"{aside}_at_emergency" for aside in asides} <= named
    assert {tuple(name.split("_at_")) for name in named} <= {
        (one, level) for one in asides for level in URGENCIES
    }


def test_the_greeting_says_that_it_is_a_machine_and_what_to_do_in_an_emergency() -> None:
    text = render(compose("greeting", load(), Contacts("999")))
    assert "a machine, not a doctor" in text
    assert "call 999" in text


def test_every_topic_region_level_and_side_has_a_name() -> None:
    phrases = WORDS.phrases
    assert set(WORDS.topics) == set(get_args(Topic))
    assert set(phrases.regions) == set(REGIONS)
    assert set(phrases.levels) == set(phrases.summary.levels) == set(URGENCIES)
    assert set(phrases.side) == {"left", "right", "both"}


def test_a_topic_is_not_near_itself() -> None:
    assert [name.id for name in WORDS.topics.values() if name.id in name.near] == []


def test_a_suggestion_has_room_for_the_subject_and_nothing_else() -> None:
    asks = [ask for name in WORDS.topics.values() for ask in (name.ask, name.ask_of_treatment) if ask]
    fields = {field for ask in asks for _, field, _, _ in Formatter().parse(ask) if field}
    assert fields == {"subject"}


def test_notices_hold_no_other_place_than_the_numbers() -> None:
    lines = [line for notice in WORDS.notices.values() for line in notice.say]
    assert {field for line in lines for _, field, _, _ in Formatter().parse(line) if field} <= PLACES


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("notices.yml", "- {id: a, say: [x]}\n- {id: a, say: [y]}", "notices.yml:2: the id 'a' stands twice"),
        ("notices.yml", "- {id: a, sai: [x]}", "notices.yml:1: 'say': field required"),
        (
            "topics.yml",
            "- {id: weather, near: [], title: x, ask: y, ask_of_treatment: null}",
            "topics.yml:1: 'id'",
        ),
    ],
)
def test_wrong_wording_says_where(file: str, text: str, says: str, tmp_path: Path) -> None:
    for name in ("notices.yml", "asides.yml", "topics.yml", "phrases.yml"):
        (tmp_path / name).write_text(
            text if name == file else (wording.HERE / name).read_text("utf-8"), "utf-8"
        )
    with pytest.raises(KnowledgeError, match=re.escape(says)):
        wording.load(tmp_path)
