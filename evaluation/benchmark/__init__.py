"""How fast, how flat and how large: Spinewise beside stock Rasa and beside the least that Rasa can do.

contender  what takes part: how it is trained, how it is started, what counts as its answer
spinewise, stock, echo  the three; ``canned`` is the action of the second
training   trains each once; a model is found again by a hash of what it was trained on
running    starts and stops their processes, and says what memory they hold
talking    takes a turn and times it
load       what is asked of each, and in which order
figures    what was measured → figures
goals      what is to be reached
machine    where it ran, and how busy others kept it
report     ``docs/benchmark.md``
"""
