"""What can go wrong, as one tree, so that a caller can catch as widely as it means to.

SpinewiseError
├── KnowledgeError   a content file is wrong: says file, line, what is allowed and what to do
└── SettingsError    an environment variable is wrong: says which, why and what to do
"""


class SpinewiseError(Exception):
    """Base of every error that Spinewise raises on purpose."""


class KnowledgeError(SpinewiseError):
    """A content file cannot be used.

    Args:
        where: file, and line where known (``bot/knowledge/conditions/lupus.yml:7``).
        what: what is wrong there.
        todo: what is allowed, or the next step.
    """

    def __init__(self, where: str, what: str, todo: str) -> None:
        super().__init__(f"{where}: {what}. {todo}")
        self.where, self.what, self.todo = where, what, todo


class SettingsError(SpinewiseError):
    """A setting of the deployer cannot be used."""
