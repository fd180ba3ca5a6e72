"""The question bank: five kinds of scenario questions, alone or in sets that share one scenario.

Choices, steps and options are authored in any order; `learner.exam` shuffles them for each sitting and keeps answers by
their authored place, so a shuffle is never part of a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from certbook.content.models import Typed, parse, read_yaml
from certbook.errors import ContentError

Level = Literal["recall", "apply", "analyse"]
Cell = str | int | float
ID = r"^[a-z0-9][a-z0-9-]*$"


class Chart(Typed):
    """How a figure is drawn: which columns lie on the axes; `colour` splits it into series."""

    mark: Literal["bar", "line", "point"]
    x: str
    y: str
    colour: str | None = None


class Figure(Typed):
    """A table with a caption; with `chart` it is drawn, and the table stays as its text for who cannot see it."""

    caption: str = Field(min_length=10)
    columns: list[str] = Field(min_length=2, max_length=8)
    rows: list[list[Cell]] = Field(min_length=2, max_length=40)
    chart: Chart | None = None

    @model_validator(mode="after")
    def _has_its_columns(self) -> Figure:
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("two columns have one name")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"the row that begins with {row[:1]} has {len(row)} cells for {len(self.columns)}")
        if self.chart is not None:
            for name in (self.chart.x, self.chart.y, self.chart.colour):
                if name is not None and name not in self.columns:
                    raise ValueError(f"the chart names the column '{name}', which the table has not")
        return self


class Choice(Typed):
    """One choice of a question; a wrong one names the misconception that it is."""

    text: str
    why: str
    right: bool = False
    misconception: str | None = None

    @model_validator(mode="after")
    def _wrong_names_its_misconception(self) -> Choice:
        if not self.right and self.misconception is None:
            raise ValueError(f"the wrong choice {self.text[:40]!r} names no misconception")
        if self.right and self.misconception is not None:
            raise ValueError(f"the right choice {self.text[:40]!r} names a misconception")
        return self


class _Asked(Typed):
    """What every question has; `explain` is the one sentence to take away."""

    id: str = Field(pattern=ID)
    skill: str
    level: Level
    stem: str = Field(min_length=30)
    figure: Figure | None = None
    explain: str = Field(min_length=20)

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions that its wrong answers stand for."""
        return ()


class OneQuestion(_Asked):
    """One right choice of three to six."""

    kind: Literal["one"]
    choices: list[Choice] = Field(min_length=3, max_length=6)

    @model_validator(mode="after")
    def _one_right_choice(self) -> OneQuestion:
        right = sum(choice.right for choice in self.choices)
        if right != 1:
            raise ValueError(f"a question of kind 'one' has exactly one right choice, this one has {right}")
        _refuse_twins([choice.text for choice in self.choices], "choices")
        return self

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions of its wrong choices."""
        return tuple(choice.misconception for choice in self.choices if choice.misconception)


class ManyQuestion(_Asked):
    """Two or more right choices of four to seven; how many is said when it is asked."""

    kind: Literal["many"]
    choices: list[Choice] = Field(min_length=4, max_length=7)

    @model_validator(mode="after")
    def _some_right_choices(self) -> ManyQuestion:
        right = sum(choice.right for choice in self.choices)
        if not 2 <= right <= len(self.choices) - 2:
            raise ValueError(
                f"a question of kind 'many' has two or more right choices and two or more wrong ones, "
                f"this one has {right} right of {len(self.choices)}"
            )
        _refuse_twins([choice.text for choice in self.choices], "choices")
        return self

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions of its wrong choices."""
        return tuple(choice.misconception for choice in self.choices if choice.misconception)


class Reason(Typed):
    """One step of an order: what is done, and why it stands where it stands."""

    text: str
    why: str


