"""The learned layer of understanding: suspects signs that the rules did not see, doubts some that they saw.

    rows        the labelled corpus, as training reads it
    features    a message as numbers: words, pieces of words, pairs of concepts
    remarks     what is said of trouble and is no sign of it: not looked at
    asides      talk beside the matter, so that nothing is learned from it
    training    rows → Layer (it and the other trainings alone need scikit-learn)
    model       SignModel: message → suspicions; two files on disk, NumPy alone at run time
    lines       which findings each line of emergencies raises (``lines.yml``)
    merge       reading + suspicions → reading
    findings    FindingModel: message → opinions on findings below an emergency
    settle      reading + opinions → reading
    calm        CalmModel: message → whether surely nothing in it is pressing
    causes      CauseModel: message → leanings towards conditions, which help to order them
    layer       message → reading, by rules and models: what the bot calls
    bounds      from which score on an opinion counts

It never judges urgency. It raises findings; the triage rules, each with its citation, stay the judge.
"""
