"""From what a person said to how soon to be seen, what may be behind it and what to ask next. Pure."""

from bot.triage.assessing import assess

__all__ = ["assess"]
