"""What Slack accepts, in characters or pieces. A renderer splits at these limits and drops nothing.

``tests/slack/test_limits.py`` holds them against slack-sdk's own block models, except for the first four, of
which those know nothing.
"""

from __future__ import annotations

MESSAGE_BLOCKS = 50
# Slack advises this for a text, and refuses blocks of more than about 13,200 in all (slackapi/bolt-js #2509).
MESSAGE_CHARS = 4000
CONTEXT_CHARS = 2000
# Ours, for a delivery: a click repeats the whole message in which it was made.
BODY_BYTES = 512 * 1024

VIEW_BLOCKS = 100
VIEW_TITLE_CHARS = 24
SECTION_CHARS = 3000
HEADER_CHARS = 150
ACTIONS = 25
BUTTON_CHARS = 75
BUTTON_VALUE_CHARS = 2000
OPTIONS = 100
OPTION_CHARS = 75
OPTION_VALUE_CHARS = 150
CONFIRM_TITLE_CHARS = 100
CONFIRM_TEXT_CHARS = 300
CONFIRM_BUTTON_CHARS = 30
