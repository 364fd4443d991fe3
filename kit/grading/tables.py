"""The tables of a gradebook."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table

META: Final = MetaData()
ABOUT: Final = Table("about", META, Column("schema", Integer, nullable=False))
LEARNERS: Final = Table(
    "learners",
    META,
    Column("learner", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False, index=True),
    Column("system", String, nullable=False),
    Column("number", String, nullable=False),
    Index("learners_of_a_system", "system", "number"),
)
HAND_INS: Final = Table(
    "hand_ins",
    META,
    Column("hand_in", Integer, primary_key=True, autoincrement=False),
    Column("learner", Integer, nullable=False),
    Column("exercise", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("root", String, nullable=False),
    Column("place", String, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("last_at", String, nullable=False),
    Column("flags", String, nullable=False),
    Column("key", String, nullable=False),
    Column("points", Float),
    Column("most", Float),
    Column("counts", Boolean, nullable=False),
    Index("hand_ins_of_a_learner", "learner", "exercise", "digest", unique=True),
)
SCORES: Final = Table(
    "scores",
    META,
    Column("hand_in", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("statement", String, nullable=False),
    Column("label", String, nullable=False),
    Column("scheme", String, nullable=False),
    Column("given", String, nullable=False),
    Column("confidence", Float),
    Column("answered_at", String, nullable=False),
    Column("expected", String, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("points", Float, nullable=False),
    Column("max_points", Float, nullable=False),
    Column("feedback", String, nullable=False),
)
