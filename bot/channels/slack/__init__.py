"""Slack, as Slack users expect it.

channel     the routes and the socket: two ways in
desk        what happens with a delivery, whichever way it came
reading     what a delivery says: a message, a click, a command, the home tab
mrkdwn      Slack's way of writing, decoded and encoded
rendering   a reply as Block Kit messages; outline, drawing and packing are its steps
views       home tab and the modal of the summary
sending     calls to Slack's Web API, with its delays
deliveries  what was taken already, so that nothing is answered twice
pseudonyms  names for conversations that say nothing about the person
settings    the variables of the deployer
limits      what Slack accepts
wording     what is said in Slack alone, as data
"""

from bot.channels.slack.channel import SlackChannel

__all__ = ["SlackChannel"]
