import pytest

from bot.components.alarms import alarms, rank
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.findings import Opinion, Target
from bot.understanding.learned.settle import settle

PRESENT, ABSENT, MENTIONED = Status.PRESENT, Status.ABSENT, Status.MENTIONED


def add(one: str, status: Status = PRESENT) -> Opinion:
    return Opinion(Target(one, status), "add")


def drop(one: str, status: Status = PRESENT) -> Opinion:
    return Opinion(Target(one, status), "drop")


def have(*ids: str, region: str = "lower_back", status: Status = PRESENT) -> Reading:
    return Reading(findings=tuple(Finding(one, status) for one in ids), regions=(region,))


@pytest.mark.parametrize("status", [PRESENT, ABSENT])
def test_what_was_missed_is_added(status: Status) -> None:
    assert settle(have("pain"), [add("radiating_leg", status)], rank).ids(status)[-1] == "radiating_leg"


def test_what_was_only_mentioned_can_be_had() -> None:
    settled = settle(have("sudden_onset", status=MENTIONED), [add("sudden_onset")], rank)
    assert settled.findings == (Finding("sudden_onset", PRESENT),)


def test_a_denial_stays_one() -> None:
    denied = have("radiating_leg", status=ABSENT)
    assert settle(denied, [add("radiating_leg")], rank) == denied


def test_what_is_had_is_not_denied() -> None:
    had = have("pain", "minor_trauma")
    assert settle(had, [add("pain", ABSENT), add("trauma", ABSENT)], rank) == had


def test_what_a_narrower_finding_says_is_not_added() -> None:
    said = have("minor_trauma", "pain")
    assert settle(said, [add("trauma")], rank) == said


def test_what_was_taken_back_stays_so() -> None:
    said = Reading(taken_back=("fever",))
    assert settle(said, [add("fever")], rank) == said


@pytest.mark.parametrize("reply", ["yes", "no", "none"])
def test_a_bare_reply_belongs_to_its_question(reply: str) -> None:
    said = Reading(reply=reply)
    assert settle(said, [add("pain")], rank) == said


def test_a_sign_without_its_limb_gives_way_to_one_with_it() -> None:
    settled = settle(have("pain", "numbness_limb"), [add("numbness_arm")], rank)
    assert settled.ids(PRESENT) == ("pain", "numbness_arm")


def test_what_was_read_wrongly_is_only_mentioned() -> None:
    settled = settle(have("pain", "overuse"), [drop("overuse")], rank)
    assert settled.ids(PRESENT) == ("pain",)
    assert settled.ids(MENTIONED) == ("overuse",)


def test_a_drop_takes_along_what_implies_it() -> None:
    settled = settle(have("pain", "morning_stiffness"), [drop("stiffness")], rank)
    assert settled.ids(PRESENT) == ("pain",)


def test_both_verdicts_at_once_leave_what_was_read() -> None:
    """Dropped because it is too unlikely to keep: it must not come back as an addition."""
    settled = settle(have("pain", "overuse"), [add("overuse"), drop("overuse")], rank)
    assert settled.ids(PRESENT) == ("pain",)


def test_no_emergency_is_made() -> None:
    assert settle(have("pain"), [add("saddle_numbness")], rank) == have("pain")


def test_no_emergency_is_made_together() -> None:
    settled = settle(have("pain"), [add("weakness_leg"), add("progressive_weakness")], rank)
    assert settled.ids(PRESENT) == ("pain", "weakness_leg")


def test_no_emergency_is_unmade() -> None:
    said = have("pain", "saddle_numbness")
    assert settle(said, [drop("saddle_numbness")], rank) == said
    assert alarms(said)


def test_no_drop_lowers_by_two_levels() -> None:
    said = have("pain", "fever")
    assert settle(said, [drop("fever")], rank) == said


def test_a_drop_may_lower_by_one_level() -> None:
    settled = settle(have("pain", "sleep_disruption"), [drop("sleep_disruption")], rank)
    assert settled.ids(PRESENT) == ("pain",)


def test_drops_together_lower_by_one_level_at_most() -> None:
    """From soon, by radiating_leg, to routine, by sleep_disruption; not on to self_care."""
    said = have("pain", "sleep_disruption", "radiating_leg")
    settled = settle(said, [drop("radiating_leg"), drop("sleep_disruption")], rank)
    assert settled.ids(PRESENT) == ("pain", "sleep_disruption")
