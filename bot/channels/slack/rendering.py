"""A reply of the bot as Slack messages: pure, from the contract's text, quick replies and data to Block Kit.

What to do stands first, an emergency under a header of its own; sources last, in small print. Everything that
the text says is in the blocks; the data say what is urgent and what is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answer import wording as answers
from bot.channels.slack import choices, limits, wording
from bot.channels.slack.mrkdwn import encode
from bot.channels.slack.outline import ITEM, Part, outline
from bot.channels.slack.pieces import Message, Piece, chunks, header, pack, paragraphs, small_print

Reply = Mapping[str, Any]

_MARKS = re.compile(r"( \[[\d, ]+\])$")
_BULLET = "• "
_FENCE = "```"


def render(replies: Sequence[Reply], hint: str = "", owner: str = "") -> tuple[Message, ...]:
    """The messages of one turn.

    Args:
        replies: the bot's.
        hint: what to add in small print, mrkdwn.
        owner: marks whose quick replies these are where others can press them.
    """
    pieces = [piece for reply in replies for piece in draw(reply)]
    messages = pack([*pieces, *small_print([hint] if hint else [])])
    for message in messages if owner else ():
        choices.mark(message.blocks, owner)
    return messages


def draw(reply: Reply, *, interactive: bool = True) -> Iterator[Piece]:
    """One reply in pieces; ``interactive``: with its quick replies and the button of the summary."""
    parts = outline(str(reply.get("text") or ""))
    if is_emergency(reply):
        yield header(wording.load().urgency.emergency)
    options = (reply.get("buttons") or ()) if interactive else ()
    yield from _body([part for part in parts if not part.lists_sources()], reply, options)
    if interactive and (reply.get("custom") or {}).get("kind") == "assessment":
        yield choices.summary_button()
    for part in parts:
        if part.lists_sources():
            yield from small_print([*_heading(part), *map(encode, part.lines)])


def is_emergency(reply: Reply) -> bool:
    """Whether this reply tells, or repeats, what to do in an emergency."""
    custom = reply.get("custom") or {}
    lead = str(reply.get("text") or "").partition("\n\n")[0]
    repeats = answers.load().phrases.still_emergency in lead
    return custom.get("urgency") == "emergency" or repeats


def _body(parts: Sequence[Part], reply: Reply, options: Sequence[choices.Reply]) -> Iterator[Piece]:
    """Everything but the sources; quick replies stand with their question, else at the end."""
    titles = [option["title"] for option in options]
    for at, part in enumerate(parts):
        if part.offers(titles):
            yield from choices.draw(options, part.lines[0])
        else:
            yield from _part(part, reply, leads=at == 0)
    if not any(part.offers(titles) for part in parts):
        yield from choices.draw(options)


def _part(part: Part, reply: Reply, *, leads: bool) -> Iterator[Piece]:
    if part.lines[0] == "{":
        yield from _data(part)
        return
    custom = reply.get("custom") or {}
    names, advice = _names(custom), _advice(part, reply) if leads else ()
    lines = [_line(line, names, strong=line in advice) for line in part.lines]
    yield from paragraphs([*_heading(part), *lines])
    if leads and custom.get("kind") == "assessment" and custom["urgency"] != "emergency":
        yield from small_print([getattr(wording.load().urgency, custom["urgency"])])


def _advice(part: Part, reply: Reply) -> tuple[str, ...]:
    """The lines that say what to do now."""
    if is_emergency(reply):
        return part.lines
    told = [one["text"] for one in (reply.get("custom") or {}).get("action") or ()]
    return tuple(line for line in part.lines if any(text in line for text in told))


def _heading(part: Part) -> list[str]:
    return [f"*{encode(part.heading)}*"] if part.heading else []


def _line(line: str, names: Sequence[str], *, strong: bool) -> str:
    """A line as Slack draws it: lists with dots, names and what to do in bold."""
    text = encode(line.removeprefix(ITEM))
    name = next((name for name in names if re.match(rf"{re.escape(name)}($|\.| \[)", text)), "")
    if strong:
        body, *marks = _MARKS.split(text)
        text = f"*{body}*{''.join(marks)}"
    elif name:
        text = f"*{name}*{text[len(name) :]}"
    return _BULLET + text if line.startswith(ITEM) else text


def _names(custom: Mapping[str, Any]) -> list[str]:
    """Names of causes and treatments, as encoded text."""
    return [encode(one["name"]) for key in ("causes", "treatments") for one in custom.get(key) or ()]


def _data(part: Part) -> Iterator[Piece]:
    """Data in a fixed width, fenced in each piece."""
    room = limits.SECTION_CHARS - 2 * len(_FENCE)
    # A fence that someone typed would end ours.
    lines = [encode(line).replace(_FENCE, "'''") for line in part.lines]
    for text in chunks(lines, room):
        yield from paragraphs([f"{_FENCE}{text}{_FENCE}"])
