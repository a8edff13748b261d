"""``docs/evaluation.md``: figures as Markdown.

tables    cells and tables
goals     the goals beside the figures
totals    what both parts show
details   what only the development part shows: hands, errors, comparisons
document  the sections of the file; each run replaces its own
"""
