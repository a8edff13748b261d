"""The content files: everything in the inventory is used, everything said is supported, contradictions are
linked both ways."""

from __future__ import annotations

from datetime import date

import pytest

from bot.knowledge.base import Knowledge
from bot.knowledge.check import OLD, outdated, uncited
from bot.knowledge.loader import load

CONTRACT_CONDITIONS = [
    "muscle_strain",
    "ligament_sprain",
    "herniated_disc",
    "degenerative_disc_disease",
    "spinal_stenosis",
    "facet_joint_irritation",
    "sacroiliac_joint_dysfunction",
    "nerve_compression",
    "osteoarthritis",
    "rheumatoid_arthritis",
    "lupus",
    "whiplash_injury",
    "bone_spurs",
    "spondylosis",
    "fracture",
    "spinal_cord_compression",
    "spinal_misalignment",
    "posture_related_pain",
    "nonspecific_pain",
    "referred_pain",
    "cancer",
    "meningitis",
    "cauda_equina_syndrome",
]
CONTRACT_TREATMENTS = [
    "physical_therapy",
    "exercise_and_stretching",
    "core_strengthening",
    "postural_correction",
    "ergonomics",
    "activity_modification",
    "patient_education",
    "heat_and_ice",
    "rest",
    "massage",
    "chiropractic",
    "anti_inflammatory_medication",
    "pain_medication",
    "opioid_medication",
    "muscle_relaxants",
    "duloxetine",
    "trigger_point_injection",
    "facet_injection",
    "epidural_steroid_injection",
    "medial_branch_block",
    "anesthetic_injection",
    "corticosteroid_injection",
    "radiofrequency_ablation",
    "regenerative_medicine",
    "image_guided_procedure",
    "soft_collar",
    "neck_traction",
    "acupuncture",
    "electroacupuncture",
    "moxibustion",
    "surgery",
    "discectomy",
    "disc_replacement",
    "cervical_fusion",
]
CONTRACT_FINDINGS = [
    "pain",
    "stiffness",
    "muscle_spasm",
    "reduced_motion",
    "radiating_arm",
    "radiating_leg",
    "numbness_arm",
    "numbness_leg",
    "weakness_arm",
    "weakness_leg",
    "bilateral_leg_symptoms",
    "loss_of_dexterity",
    "headache",
    "dizziness",
    "sleep_disruption",
    "reduced_function",
    "fatigue",
    "low_mood",
    "sudden_onset",
    "trauma",
    "whiplash",
    "overuse",
    "lifting",
    "poor_posture",
    "stress",
    "sedentary",
    "bladder_bowel_change",
    "saddle_numbness",
    "progressive_weakness",
    "gait_disturbance",
    "fever",
    "meningism",
    "unexplained_weight_loss",
    "cancer_history",
    "night_pain",
    "steroid_or_osteoporosis",
    "immune_or_drug_risk",
    "chest_pain",
    "breathlessness",
    "stroke_signs",
    "tearing_pain_or_collapse",
    "severe_pain",
    "suicidal_thoughts",
]
DOCUMENTS = {
    "how_treatments_differ": ("Back Pain and Neck Pain: How Treatments Differ", 50),
    "how_back_and_neck_relate": ("How Back Pain and Neck Pain are Related", 120),
    "spine_and_neck_connection": ("What is the Connection Between the Spine and Neck Pain?", 30),
    "upper_back_pain_treatment": ("Upper Back Pain Treatment", 90),
    "acupuncture_for_back_and_neck": ("Back & Neck Pain", 110),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def test_every_statement_of_the_inventory_is_in_the_knowledge_base(knowledge: Knowledge) -> None:
    assert uncited(knowledge) == []


@pytest.mark.parametrize(("document", "title", "least"), [(d, *rest) for d, rest in DOCUMENTS.items()])
def test_each_document_is_inventoried(knowledge: Knowledge, document: str, title: str, least: int) -> None:
    entry = knowledge.documents[document]
    assert entry.title == title
    assert [statement.n for statement in entry.statements] == list(range(1, len(entry.statements) + 1))
    assert len(entry.statements) >= least


def test_the_five_documents_and_no_others(knowledge: Knowledge) -> None:
    assert set(knowledge.documents) == set(DOCUMENTS)


@pytest.mark.parametrize(
    ("ids", "mapping"),
    [
        (CONTRACT_CONDITIONS, "conditions"),
        (CONTRACT_TREATMENTS, "treatments"),
        (CONTRACT_FINDINGS, "findings"),
    ],
)
def test_ids_of_the_contract_exist(knowledge: Knowledge, ids: list[str], mapping: str) -> None:
    assert set(ids) <= set(getattr(knowledge, mapping))


def test_conditions_and_treatments_are_those_of_the_contract(knowledge: Knowledge) -> None:
    assert set(knowledge.conditions) == set(CONTRACT_CONDITIONS)
    assert set(knowledge.treatments) == set(CONTRACT_TREATMENTS)


def test_each_citation_leads_to_a_section_that_exists(knowledge: Knowledge) -> None:
    for cite, citation in knowledge.citations.items():
        if not citation.document.startswith("guideline:"):
            document = knowledge.documents[citation.document]
            assert citation.section in {*document.headings, document.title}, cite


def test_contradictions_are_linked_both_ways(knowledge: Knowledge) -> None:
    links = {
        (f"{subject.id}.{fact.id}", other)
        for subject in knowledge.subjects.values()
        for fact in subject.facts
        for other in fact.disagrees_with
    }
    assert len(links) >= 40
    assert {(other, one) for one, other in links} == links


def test_promotional_facts_of_the_traction_page_carry_a_caution(knowledge: Knowledge) -> None:
    facts = [
        f for f in knowledge.treatments["neck_traction"].facts if f.claim and f.claim.kind == "promotional"
    ]
    assert facts
    assert all(fact.cautions for fact in facts)


def test_a_fact_under_a_claim_cites_the_document_that_makes_it(knowledge: Knowledge) -> None:
    wrong = [
        f"{subject.id}.{fact.id}"
        for subject in knowledge.subjects.values()
        for fact in subject.facts
        if fact.claim and not any(cite.startswith(f"{fact.claim.by}-") for cite in fact.cites)
    ]
    assert wrong == []


def test_what_goes_beyond_the_documents_cites_a_guideline(knowledge: Knowledge) -> None:
    for caution in knowledge.cautions.values():
        assert all("/" in cite for cite in caution.cites), caution.id


def test_old_entries_are_reported_and_fresh_ones_are_not(knowledge: Knowledge) -> None:
    checked = max(subject.checked_on for subject in knowledge.subjects.values())
    assert (
        outdated(knowledge, checked) == []
        or min(s.checked_on for s in knowledge.subjects.values()) < checked - OLD
    )
    assert len(outdated(knowledge, date(2999, 1, 1))) >= len(knowledge.subjects)
