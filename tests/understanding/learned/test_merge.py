from dataclasses import replace

import pytest

from bot.components.alarms import alarms
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.lines import Option, guides, load_lines
from bot.understanding.learned.merge import merge
from bot.understanding.learned.model import LINES, SignModel
from bot.understanding.learned.rows import Row
from bot.understanding.learned.suspicion import Choice, Suspicion
from bot.understanding.message import take_apart
from bot.understanding.read import read

OPTIONS = [(line, option) for line, options in load_lines().items() for option in options]
BACK = Reading(findings=(Finding("pain", Status.PRESENT),), regions=("lower_back",))


def suspect(verdict: str, *raises: tuple[str, ...]) -> Suspicion:
    return Suspicion("E1", verdict, 0.9, tuple(Choice(one, 0.0) for one in raises), lambda: "the words")  # type: ignore[arg-type]


def have(*ids: str, status: Status = Status.PRESENT) -> tuple[Finding, ...]:
    return tuple(Finding(one, status) for one in ids)


def test_the_lines_are_all_there() -> None:
    assert tuple(f"E{n}" for n in range(1, 15)) == LINES
    assert len(set(guides())) == len(guides()) > 0


@pytest.mark.parametrize(("line", "option"), OPTIONS, ids=lambda part: str(part))
def test_each_option_alone_is_an_emergency(line: str, option: Option) -> None:
    raised = merge(Reading(), [suspect("stands", option.raises)], alarms)
    assert raised.ids(Status.PRESENT) == option.raises
    assert alarms(raised)


def test_a_suspicion_that_stands_is_raised_with_its_words() -> None:
    raised = merge(BACK, [suspect("stands", ("saddle_numbness",))], alarms)
    assert raised.findings == (*BACK.findings, Finding("saddle_numbness", Status.PRESENT, None, "the words"))
    assert raised.words == ("the words",)


def test_agreement_changes_nothing() -> None:
    alarmed = Reading(findings=have("pain", "bladder_bowel_change"), regions=("lower_back",))
    assert merge(alarmed, [suspect("stands", ("saddle_numbness",))], alarms) == alarmed


def test_what_is_unsure_is_only_worth_asking() -> None:
    asked = merge(BACK, [suspect("ask", ("saddle_numbness",))], alarms)
    assert asked == replace(BACK, suspects=("saddle_numbness",))


def test_where_one_sign_of_a_line_is_denied_and_none_is_had_the_others_are_asked_about() -> None:
    denied = Reading(findings=have("bladder_bowel_change", status=Status.ABSENT))
    unsure = replace(suspect("stands", ("bladder_bowel_change",), ("saddle_numbness",)), chance=0.5)
    assert merge(denied, [unsure], alarms) == replace(denied, suspects=("saddle_numbness",))


def test_what_was_denied_is_not_the_first_choice() -> None:
    denied = Reading(findings=have("bladder_bowel_change", status=Status.ABSENT))
    raised = merge(denied, [suspect("stands", ("bladder_bowel_change",), ("saddle_numbness",))], alarms)
    assert raised.ids(Status.PRESENT) == ("saddle_numbness",)
    assert raised.ids(Status.ABSENT) == ("bladder_bowel_change",)


def test_a_guess_never_outdoes_a_denial() -> None:
    denied = Reading(findings=have("chest_pain", status=Status.ABSENT))
    raised = merge(denied, [suspect("stands", ("chest_pain",))], alarms)
    assert raised == denied


def test_a_time_that_was_said_outdoes_a_guess_at_it() -> None:
    suspicion = suspect("stands", ("loss_of_dexterity", "rapid_onset"), ("saddle_numbness",))
    recent, long = (Reading(duration_days=days) for days in (3, 60))
    assert "rapid_onset" in merge(recent, [suspicion], alarms).ids(Status.PRESENT)
    assert "rapid_onset" not in merge(long, [suspicion], alarms).ids(Status.PRESENT)


def test_a_suspicion_can_ask_to_be_sure() -> None:
    suspicion = suspect("stands", ("saddle_numbness",))
    assert suspicion.unless_sure(suspicion.chance).verdict == "stands"
    assert suspicion.unless_sure(suspicion.chance + 0.01).verdict == "ask"


def test_what_was_said_decides_between_choices() -> None:
    said = Reading(findings=have("blood_thinners"))
    choices = (("spinal_procedure", "weakness_leg"), ("blood_thinners", "weakness_leg"))
    raised = merge(said, [suspect("stands", *choices)], alarms)
    assert raised.ids(Status.PRESENT) == ("blood_thinners", "weakness_leg")


def test_a_doubt_takes_one_sign_where_one_is_enough() -> None:
    read_so = Reading(findings=have("pain", "chest_pain", "fever"), regions=("lower_back",))
    doubted = merge(read_so, [suspect("doubt", ("chest_pain",))], alarms)
    assert doubted.ids(Status.MENTIONED) == ("chest_pain",)
    assert doubted.ids(Status.PRESENT) == ("pain", "fever")


def test_a_doubt_takes_as_many_as_it_needs() -> None:
    read_so = Reading(findings=have("pain", "chest_pain", "saddle_numbness"), regions=("lower_back",))
    doubted = merge(read_so, [suspect("doubt", ("chest_pain",))], alarms)
    assert doubted.ids(Status.MENTIONED) == ("chest_pain", "saddle_numbness")
    assert not alarms(doubted)


@pytest.mark.parametrize("sign", ["suicidal_thoughts", "overdose"])
def test_despair_is_never_doubted(sign: str) -> None:
    said = Reading(findings=have(sign))
    assert merge(said, [suspect("doubt", ("chest_pain",))], alarms) == said


def test_an_accident_is_never_doubted() -> None:
    said = Reading(findings=have("high_energy_trauma", "pain"), regions=("neck",))
    assert merge(said, [suspect("doubt", ("chest_pain",))], alarms) == said


def test_a_doubt_has_nothing_to_doubt_where_there_is_no_emergency() -> None:
    said = Reading(findings=have("pain", "fever"), regions=("lower_back",))
    assert merge(said, [suspect("doubt", ("chest_pain",))], alarms) == said


def test_what_stands_never_lowers(model: SignModel, rows: tuple[Row, ...]) -> None:
    """Over real messages: nothing found is lost, no alarm is silenced, and what stands is an alarm."""
    stood = 0
    for row in rows[::7]:
        reading = read(row.text)
        standing = [s for s in model.suspect(take_apart(row.text)) if s.verdict == "stands"]
        merged = merge(reading, standing, alarms)
        assert set(reading.ids(Status.PRESENT)) <= set(merged.ids(Status.PRESENT))
        assert alarms(merged) or not (alarms(reading) or standing)
        stood += len(standing)
    assert stood > 0
