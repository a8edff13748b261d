"""docs/embedding.md names what is there, all of it."""

from __future__ import annotations

import re

from bot.channels.widget.files import PAGE
from tests.support.server import ROOT

GUIDE = (ROOT / "docs/embedding.md").read_text("utf-8")
SCRIPTS = "\n".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
STYLES = (PAGE / "styles.css").read_text("utf-8")


def test_every_custom_property_that_a_page_may_set() -> None:
    listed = set(re.findall(r"`(--spinewise-[a-z]+)`", GUIDE))
    assert listed == set(re.findall(r"--spinewise-[a-z]+", STYLES))


def test_every_attribute() -> None:
    listed = set(re.findall(r"^\| `(data-[a-z]+)`", GUIDE, re.MULTILINE))
    destructured = re.search(r"const \{(.*?)\} = this\.dataset", SCRIPTS)
    assert destructured
    read = {f"data-{part.split()[0]}" for part in destructured[1].split(",")}
    read |= set(re.findall(r"data-(?:position|theme|floating)", STYLES))
    assert listed == read


def test_every_part_that_is_promised_exists() -> None:
    promised = GUIDE.partition("These stay as they are:")[2].partition(".\n")[0]
    parts = set(re.findall(r"`([a-z]+)`", promised))
    assert len(parts) > 15
    made = set(re.findall(r"\.([a-z]+)", " ".join(re.findall(r'["`][a-z0-9${}]*((?:\.[a-z]+)+)', SCRIPTS))))
    assert sorted(parts - made) == []
