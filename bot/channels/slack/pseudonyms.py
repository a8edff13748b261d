"""Names for conversations that say nothing about the person to whoever reads the database.

In direct messages a conversation belongs to a person, in channels to a person and a thread: two people who
tell of their pain in one thread must not become one patient. A person's names all begin alike, so that they
can be found when the person wants to be forgotten.
"""

from __future__ import annotations

from bot.channels.signing import sign
from bot.channels.slack.reading import Person, Place

# Of six bits each: the first nobody can guess, and the second is enough to tell a person's threads apart.
_PERSON_CHARS, _THREAD_CHARS = 32, 16


class Pseudonyms:
    """The same names on every replica that shares the secret, and after a restart."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of_conversation(self, person: Person, place: Place | None = None) -> str:
        """The conversation to which words in a place belong; without a place, the direct messages."""
        own = f"slack-{self._sign('slack person', person.team, person.user)[:_PERSON_CHARS]}"
        if place is None or place.private:
            return own
        return f"{own}.{self._sign('slack thread', place.channel, place.thread or '')[:_THREAD_CHARS]}"

    def of_owner(self, conversation: str) -> str:
        """Marks what was offered in a conversation; says nothing about its name to those who see the mark."""
        return self._sign("slack owner", conversation)[:_THREAD_CHARS]

    def of_delivery(self, key: tuple[str, ...]) -> str:
        """A delivery: the same when Slack sends it again."""
        return self._sign("slack delivery", *key)

    def _sign(self, purpose: str, *parts: str) -> str:
        return sign(self._secret, purpose, "\0".join(parts))
