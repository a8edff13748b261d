"""What is done about it: treatments that the documents name for the causes and regions, gentlest first."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.base import Knowledge
from bot.knowledge.content import Condition, ForRegion, Therapy
from bot.model.assessment import Treatment
from bot.model.episode import Episode

MOST_TREATMENTS = 7

STEPS = (
    # what one does and learns oneself
    ("exercise_and_stretching", "physical_therapy", "activity_modification", "patient_education",
     "postural_correction", "ergonomics", "core_strengthening", "heat_and_ice"),
    # what others do with their hands
    ("massage", "chiropractic"),
    # medicines
    ("anti_inflammatory_medication", "pain_medication", "muscle_relaxants", "duloxetine"),
    # needles
    ("trigger_point_injection", "anesthetic_injection", "corticosteroid_injection",
     "epidural_steroid_injection", "facet_injection", "image_guided_procedure", "medial_branch_block",
     "radiofrequency_ablation"),
    # what public guidance doubts or advises against
    ("acupuncture", "electroacupuncture", "moxibustion", "rest", "soft_collar", "neck_traction",
     "opioid_medication", "regenerative_medicine"),
    # operations
    ("discectomy", "disc_replacement", "cervical_fusion", "surgery"),
)  # fmt: skip
"""The order of offering: whoever reads only the first lines reads the safest ones. All others come last."""

_ORDER = {
    treatment: (number, place) for number, step in enumerate(STEPS) for place, treatment in enumerate(step)
}


def choose(episode: Episode, causes: Iterable[Condition], knowledge: Knowledge) -> tuple[Treatment, ...]:
    """At most seven that nothing present makes unsafe; within a step those named for a likely cause first."""
    conditions = tuple(causes)
    found = [therapy for therapy in knowledge.treatments.values() if _is_named(therapy, episode, conditions)]
    safe = [therapy for therapy in found if not _is_unsafe(therapy, episode)]
    last = (len(STEPS), 0)

    def order(therapy: Therapy) -> tuple[int, bool, int, str]:
        step, place = _ORDER.get(therapy.id, last)
        return (
            step,
            not any(therapy.id in condition.treatments for condition in conditions),
            place,
            therapy.id,
        )

    chosen = sorted(safe, key=order)[:MOST_TREATMENTS]
    return tuple(_describe(therapy, episode, knowledge) for therapy in chosen)


def _is_named(therapy: Therapy, episode: Episode, conditions: tuple[Condition, ...]) -> bool:
    """Named for a region of the pain; or for a likely cause, unless kept to other regions."""
    if therapy.for_regions and episode.regions:
        return bool(_rows_for(therapy, episode))
    return any(therapy.id in condition.treatments for condition in conditions)


def _rows_for(therapy: Therapy, episode: Episode) -> tuple[ForRegion, ...]:
    """What is named for "back pain" holds for each part of the back, where nothing more exact is said."""
    exact = tuple(row for row in therapy.for_regions if row.region in episode.regions)
    in_back = not {"upper_back", "lower_back"}.isdisjoint(episode.regions)
    return exact or tuple(row for row in therapy.for_regions if in_back and row.region == "back")


def _is_unsafe(therapy: Therapy, episode: Episode) -> bool:
    findings = {*episode.present, *(("possible_pregnancy",) if episode.pregnant else ())}
    return any(row.finding in findings for row in therapy.unsafe_with)


def _describe(therapy: Therapy, episode: Episode, knowledge: Knowledge) -> Treatment:
    """Sources: where it is named for the region, else what is said of it as a treatment, else at all."""
    region = [cite for row in _rows_for(therapy, episode) for cite in row.cites]
    said = [cite for fact in therapy.facts if fact.topic == "treatment" for cite in fact.cites]
    return Treatment(therapy.id, therapy.label, knowledge.sources(region or said or therapy.facts[0].cites))
