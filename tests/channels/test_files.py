"""The page's files as they are served."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.widget.files import PAGE, load, strip


@pytest.mark.parametrize(
    ("suffix", "text", "left"),
    [
        (".js", "/** Doc.\n * @type {x} */\nlet a;\n", "let a;\n"),
        (".js", "  // why\n\n  let a; // kept\n", "let a; // kept\n"),
        (".js", 'a("http://x/*y*/");\n', 'a("http://x/*y*/");\n'),
        (".js", "/* one */ let a;\n", "/* one */ let a;\n"),
        (".js", "let a = 4\n/ 2; // b\n", "let a = 4\n/ 2; // b\n"),
        (".js", "/* a */\nlet b;\n/* c */\n", "let b;\n"),
        (".css", "/* why */\na { color: red; }\n", "a { color: red; }\n"),
        (".css", "a { b: url(//x); }\n", "a { b: url(//x); }\n"),
        (".html", "<!-- kept -->\n", "<!-- kept -->\n"),
    ],
)
def test_only_indents_and_comments_on_own_lines_are_left_out(suffix: str, text: str, left: str) -> None:
    assert strip(text, suffix) == left


def test_files_are_served_by_name_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("// why\nlet a;\n")
    (tmp_path / "secret.txt").write_text("no")
    (tmp_path / "folder.js").mkdir()
    file = load("a.js", tmp_path)
    assert file
    assert file.plain == b"let a;\n"
    for name in ("secret.txt", "../files.py", "b.js", "*", "", ".", "folder.js", f"{tmp_path}/a.js"):
        assert load(name, tmp_path) is None, name


def test_a_changed_file_has_another_tag(tmp_path: Path) -> None:
    path = tmp_path / "a.js"
    path.write_text("let a;\n")
    before = load("a.js", tmp_path)
    path.write_text("let b;\n")
    after = load("a.js", tmp_path)
    assert before
    assert after
    assert before.tag != after.tag


def test_the_page_is_complete_without_its_comments() -> None:
    """No line that is left begins as a comment does: else stripping has cut one in two."""
    for path in PAGE.glob("*.js"):
        left = strip(path.read_text("utf-8"), path.suffix)
        assert [line for line in left.splitlines() if line.lstrip().startswith(("*", "//", "/*"))] == [], path


def test_no_text_of_the_page_goes_over_several_lines() -> None:
    """Its lines would lose their indents."""
    for path in PAGE.glob("*.js"):
        left = strip(path.read_text("utf-8"), path.suffix)
        assert [line for line in left.splitlines() if line.count("`") % 2] == [], path
