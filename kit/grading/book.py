"""The gradebook: a database of learners, what each handed in, and what it earned.

It is SQLite unless the address of another database is given. All that one run of grading changes is
one transaction: whatever ends it early leaves the book as it was.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import (
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from kit.core.errors import KitError, MissingLayer
from kit.grading.tables import ABOUT, HAND_INS, LEARNERS, META, SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine, Table

SCHEMA: Final = 1
POLICIES: Final = ("first", "last", "best")
"""Which of several hand-ins of one exercise counts; all are kept."""
_ORDERS: Final = {
    "first": "last_at ASC, answers ASC, digest ASC",
    "last": "last_at DESC, answers DESC, digest ASC",
    "best": "points DESC, last_at ASC, answers DESC, digest ASC",
}
_LOCK: Final = 20_250_212
"""A number of this book's own, by which one run of grading holds off another in PostgreSQL."""


class BookError(KitError):
    """A gradebook cannot be opened, or not be written to."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The hand-in of a learner's exercise that counts."""

    hand_in: int
    learner: int
    exercise: str
    points: float
    most: float
    late: bool
    flags: str


@dataclass(frozen=True, slots=True)
class Known:
    """A learner of the book."""

    learner: int
    name: str
    system: str
    number: str


class Book:
    """A gradebook that is open; close it, or use it in a ``with``.

    Parameters
    ----------
    url
        An address as SQLAlchemy reads it, such as ``sqlite:///grades.sqlite`` or
        ``postgresql://teacher@server/class``.

    Raises
    ------
    BookError
        If there is no such database, or it is no gradebook of this edition.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._connection: Connection | None = None
        try:
            with self._engine.begin() as connection:
                _hold(connection)
                self._prepare(connection)
        except SQLAlchemyError as error:
            self._engine.dispose()
            raise _told(self._engine, error) from None
        except BookError:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        """Return the book."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _prepare(self, connection: Connection) -> None:
        there = inspect(connection).get_table_names()
        if not there:
            META.create_all(connection)
            connection.execute(insert(ABOUT).values(schema=SCHEMA))
            return
        found = connection.execute(select(ABOUT.c.schema)).scalar() if "about" in there else None
        if found != SCHEMA:
            raise BookError(
                f"{_shown(self._engine)}: found a database of another kind, or of edition {found}, "
                f"expected a gradebook of edition {SCHEMA}; name another one"
            )

    @contextmanager
    def changes(self) -> Iterator[None]:
        """Hold the book alone; what is done inside is all kept, or nothing of it.

        Raises
        ------
        BookError
            If the database cannot be written to, such as on a full disk.
        """
        try:
            with self._engine.begin() as connection:
                _hold(connection)
                self._connection = connection
                yield
        except SQLAlchemyError as error:
            raise _told(self._engine, error) from None
        finally:
            self._connection = None

    @property
    def now(self) -> Connection:
        """The connection whose changes are open."""
        if self._connection is None:
            raise BookError("found a gradebook that is not held, expected one in its changes")
        return self._connection

    def next_ids(self) -> tuple[int, int]:
        """Return the first numbers that no learner and no hand-in has."""
        one = self.now.execute(select(func.coalesce(func.max(LEARNERS.c.learner), 0))).scalar_one()
        two = self.now.execute(select(func.coalesce(func.max(HAND_INS.c.hand_in), 0))).scalar_one()
        return int(one) + 1, int(two) + 1

    def learners(self, names: Iterable[str], holders: Iterable[tuple[str, str]]) -> list[Known]:
        """Return who goes by one of some names, or by one of some numbers of a school's system."""
        found: dict[int, Known] = {}
        columns = LEARNERS.c
        for part in _parts(sorted(set(names))):
            asked = select(LEARNERS).where(columns.name.in_(part), columns.system == "")
            found |= {row.learner: Known(*row) for row in self.now.execute(asked)}
        for part in _parts(sorted(set(holders))):
            asked = select(LEARNERS).where(tuple_(columns.system, columns.number).in_(part))
            found |= {row.learner: Known(*row) for row in self.now.execute(asked)}
        return [found[number] for number in sorted(found)]

    def handed_in(self, learners: Iterable[int]) -> list[Any]:
        """Return ``hand_in, learner, exercise, digest, root, place, key, late`` of some learners."""
        c = HAND_INS.c
        wanted = (c.hand_in, c.learner, c.exercise, c.digest, c.root, c.place, c.key, c.late)
        rows: list[Any] = []
        for part in _parts(sorted(set(learners))):
            asked = select(*wanted).where(c.learner.in_(part)).order_by(c.hand_in)
            rows += self.now.execute(asked).all()
        return rows

    def add(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows into a table of the book."""
        if rows:
            self.now.execute(insert(table), rows)

    def forget_scores(self, hand_ins: Sequence[int]) -> None:
        """Take out the scores of hand-ins that are marked anew."""
        for part in _parts(hand_ins):
            self.now.execute(SCORES.delete().where(SCORES.c.hand_in.in_(part)))

    def mark_again(self, hand_in: int, values: Mapping[str, Any]) -> None:
        """Change what is known of a hand-in."""
        self.now.execute(update(HAND_INS).where(HAND_INS.c.hand_in == hand_in).values(values))

    def decide(self, policy: str) -> None:
        """Say of each learner's exercise which hand-in counts; what has no points never does."""
        order = _ORDERS[policy]
        best = (
            "SELECT hand_in FROM (SELECT hand_in, ROW_NUMBER() OVER (PARTITION BY learner, exercise "  # noqa: S608  (from the table above)
            f"ORDER BY {order}) AS place FROM hand_ins WHERE points IS NOT NULL) AS ranked "
            "WHERE place = 1"
        )
        self.now.execute(text(f"UPDATE hand_ins SET counts = (hand_in IN ({best}))"))  # noqa: S608

    def shared(self) -> list[tuple[str, list[str]]]:
        """Return exercise and names for each log that several learners handed in."""
        c = HAND_INS.c
        several = (
            select(c.exercise, c.root)
            .group_by(c.exercise, c.root)
            .having(func.count(c.learner.distinct()) > 1)
            .subquery()
        )
        asked = (
            select(c.exercise, c.root, LEARNERS.c.name, LEARNERS.c.learner)
            .join(several, (several.c.exercise == c.exercise) & (several.c.root == c.root))
            .join(LEARNERS, LEARNERS.c.learner == c.learner)
            .distinct()
            .order_by(c.exercise, c.root, LEARNERS.c.learner)
        )
        found: dict[tuple[str, str], list[str]] = {}
        for exercise, root, name, _ in self.now.execute(asked):
            found.setdefault((str(exercise), str(root)), []).append(str(name))
        return [(exercise, names) for (exercise, _), names in found.items()]

    def everyone(self) -> list[Known]:
        """Return all learners, by name."""
        c = LEARNERS.c
        asked = select(LEARNERS).order_by(c.name, c.system, c.number, c.learner)
        return [Known(*row) for row in self.now.execute(asked)]

    def grades(self) -> list[Grade]:
        """Return what counts, of every learner and exercise."""
        c = HAND_INS.c
        wanted = (c.hand_in, c.learner, c.exercise, c.points, c.most, c.late, c.flags)
        asked = select(*wanted).where(c.counts.is_(True)).order_by(c.learner, c.exercise)
        return [Grade(*row) for row in self.now.execute(asked)]

    def history(self, learner: int) -> list[Any]:
        """Return all hand-ins of a learner, the oldest answers first."""
        c = HAND_INS.c
        asked = select(HAND_INS).where(c.learner == learner)
        return list(self.now.execute(asked.order_by(c.exercise, c.last_at, c.answers, c.digest)))

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return the rows of every table, in the order of their keys."""
        found = {}
        for table in META.sorted_tables:
            asked = select(table).order_by(*(table.primary_key.columns or table.columns))
            found[table.name] = [tuple(row) for row in self.now.execute(asked)]
        return found

    def scores(self, learners: Sequence[int]) -> Iterator[Any]:
        """Yield ``learner, exercise`` and the columns of a score, of what counts, in order."""
        c = SCORES.c
        for part in _parts(learners):
            asked = (
                select(HAND_INS.c.learner, HAND_INS.c.exercise, SCORES)
                .join(SCORES, c.hand_in == HAND_INS.c.hand_in)
                .where(HAND_INS.c.counts.is_(True), HAND_INS.c.learner.in_(part))
                .order_by(HAND_INS.c.learner, HAND_INS.c.exercise, c.place)
            )
            yield from self.now.execute(asked)


def as_flags(flags: Mapping[str, int]) -> str:
    """Return flags as the book keeps them."""
    return json.dumps(dict(sorted(flags.items())))


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield values in parts, as a database takes only so many at once."""
    for at in range(0, len(values), 500):
        yield values[at : at + 500]


def _engine(url: str) -> Engine:
    try:
        place = make_url(url)
        if place.drivername == "postgresql":
            place = place.set(drivername="postgresql+psycopg")
        engine = create_engine(place)
    except (ArgumentError, NoSuchModuleError):
        raise BookError(
            f"{url}: found no address of a database, expected one such as sqlite:///grades.sqlite "
            "or postgresql://name@server/database"
        ) from None
    except ModuleNotFoundError as error:
        raise MissingLayer("the gradebook", error.name or "psycopg", layer="grade") from None
    if place.get_backend_name() == "sqlite":
        # Python's driver begins a transaction too late for tables, so that is said by hand.
        event.listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
        event.listen(engine, "begin", lambda on: on.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _hold(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _told(engine: Engine, error: SQLAlchemyError) -> BookError:
    why = getattr(error, "orig", None) or error
    return BookError(
        f"{_shown(engine)}: cannot be read or written ({str(why).splitlines()[0]}); "
        "nothing was changed; make room, or check the address"
    )
