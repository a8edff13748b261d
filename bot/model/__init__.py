"""The words that every part of Spinewise shares: frozen types, no input or output.

finding     what a person has, has not, or only mentions
reading     all that one message says
episode     all that is known so far, and what was asked
citation    where a statement comes from
assessment  the answer to a description of symptoms
answer      the answer to a question
errors      what can go wrong, as one tree
"""
