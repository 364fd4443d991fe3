"""Front matter: the fields above a text, as YAML between lines of dashes or TOML between pluses."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from kit.articles.making import names
from kit.core.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LENGTH: Final = 100_000
"""Fields are a few lines; more is a file made to hold up the machine."""
_MAX_DEPTH: Final = 8
_FENCES: Final = (
    (re.compile(r"---[ \t]*\n"), re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)),
    (re.compile(r"\+\+\+[ \t]*\n"), re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)),
)
_KEY: Final = r"[\"']?\w[\w .-]{0,60}[\"']?\s*"
_FIELD_LINE: Final = {
    "-": re.compile(rf"(?:{_KEY}|<<):(\s|$)|-(\s|$)|[ \t#%&*\]}}]|$"),
    "+": re.compile(rf"{_KEY}=|[ \t#\[\]}}]|$"),
}
_FIRST: Final = {"-": re.compile(rf"{_KEY}:(\s|$)|[\[{{]"), "+": re.compile(rf"{_KEY}=|\[")}
_PLAIN: Final = re.compile(
    r"^(\w[\w -]*:[ \t]+)"
    r"((?![\"'\[{|>&*!#@%`]).*:(?:[ \t].*|)"  # Port: a fire
    r"|[@%`].*"
    r"|\"[^\"\n]*\"[ \t]*[^\s#\"].*|'[^'\n]*'[ \t]*[^\s#'].*"  # "Safe", they say
    r"|\[[^\[\]\n]*\][ \t]*[^\s#].*|\*[^*\n]+\*.*)$",  # [Live] and *urgent*
    re.MULTILINE,
)
_DEEP: Final = re.compile(
    r"(?:[\w\"'-]{1,40}[ \t]?\.[ \t]?){20}|[\[{][\s\[{]{20}|(?:\[[^\]\n]*){20}"
)

Value = str | list["Value"] | dict[str, "Value"]


class FrontMatter(NamedTuple):
    """The fields of an article, the names of those that it does not have, and the text below."""

    fields: dict[str, str]
    unused: tuple[str, ...]
    text: str


class _Refused(Exception):  # noqa: N818  (it is caught here)
    """Something that front matter may not hold; line counted from 1 below the fence."""

    def __init__(self, found: str, line: int) -> None:
        super().__init__(found)
        self.line = line


def split_front_matter(text: str, where: str) -> FrontMatter:
    """Part a clean text from its front matter; a rule drawn with dashes is text.

    Every value is text: nothing becomes a date or a number. A list becomes its words with commas.

    Raises
    ------
    ArticleError
        If the front matter is broken, longer than 100,000 characters, nested deeply, or uses
        aliases, anchors or tags; names the line.
    """
    for opens, closes in _FENCES:
        opened = opens.match(text)
        closed = closes.search(text, opened.end()) if opened else None
        if opened and closed:
            head = text[opened.end() : closed.start()]
            found = _fields(head, text[0], where)
            if found is not None:
                return FrontMatter(*_known(found, where), text[closed.end() :])
    return FrontMatter({}, (), text)


def _fields(head: str, fence: str, where: str) -> dict[str, Value] | None:
    """Return what stands between the fences; None where that is no front matter."""
    lines = [line for line in head[:MAX_LENGTH].split("\n") if line.strip()]
    first = next((line for line in lines if not line.lstrip().startswith("#")), "")
    if not lines:
        return {}
    if not _FIRST[fence].match(first):
        return None
    alike = all(_FIELD_LINE[fence].match(line) for line in lines)
    if len(head) > MAX_LENGTH:
        if not alike:
            return None
        raise ArticleError(
            f"{where}: found front matter of {len(head):,} characters, expected at most "
            f"{MAX_LENGTH:,}; keep the fields and move the rest below them"
        )
    try:
        return _read_yaml(head) if fence == "-" else _read_toml(head)
    except _Refused as error:
        if not alike:
            return None  # a rule drawn with dashes above a text
        kind = "YAML" if fence == "-" else "TOML"
        raise ArticleError(
            f"{where}: found {error} in line {error.line + 1}, expected front matter in plain "
            f"{kind}; mend the line, or put its value in quotation marks"
        ) from None


def _read_yaml(head: str) -> dict[str, Value]:
    try:
        return _parse_yaml(head)
    except _Refused:
        quoted = _PLAIN.sub(lambda m: f"{m[1]}'{m[2].replace(chr(39), chr(39) * 2)}'", head)
        if quoted == head:
            raise
        return _parse_yaml(quoted)  # title: Port: a fire


def _parse_yaml(head: str) -> dict[str, Value]:
    """Read a mapping from the events of YAML, so that nothing is resolved, made or repeated."""
    try:
        events = yaml.parse(head, Loader=yaml.BaseLoader)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                found = _value(event, events, 0)
                rest = [e for e in events if isinstance(e, yaml.DocumentStartEvent)]
                if not isinstance(found, dict) or rest:
                    raise _Refused("no fields", 1)
                return found
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Refused(_plain(error.problem), mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:
        at = getattr(error, "position", 0)
        raise _Refused(
            "a character that YAML does not allow", head.count("\n", 0, at) + 1
        ) from None
    return {}


def _plain(problem: str | None) -> str:
    return f"broken front matter ({' '.join((problem or 'not YAML').split())[:80]})"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Value:
    line = _line(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _Refused("an alias or an anchor (* or &)", line)
    if getattr(event, "tag", None) is not None:
        raise _Refused("a tag (!)", line)
    if depth > _MAX_DEPTH:
        raise _Refused("deeply nested front matter", line)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.style is None and event.value in {"~", "null"}
        return "" if empty else str(event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(one, events, depth + 1) for one in _until(events, yaml.SequenceEndEvent)]
    found: dict[str, Value] = {}
    for one in _until(events, yaml.MappingEndEvent):
        key = _value(one, events, depth + 1)
        line = _line(one)
        if not isinstance(key, str):
            raise _Refused("a list where a field's name belongs", line)
        if key in found:
            raise _Refused(f"the field {key[:40]!r} twice", line)
        value = next(events)
        found[key] = _value(value, events, depth + 1) if isinstance(value, yaml.NodeEvent) else ""
    return found


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.NodeEvent]:
    for event in events:
        if isinstance(event, end):
            return
        if isinstance(event, yaml.NodeEvent):
            yield event


def _read_toml(head: str) -> dict[str, Value]:
    if deep := _DEEP.search(head):
        raise _Refused("deeply nested front matter", head.count("\n", 0, deep.start()) + 1)
    try:
        found = tomllib.loads(head)
    except (ValueError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        said = re.sub(r"\s*\(at .*", "", str(error).split("\n", maxsplit=1)[0])
        raise _Refused(f"broken front matter ({said[:80]})", int(at[1]) if at else 1) from None
    return {name: _as_text(value) for name, value in found.items()}


def _as_text(value: object) -> Value:
    if isinstance(value, dict):
        return {str(name): _as_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _known(found: dict[str, Value], where: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fields of an article in what was found, and the names of the others."""
    fields: dict[str, str] = {}
    unused: list[str] = []
    known = names("front_matter")
    for name in sorted(found, key=lambda n: n not in known.values()):  # its own name goes first
        field = known.get(name.strip().lower())
        if field is None or field in fields:
            near = get_close_matches(name, known, n=1, cutoff=0.7) if field is None else []
            unused.append(f"{name[:40]} (did you mean {near[0]}?)" if near else name[:40])
            continue
        value = _flat(found[name])
        if value is None:
            raise ArticleError(
                f"{where}: found a table in the front matter field {name!r}, expected words; "
                f"write {name}: and the words in one line"
            )
        if value:
            fields[field] = value
    return fields, tuple(unused)


def _flat(value: Value) -> str | None:
    """Return a value as one line; None for a table."""
    if isinstance(value, str):
        return re.sub(r"\s*\n\s*", " ", value).strip()
    parts = [_flat(one) for one in value] if isinstance(value, list) else [None]
    return None if None in parts else ", ".join(part for part in parts if part)
