"""The stages that ``bot.consult`` puts in order: one message's way from a reading to a turn.

turn         what a consultation needs and what it gives
replies      a bare "yes", "none" or "skip", read against the question that waits
limbs        "no numbness" without a limb
people       whose trouble it is: an episode for each person
withdrawing  what is taken back, and what has only got better
episodes     what a reading adds to what is known
unanswered   safety questions that come back
returning    someone who comes back after a long time
doubts       signs that are asked about rather than taken as said, and the other way round
said         one message with what is known around it
symptoms     whether it describes symptoms or adds to them
questions    what a question deserves
kinds        what kind of answer a message deserves: the table of cases
next_question  the question that a turn puts
assessing    a description of symptoms
answering    a question, about the documents or about the bot's own answers
noticing     everything else, and the thread that is picked up afterwards
"""
