"""Questions, results and reasons as pages of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from certbook.content.questions import Figure
from certbook.learner.exam.scoring import Explanation
from certbook.learner.exam.views import AnsweredQuestion, Asked, ExamResult
from certbook.terminal.typed import typed_of

_WIDEST = 100
_BREAK = re.compile(r"(?<![\n])[ \t]*\n(?![\n \t]|[-*] |\||```|\d+[.)] )")

HOW = {
    "one": "type the number of your choice",
    "many": "type the numbers of your {choose} choices, such as 1 3",
    "order": "type all numbers in your order, such as 2 1 3",
    "match": "type the number of an option for each line, such as 2 1 3; - leaves one open",
    "number": "type the number, in {unit}",
}


class Pages:
    """Writes pages to standard output, folded to the terminal's width."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._width = max(min(self._console.width, _WIDEST), 40)

    def say(self, text: str = "", style: str | None = None) -> None:
        """Write a passage of prose."""
        self._console.print(Text(text, style=style or ""), width=self._width)

    def question(self, asked: Asked, of: int, is_over: bool = False) -> None:
        """Write a question with its scenario, figures and choices, and what to type unless the exam is over."""
        flag = "  [flagged]" if asked.flagged else ""
        self.say(f"\nQuestion {asked.number} of {of}  {asked.domain}{flag}", "bold")
        if asked.scenario is not None:
            self.say(f"\n{asked.scenario.title}", "italic")
            self.say(unfolded(asked.scenario.stem))
            for figure in asked.scenario.figures:
                self.figure(figure)
        self.say(f"\n{unfolded(asked.stem)}")
        for figure in asked.figures:
            self.figure(figure)
        for line in asked.left:
            self.say(f"  - {line}")
        for number, one in enumerate(asked.options or asked.choices, start=1):
            self.say(f"  {number}  {one.text}")
        if asked.kind in HOW and not is_over:
            self.say(HOW[asked.kind].format(choose=asked.choose, unit=asked.unit), "dim")
        if asked.answer is not None:
            self.say(f"your answer: {typed_of(asked)}", "dim")

    def figure(self, figure: Figure) -> None:
        """Write a figure as its table, with its caption above: beside it a narrow table would squeeze it."""
        self.say(f"\n{figure.caption}", "italic")
        view = Table(box=box.SIMPLE_HEAD, show_edge=False)
        for place, name in enumerate(figure.columns):
            is_number = all(isinstance(row[place], int | float) for row in figure.rows)
            view.add_column(name, justify="right" if is_number else "left")
        for row in figure.rows:
            view.add_row(*(f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row))
        self._console.print(view, width=min(self._width, self._console.width))

    def overview(self, questions: Sequence[Asked]) -> None:
        """Write which questions are answered, flagged and unseen."""
        self.say()
        for start in range(0, len(questions), 10):
            self.say("  ".join(_state(one) for one in questions[start : start + 10]))
        self.say("* answered  . seen  - unseen  ! flagged", "dim")

    def reasons(
        self, right: bool | None, reasons: Sequence[Explanation], explain: str, is_skipped: bool = False
    ) -> None:
        """Write whether an answer was right, and why each choice is or is not."""
        verdict = {True: "right", False: "not answered" if is_skipped else "wrong", None: "not scored"}[right]
        self.say(verdict, "green" if right else "red")
        for one in reasons:
            mark = ("+" if one.right else "x") if one.chosen else " "
            said = "right" if one.right else "wrong"
            self.say(f"  {mark} {one.text} ({said}: {one.why})")
        if explain:
            self.say(f"  {explain}", "italic")

    def result(self, found: ExamResult) -> None:
        """Write a result: score, domains, pacing, and what to do next."""
        self.say(f"\n{found.title}: {found.right} of {found.scored} right, {found.score:.0%}", "bold")
        for one in found.domains:
            weight = "" if one.weight is None else f"  (weight {one.weight:g}%)"
            self.say(f"  {one.right:>3} of {one.asked:<3} {one.name}{weight}")
        if found.left_out:
            self.say(f"  {found.left_out} not scored: changed or taken out of the bank since they were drawn")
        for name in found.missing:
            self.say(f"  nothing here can ask about: {name}", "dim")
        self.say(f"\n{found.pacing.text}")
        if found.next:
            self.say("\nnext")
        for step in found.next:
            self.say(f"  {step.title} ({step.path}): {step.reason}")

    def answered(self, one: AnsweredQuestion, of: int) -> None:
        """Write one question of a result with its reasons."""
        self.question(one.asked, of, is_over=True)
        is_skipped = one.right is False and one.asked.answer is None
        self.reasons(one.right, one.reasons, one.explain, is_skipped)


def unfolded(text: str) -> str:
    """Return prose with its author's line breaks taken out; paragraphs, lists and indented lines keep theirs."""
    return _BREAK.sub(" ", text.strip())


def _state(asked: Asked) -> str:
    state = "*" if asked.answer is not None else "." if asked.seen else "-"
    return f"{asked.number:>3}{state}{'!' if asked.flagged else ' '}"