class OrderQuestion(_Asked):
    """Three to six steps, authored in their one right order; a wrong order is `misconception`."""

    kind: Literal["order"]
    steps: list[Reason] = Field(min_length=3, max_length=6)
    misconception: str

    @model_validator(mode="after")
    def _steps_differ(self) -> OrderQuestion:
        _refuse_twins([step.text for step in self.steps], "steps")
        return self

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The one that a wrong order stands for."""
        return (self.misconception,)


class Pair(Typed):
    """One line of a match: what it is, what belongs to it, why."""

    left: str
    right: str
    why: str


class MatchQuestion(_Asked):
    """Three to six things, each with the one option that fits it; `others` are options that fit none."""

    kind: Literal["match"]
    pairs: list[Pair] = Field(min_length=3, max_length=6)
    others: list[str] = Field(default=[], max_length=3)
    misconception: str

    @model_validator(mode="after")
    def _sides_differ(self) -> MatchQuestion:
        _refuse_twins([pair.left for pair in self.pairs], "left sides")
        if len(set(self.options)) < 2:
            raise ValueError("all pairs have the same right side")
        if set(self.others) & {pair.right for pair in self.pairs}:
            raise ValueError("an option under 'others' is the right side of a pair")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen for each left side: right sides, each once, then the others."""
        return tuple(dict.fromkeys((*(pair.right for pair in self.pairs), *self.others)))

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The one that a wrong match stands for."""
        return (self.misconception,)


class Trap(Typed):
    """A wrong number that a real person gives, and how they come to it."""

    value: float
    misconception: str
    why: str


class NumberQuestion(_Asked):
    """A number to work out; right within `tolerance` of the answer, in `unit`."""

    kind: Literal["number"]
    answer: float
    tolerance: float = Field(ge=0)
    unit: str
    why: str
    traps: list[Trap] = Field(min_length=2)

    @model_validator(mode="after")
    def _traps_are_wrong(self) -> NumberQuestion:
        for trap in self.traps:
            if abs(trap.value - self.answer) <= 2 * self.tolerance:
                raise ValueError(f"the trap {trap.value:g} lies within twice the tolerance of the answer")
        return self

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions of its traps."""
        return tuple(trap.misconception for trap in self.traps)


Question = OneQuestion | ManyQuestion | OrderQuestion | MatchQuestion | NumberQuestion
_MODELS: dict[str, type[Question]] = {
    "one": OneQuestion,
    "many": ManyQuestion,
    "order": OrderQuestion,
    "match": MatchQuestion,
    "number": NumberQuestion,
}


class Scenario(Typed):
    """What the questions of a set share: a situation, with tables or figures."""

    id: str = Field(pattern=ID)
    title: str
    stem: str = Field(min_length=80)
    figures: list[Figure] = Field(default=[])


class BankItem(Typed):
    """One question of a module's bank; the items of one scenario are asked together, in order."""

    question: Question
    scenario: Scenario | None = None


def read_bank(file: Path, skills: set[str], misconceptions: set[str]) -> tuple[BankItem, ...]:
    """Return a module's question bank; raises ContentError with the question's id for what is not complete."""
    items = tuple(
        item for number, value in enumerate(read_yaml(file) or []) for item in _read_entry(value, number, file)
    )
    seen: set[str] = set()
    for item in items:
        asked = item.question
        if asked.id in seen:
            raise ContentError(f"question {asked.id}: the id is taken", file)
        seen.add(asked.id)
        if asked.skill not in skills:
            raise ContentError(f"unknown skill '{asked.skill}'", file, key=asked.id)
        stranger = next((one for one in asked.misconceptions if one not in misconceptions), None)
        if stranger is not None:
            raise ContentError(f"unknown misconception '{stranger}'", file, key=asked.id)
    return items


def _read_entry(value: object, number: int, file: Path) -> Iterator[BankItem]:
    """Yield the items of one entry: a question, or a scenario with its `questions`."""
    if not isinstance(value, dict) or "questions" not in value:
        yield BankItem(question=_read_question(value, f"number {number + 1}", file))
        return
    shared = {key: one for key, one in value.items() if key != "questions"}
    try:
        scenario = parse(Scenario, shared, file)
    except ContentError as error:
        raise ContentError(f"scenario {value.get('id', number + 1)}: {error.problem}", file, key=error.key) from None
    asked = value["questions"]
    if not isinstance(asked, list) or len(asked) < 2:
        raise ContentError(f"scenario {scenario.id}: a set has two or more questions", file, key="questions")
    for place, one in enumerate(asked):
        yield BankItem(question=_read_question(one, f"{scenario.id}, number {place + 1}", file), scenario=scenario)


def _read_question(value: object, place: str, file: Path) -> Question:
    name = value.get("id", place) if isinstance(value, dict) else place
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in _MODELS:
        known = ", ".join(_MODELS)
        raise ContentError(f"question {name}: kind is {kind!r}; known are: {known}", file, key="kind")
    try:
        return parse(_MODELS[kind], value, file)
    except ContentError as error:
        raise ContentError(f"question {name}: {error.problem}", file, key=error.key) from None


def _refuse_twins(texts: list[str], what: str) -> None:
    if len(set(texts)) != len(texts):
        raise ValueError(f"two {what} read the same")
