"""Slack's way of writing text ("mrkdwn"), decoded to plain text and encoded from it, without losing any.

What Slack adds itself stands between ``<`` and ``>``; in what people type, those signs arrive as entities. So
what we send is encoded as well: else a ``<!channel>`` that someone typed would call everybody when quoted.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(r"<([^\s<>][^<>]*)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
# *bold*, _slanted_, ~struck~ and `code`: the signs only, around words.
_STYLED = re.compile(r"(?<![\w*_~`])([*_~`]{1,3})(?=\S)([^\n]*?\S)\1(?![\w*_~`])")
_SIGILS = {"@": "@", "#": "#", "!": "@"}


def decode(text: str, me: str = "") -> str:
    """Plain text of a Slack message; ``me`` is the bot's own id, whose mentions are left out.

    >>> decode("<@U1> my *back* hurts &lt;3 <https://nhs.uk|nhs.uk>", me="U1")
    'my back hurts <3 nhs.uk'
    """
    without_me = text.replace(f"<@{me}>", " ") if me else text
    plain = _CONTROL.sub(lambda found: _label(found[1]), without_me)
    while (bare := _STYLED.sub(r"\2", plain)) != plain:
        plain = bare
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], plain).strip()


def encode(text: str) -> str:
    """Text that Slack shows as it is.

    >>> encode("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _label(inner: str) -> str:
    """What a reader sees of a link, mention or date."""
    target, _, label = inner.partition("|")
    if inner[:1] not in _SIGILS:
        return label or target.removeprefix("mailto:").removeprefix("tel:")
    sigil = _SIGILS[inner[0]]
    if label:
        return label if label.startswith(sigil) or target.startswith("!date") else sigil + label
    return sigil + target[1:].partition("^")[0]
