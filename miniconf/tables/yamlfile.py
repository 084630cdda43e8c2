"""YAML in which every scalar stays the text it is, and every mapping knows its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from miniconf.problems import Problems, shown
from miniconf.tables.decode import decode
from miniconf.tables.record import Items, Options, Record
from miniconf.tables.yamlrows import put_back, set_aside

_DEEPEST = 60
_RECORDS = 2
"""Lists of no deeper level may be those of the records, whose items know their lines."""
_DEPTH_TOLD = f"expected at most {_DEEPEST} levels, got more"
#: Said by libyaml from 0.2.6 on, which scans ahead and so may meet its own limit before ours.
_TOO_DEEP = "maximum nesting depth"
_MOST_REPEATED = 100_000
_NULLS = ("", "~", "null", "Null", "NULL")
_PLAIN_TAGS = (None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:null")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _RefusedError(Exception):
    """The document holds what is not read."""

    def __init__(self, event: Any, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.mark, self.message, self.hint = event.start_mark, message, hint


@dataclass(slots=True)
class _Level:
    """A list or mapping that is being read."""

    value: Any
    anchor: str | None = None
    key: Any = None
    lines: dict[str, int] = field(default_factory=dict)
    size: int = 1
    line: int = 0


def read_yaml(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The tree in a YAML file (1.1), or None.

    Nothing is guessed: `no`, `0123` and `10:30` are the texts "no", "0123" and "10:30". Keys given
    twice, tags, and aliases that blow up are errors.
    """
    text = decode(content, file, options, problems)
    if text is None:
        return None
    return parse_yaml(text, file, problems)


def parse_yaml(text: str, file: str, problems: Problems, first_line: int = 1) -> Any:
    """The tree in `text`, whose first line is the file's `first_line`; None where it is broken."""
    short, rows = set_aside(text, first_line)
    if rows:
        told = Problems()
        tree = _parsed(short, file, told, first_line)
        if told.errors or put_back(tree, rows):
            problems.extend(told)
            return tree
    return _parsed(text, file, problems, first_line)


def _parsed(text: str, file: str, problems: Problems, first_line: int) -> Any:
    """The tree in `text`, every part of it read event by event."""
    loader = _Loader(text)
    above = first_line - 1
    try:
        return _tree(loader, file, problems, above)
    except _RefusedError as refused:
        mark = refused.mark
        line = mark.line + 1 + above
        problems.error(file, line, "", refused.message, refused.hint, mark.column + 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = ""
        if error.context and error.context_mark:
            hint = f"{error.context} that begins in line {error.context_mark.line + 1 + above}"
        message = f"expected YAML, got: {error.problem or error.context}"
        if _TOO_DEEP in str(error.problem):
            message, hint = _DEPTH_TOLD, ""
        problems.error(file, mark.line + 1 + above, "", message, hint, mark.column + 1)
    except yaml.YAMLError as error:
        problems.error(file, 0, "", f"expected YAML, got: {' '.join(str(error).split())}")
    finally:
        loader.dispose()
    return None


def _tree(loader: Any, file: str, problems: Problems, above: int) -> Any:
    """The value of the only document: built event by event, so that no depth ends the process."""
    root = _Level([])
    stack = [root]
    anchors: dict[str, tuple[Any, int]] = {}
    repeated = 0
    documents = 0
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            if event.anchor:
                anchors[event.anchor] = (value, 1)
            _add(stack[-1], value, event, file, problems, event.start_mark.line + 1 + above)
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append(_opened(event, len(stack), above))
        elif isinstance(event, yaml.CollectionEndEvent):
            level = stack.pop()
            value = _closed(level)
            if level.anchor:
                anchors[level.anchor] = (value, level.size)
            stack[-1].size += level.size
            _add(stack[-1], value, event, file, problems, level.line)
        elif isinstance(event, yaml.AliasEvent):
            value, size = _aliased(anchors, event)
            repeated += size
            if repeated > _MOST_REPEATED:
                message = (
                    f"expected few repetitions by alias, got more than {_MOST_REPEATED:,} values"
                )
                raise _RefusedError(event, message, "write them out")
            stack[-1].size += size
            _add(stack[-1], value, event, file, problems, event.start_mark.line + 1 + above)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _RefusedError(
                    event, "expected one document, got a second", "remove the line ---"
                )
    return root.value[0] if root.value else None


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if event.tag not in _PLAIN_TAGS:
        raise _tagged(event)
    plain = event.style in (None, "")
    return None if plain and event.value in _NULLS else event.value


def _opened(event: yaml.CollectionStartEvent, depth: int, above: int) -> _Level:
    mapping = isinstance(event, yaml.MappingStartEvent)
    if event.tag not in (None, "!", f"tag:yaml.org,2002:{'map' if mapping else 'seq'}"):
        raise _tagged(event)
    if depth > _DEEPEST:
        raise _RefusedError(event, _DEPTH_TOLD)
    line = event.start_mark.line + 1 + above
    value: Any = Record(line=line) if mapping else Items() if depth <= _RECORDS else []
    return _Level(value, event.anchor, line=line)


def _closed(level: _Level) -> Any:
    if isinstance(level.value, Record):
        level.value.lines = level.lines
    return level.value


def _aliased(anchors: dict[str, tuple[Any, int]], event: yaml.AliasEvent) -> tuple[Any, int]:
    if event.anchor not in anchors:
        message = f"expected an alias of an earlier anchor, got {shown(event.anchor)}"
        raise _RefusedError(event, message)
    return anchors[event.anchor]


def _tagged(event: yaml.NodeEvent) -> _RefusedError:
    return _RefusedError(event, f"expected plain YAML, got the tag {shown(event.tag)}", "remove it")


def _add(
    level: _Level, value: Any, event: yaml.Event, file: str, problems: Problems, line: int
) -> None:
    """Put `value`, which begins in `line`, into the list or mapping that is being read."""
    level.size += 1
    if isinstance(level.value, Items):
        level.value.put(value, line)
    elif isinstance(level.value, list):
        level.value.append(value)
    elif level.key is None:
        if isinstance(value, list | Record):
            hint = "quote texts that begin with [ or {"
            raise _RefusedError(event, "expected a text as key, got a list or mapping", hint)
        level.key = ("" if value is None else value, line)
    else:
        (name, line), level.key = level.key, None
        if name == "<<" and isinstance(value, list | Record):
            _merge(level.value, value)
            return
        if name in level.lines:
            hint = f"it stands in line {level.lines[name]} too; keep one"
            problems.error(file, line, name, "expected each key once, got it again", hint)
            return
        level.value[name] = value
        level.lines[name] = line


def _merge(record: Record, merged: Any) -> None:
    """Give `record` what the mappings behind the key `<<` have and it has not."""
    for other in merged if isinstance(merged, list) else [merged]:
        if isinstance(other, Record):
            for name, value in other.items():
                record.setdefault(name, value)
