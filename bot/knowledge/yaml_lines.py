"""Strict YAML: duplicate keys are refused, and every mapping remembers the line on which it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.model.errors import KnowledgeError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LineDict(dict[str, Any]):
    """A mapping that knows where it stands: ``line`` counts from 1."""

    line: int = 0


class _Loader(_Base):  # type: ignore[misc]
    """Safe loader that builds LineDicts and refuses a key that stands twice."""


def _mapping(loader: Any, node: yaml.MappingNode) -> LineDict:
    built = LineDict()
    built.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in built:
            raise KnowledgeError(
                f"{node.start_mark.name}:{key_node.start_mark.line + 1}",
                f"the key '{key}' stands twice in the same entry",
                "Remove or rename one of them.",
            )
        built[str(key)] = loader.construct_object(value_node, deep=True)
    return built


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> Any:
    """Read one file.

    Raises:
        KnowledgeError: not UTF-8, not YAML, empty, or with a duplicate key.
    """
    try:
        loader = _Loader(path.read_text("utf-8"))
        loader.name = str(path)
        content = loader.get_single_data()
    except UnicodeDecodeError as error:
        raise KnowledgeError(str(path), "the file is not UTF-8", "Save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(
            f"{path}:{line}", f"not valid YAML ({error.problem})", "Check the indentation and quotes there."
        ) from error
    if content is None:
        raise KnowledgeError(str(path), "the file is empty", "Fill it or delete it.")
    return content


def line_at(content: Any, path: tuple[int | str, ...]) -> int:
    """The line of the innermost mapping on the way to ``path``, 1 where unknown."""
    line, here = 1, content
    for step in (*path, None):
        line = getattr(here, "line", line)
        if step is None:
            break
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
    return line
