"""Simulated conversations over REST: generated people with a known truth talk to the real server.

phrasings.yml  what they say
people         who they are
speech         how they word it
talk           a conversation while it is played
opening        their first message
beats          what they do besides answering
play           a conversation from the first message to the last
answers        what they reply to a question
judge          whether it went well
report         all of them in one page
"""
