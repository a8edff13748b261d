"""Questions on the documents: is a right fact told with its sources, and what is missing admitted?

rows    the golden questions (data/corpus/questions)
answer  each put to the code that answers people, after the messages that came before it
report  totals of both parts, and of the development part the kinds of error
"""
