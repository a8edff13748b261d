"""Actions that work, fail, hang, decline and say nothing."""

import os
import time
from pathlib import Path

import sqlalchemy as sa
from rasa_sdk import Action
from rasa_sdk.events import SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection

from bot import database
from bot.settings import current


def _stored(sender):
    """How many messages are stored: a turn is given only the last ones."""
    count = sa.text("SELECT count(*) FROM events WHERE sender_id = :sender AND type_name = 'user'")
    with database.connect(current()).connect() as connection:
        return connection.execute(count, {"sender": sender}).scalar_one()


class Answer(Action):
    def name(self):
        return "action_answer"

    def run(self, dispatcher, tracker, domain):
        # A file switches it off in the middle of a test.
        if Path(os.environ.get("STANDIN_BROKEN", "/nonexistent")).exists():
            raise RuntimeError("switched off")
        turns = _stored(tracker.sender_id) + 1
        text = f"turn {turns}\n\nyou said {tracker.latest_message['text']}"
        buttons = [{"title": "No", "payload": "it hurts no more"}, {"title": "Yes", "payload": "it hurts"}]
        dispatcher.utter_message(text=text, buttons=buttons, json_message={"kind": "answer", "turn": turns})
        return []


class Slow(Answer):
    def name(self):
        return "action_slow"

    def run(self, dispatcher, tracker, domain):
        time.sleep(0.7)
        return super().run(dispatcher, tracker, domain)


class Other(Answer):
    def name(self):
        return "action_other"


class Fails(Action):
    def name(self):
        return "action_fails"

    def run(self, dispatcher, tracker, domain):
        raise ValueError("secret words: " + tracker.latest_message["text"])


class Hangs(Action):
    def name(self):
        return "action_hangs"

    def run(self, dispatcher, tracker, domain):
        time.sleep(3)
        dispatcher.utter_message(text="too late", json_message={"kind": "answer"})
        return []


class Declines(Action):
    def name(self):
        return "action_declines"

    def run(self, dispatcher, tracker, domain):
        raise ActionExecutionRejection(self.name())


class Silent(Action):
    def name(self):
        return "action_silent"

    def run(self, dispatcher, tracker, domain):
        return []


class Forget(Action):
    def name(self):
        return "action_forget"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="forgotten", json_message={"kind": "notice", "id": "forgotten"})
        return [SlotSet("forget", True)]
