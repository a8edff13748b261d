"""How well Spinewise understands, triages and names causes, measured on the labelled corpus.

    rows      the corpus, read; ``check`` says what is wrong with it
    predict   message → reading → episode → assessment, through the code that answers people
    learned   the learned layer, fitted without the hand that is scored
    shipped   the learned layer out of the trained model
    invariance  changes that must not matter
    ablation  the same messages read with parts of it left out
    intents   what the intent classifier guesses, trained as ``config.yml`` says
    figures   shares, precision, recall, F1, and how sure of them one can be
    score     rows and predictions → figures
    baselines what stock Rasa and a plain classifier do with the same messages
    gaps      known errors, kept as data
    report    ``docs/evaluation.md``
    benchmark how fast it is, and what it needs, beside stock Rasa: ``docs/benchmark.md``

Nothing imports this package but its tests. Texts of the sealed part are read by ``predict`` and by nothing
that prints.
"""

import os

# Before anything imports Rasa, or spaCy, which loads TensorFlow too where it is installed.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
