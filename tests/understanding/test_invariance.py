"""What must change neither findings nor level, and what must: order, letters, names, remarks; a denial."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.alarms import rank
from bot.model.finding import Status
from bot.understanding.learned.remarks import remark_sentences
from bot.understanding.message import take_apart
from bot.understanding.read import read

CLAUSES = (
    "my lower back hurts",
    "I have a fever",
    "my left foot tingles",
    "I can't pee",
    "I was treated for breast cancer in 2015",
    "I have lost a lot of weight without trying",
    "I take prednisolone",
)
"""Each by itself; in any order they say the same."""

SAID = (
    "my back hurts and I can't pee",
    "numb between my legs since yesterday, lower back pain",
    "my neck is stiff, I have a fever and light hurts my eyes",
    "crushing chest pain and my upper back hurts",
    "my lower back aches after gardening",
    "pain shooting down my left leg and my toes tingle",
)
NAMES = (
    "My name is Priya.",
    "I'm Tom.",
    "This is Agnieszka.",
    "I am called Mohammed.",
    "It's Mrs Jones here.",
)
AGES = ("I'm 34.", "I am 41 years old.", "Age 38.")
"""Between twenty and fifty-five no rule looks at the age."""
PLAYED_DOWN = (
    "My husband says it's nothing.",
    "My sister thinks I'm making a fuss.",
    "My mum says not to worry.",
    "My brother reckons it will pass.",
    "My friend told me I'm being silly.",
)
DENIED = (
    ("I have a fever", "I have no fever", "fever"),
    ("I can't pee", "I can pee normally", "bladder_bowel_change"),
    ("I'm numb between my legs", "I'm not numb between my legs", "saddle_numbness"),
    ("I have chest pain", "I have no chest pain", "chest_pain"),
    ("I am short of breath", "I am not short of breath", "breathlessness"),
    ("my legs are weak", "my legs are not weak", "weakness_leg"),
    ("my leg is numb", "my leg is not numb", "numbness_leg"),
    ("I have lost weight without trying", "I have not lost any weight", "unexplained_weight_loss"),
    ("I want to die", "I don't want to die", "suicidal_thoughts"),
    ("I had a bad fall yesterday", "I have not had any fall", "trauma"),
    ("I have had cancer", "I have never had cancer", "cancer_history"),
    ("I have osteoporosis", "I don't have osteoporosis", "steroid_or_osteoporosis"),
    ("it wakes me at night", "it does not wake me at night", "night_pain"),
    ("I am unsteady when I walk", "I am not unsteady when I walk", "gait_disturbance"),
    ("light hurts my eyes", "light does not hurt my eyes", "photophobia"),
)


def findings(text: str) -> dict[str, Status]:
    return {finding.id: finding.status for finding in read(text).findings}


@pytest.mark.parametrize("size", [2, 3])
def test_the_order_of_clauses_changes_nothing(size: int) -> None:
    for chosen in permutations(CLAUSES, size):
        # Kept in the tenor of one sentence each: what stands in a sentence is said of the same thing.
        text, usual = ". ".join(chosen), ". ".join(sorted(chosen, key=CLAUSES.index))
        assert findings(text) == findings(usual), text
        assert rank(read(text)) == rank(read(usual)), text


@given(st.sampled_from(SAID), st.sampled_from((*NAMES, *AGES)), st.booleans())
def test_who_one_is_changes_nothing(text: str, who: str, first: bool) -> None:
    changed = f"{who} {text}" if first else f"{text}. {who}"
    assert findings(changed) == findings(text)
    assert rank(read(changed)) == rank(read(text))


@given(st.sampled_from(SAID), st.sampled_from(PLAYED_DOWN), st.booleans())
def test_a_relative_who_plays_it_down_changes_nothing(text: str, remark: str, first: bool) -> None:
    changed = f"{remark} {text}" if first else f"{text}. {remark}"
    assert findings(changed) == findings(text)
    assert rank(read(changed)) == rank(read(text))


@pytest.mark.parametrize("remark", PLAYED_DOWN)
def test_a_remark_is_not_shown_to_the_learned_layer(remark: str) -> None:
    assert remark_sentences(take_apart(f"My neck is stiff. {remark}")) == {1}
    assert not remark_sentences(take_apart(remark))


@given(st.sampled_from(SAID), st.data())
def test_one_letter_too_many_or_swapped_changes_nothing(text: str, data: st.DataObject) -> None:
    words = text.split()
    at = data.draw(
        st.sampled_from([i for i, word in enumerate(words) if len(word) >= 6 and word.isalpha()] or [0])
    )
    word = words[at]
    if len(word) < 6:
        return
    place = data.draw(st.integers(2, len(word) - 2))
    doubled = word[:place] + word[place - 1] + word[place:]
    swapped = word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    words[at] = data.draw(st.sampled_from((doubled, swapped)))
    changed = " ".join(words)
    assert rank(read(changed)) == rank(read(text)), changed


@pytest.mark.parametrize(("said", "denied", "finding"), DENIED)
def test_a_denial_removes_a_sign(said: str, denied: str, finding: str) -> None:
    for frame in ("{}", "my back hurts. {}", "{}, but my back hurts", "my back hurts and {}"):
        assert finding in read(frame.format(said)).ids(Status.PRESENT), frame.format(said)
        assert finding not in read(frame.format(denied)).ids(Status.PRESENT), frame.format(denied)
        assert finding in read(frame.format(denied)).ids(Status.ABSENT), frame.format(denied)
