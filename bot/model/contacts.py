"""Whom to call: the deployer's numbers, and what is said where one is not set."""

from __future__ import annotations

from dataclasses import dataclass

_WITHOUT = {"non_emergency": "your local health advice line", "crisis": "a crisis line near you"}


@dataclass(frozen=True)
class Contacts:
    """Numbers to call; None where the deployer has set none."""

    emergency: str = "112"
    non_emergency: str | None = None
    crisis: str | None = None

    def fill(self, text: str) -> str:
        """Put the numbers where a text says ``{emergency}``, ``{non_emergency}`` or ``{crisis}``.

        >>> Contacts().fill("Call {emergency} or {crisis}.")
        'Call 112 or a crisis line near you.'
        """
        numbers = {
            "emergency": self.emergency,
            "non_emergency": self.non_emergency or _WITHOUT["non_emergency"],
            "crisis": self.crisis or _WITHOUT["crisis"],
        }
        for name, number in numbers.items():
            text = text.replace("{" + name + "}", number)
        return text
