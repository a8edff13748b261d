"""``python -m bot.knowledge.check``: checks all content and reports what is thin or old.

Exit status 1 only for content that cannot be used. What no fact cites and what was last checked over a year
ago
are reports: the calendar never breaks a build.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

from bot.knowledge.base import Knowledge
from bot.knowledge.loader import load
from bot.model.errors import KnowledgeError

OLD = timedelta(days=365)


def uncited(knowledge: Knowledge) -> list[str]:
    """Statements of the inventory that no fact cites."""
    used = {cite for subject in knowledge.subjects.values() for fact in subject.facts for cite in fact.cites}
    inventory = (f"{d.prefix}-{s.n}" for d in knowledge.documents.values() for s in d.statements)
    return [number for number in inventory if number not in used]


def outdated(knowledge: Knowledge, today: date) -> list[str]:
    """Ids of entries that were last checked over a year before ``today``."""
    entries = (*knowledge.subjects.values(), *knowledge.rules.values(), *knowledge.questions.values())
    return [entry.id for entry in entries if today - entry.checked_on > OLD]


def main() -> int:
    """Print the report; see the module."""
    try:
        knowledge = load()
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    facts = sum(len(subject.facts) for subject in knowledge.subjects.values())
    print(f"{len(knowledge.subjects)} subjects, {facts} facts, {len(knowledge.rules)} rules")
    for title, rows in (
        ("cited by no fact", uncited(knowledge)),
        ("not checked for a year", outdated(knowledge, date.today())),
    ):
        if rows:
            print(f"{title}: {', '.join(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
