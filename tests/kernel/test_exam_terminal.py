"""`certbook exam`, `review` and `mistakes` as a learner types them, on a terminal and through a pipe."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from lane_course import attempt, log, make_lane_course

from certbook.content.library import Library
from certbook.learner.desk import find_desk
from certbook.learner.exam import room
from certbook.learner.exam.blueprint import whole_bank
from certbook.learner.exam.scoring import key_of

terminal = pytest.importorskip("terminal", reason="a pty is needed", exc_type=ImportError)

LIBRARY = Library.open()
BANK = whole_bank(LIBRARY)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    _, desk = make_lane_course(tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_DESK", str(desk.path))
    return find_desk(LIBRARY.root, desk.path)  # as the commands see it: with a course folder of its own


def certbook(*words, typed=""):
    command = [sys.executable, "-m", "certbook", *words]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


def typed_key(asked, right=True):
    """What to type for a right answer, or for a wrong one, by the numbers on the page."""
    question = BANK[asked.id].item.question
    if asked.kind == "number":
        return f"{question.answer if right else question.traps[0].value:g}"
    shown = {one.place: str(number) for number, one in enumerate(asked.options or asked.choices, start=1)}
    key = [shown[int(place)] for place in key_of(question)]
    if right:
        return " ".join(key)
    if asked.kind in ("one", "many"):
        return " ".join([number for number in shown.values() if number not in key][: len(key)])
    return " ".join(key[1:] + key[:1])


def now():
    return datetime.now(UTC)


def test_a_whole_exam_through_a_pipe(desk):
    code, out, err = certbook("exam", "04-classification", "--questions", "12", "--seed", "2", "--json")
    assert (code, err) == (0, "")
    assert len(json.loads(out)["questions"]) == 12
    sitting = room.open_sitting(desk, LIBRARY, now())
    lines = [typed_key(asked, right=asked.number % 2 == 0) for asked in sitting.questions]
    code, out, err = certbook("exam", typed="\n".join([*lines, "e", "yes"]) + "\n")
    assert (code, err) == (0, "")
    assert out.count("\nkept\n") == 12
    assert "0 without an answer, 0 flagged" in out
    assert "Classification and decisions under cost: 6 of 12 right, 50%" in out
    code, out, _ = certbook("exam", "--result")
    assert out.count("\nQuestion ") == 12
    assert out.count("(wrong: ") > 6
    assert json.loads(certbook("exam", "--result", "--json")[1])["right"] == 6
    assert "50% of 12" in certbook("exam", "--list")[1]
    shown = json.loads(certbook("exam", "--items", "--json")[1])
    assert sum(one["share_right"] for one in shown) == 6
    assert [one["share_right"] for one in shown] == sorted(one["share_right"] for one in shown)


def test_flag_skip_return_and_leave_on_a_terminal(desk, tmp_path):
    with terminal.on_terminal("exam", "07-nlp", "--questions", "6", "--minutes", "9", cwd=tmp_path, rows=60) as screen:
        screen.wait_for("Question 1 of 6", "left]")
        screen.press("f\n")
        screen.wait_for("flagged")
        screen.press("n\n")
        screen.wait_for("Question 2 of 6")
        screen.press("nonsense\n")
        screen.wait_for("? for help")
        screen.press("g 5\n")
        screen.wait_for("Question 5 of 6")
        screen.press("p\n")
        screen.wait_for("Question 4 of 6")
        screen.press("o\n")
        screen.wait_for("1.!", "3-", "4.")
        screen.press("q\n")
        assert screen.end() == 0
        assert "the time runs on" in screen.everything
    sitting = room.open_sitting(desk, LIBRARY, now())
    assert sitting.place == 4
    assert [one.number for one in sitting.questions if one.flagged] == [1]
    assert [one.number for one in sitting.questions if one.seen] == [1, 2, 4, 5]
    with terminal.on_terminal("exam", cwd=tmp_path, rows=60) as screen:
        screen.wait_for("Question 4 of 6")
        screen.press("e\n")
        screen.wait_for("6 without an answer, 1 flagged")
        screen.press("no\n")
        screen.wait_for("left]")
        screen.press("e\nyes\n")
        screen.wait_for("0 of 6 right")
        assert screen.end() == 0


def test_ctrl_c_leaves_the_sitting_as_it_was(desk, tmp_path):
    with terminal.on_terminal("exam", "07-nlp", "--questions", "6", cwd=tmp_path, rows=60) as screen:
        screen.wait_for("Question 1 of 6", "left]")
        first = room.open_sitting(desk, LIBRARY, now()).questions[0]
        screen.press(f"{typed_key(first)}\n")
        screen.wait_for("Question 2 of 6")
        screen.press("\x03")
        assert screen.end() == 130
        assert "Traceback" not in screen.everything
    sitting = room.open_sitting(desk, LIBRARY, now())
    assert sitting.questions[0].answer is not None
    assert sitting.place == 2


def test_typed_nonsense_never_ends_the_exam_and_a_doubtful_number_is_not_kept(desk, tmp_path):
    certbook("exam", "04-classification", "--questions", "20", "--seed", "1", "--json")
    sitting = room.open_sitting(desk, LIBRARY, now())
    place = next(one.number for one in sitting.questions if one.kind == "number")
    assert certbook("exam", typed="\n".join(["g", "g \u00b2", "g 99", "g -1", "\u00b2", "x" * 5000]) + "\n")[0] == 0
    words = [f"g {place}", "nan", "inf", "1e999", "1,5", "1,00", "0,500", ",", "--", "1_"]
    code, out, err = certbook("exam", typed="\n".join(words) + "\n")
    assert (code, err) == (0, "")
    assert " ".join(out.split()).count("is no number; type one") == 9  # however it is folded
    again = room.open_sitting(desk, LIBRARY, now())
    assert all(one.answer is None for one in again.questions)
    assert again.place == place
    code, out, err = certbook("exam", typed=f"g {place}\n-1,234.5\n")
    assert (code, err) == (0, "")
    assert room.open_sitting(desk, LIBRARY, now()).questions[place - 1].answer == [-1234.5]


def test_the_look_at_the_last_page_counts_though_the_exam_ends_there(desk, tmp_path):
    with terminal.on_terminal("exam", "07-nlp", "--questions", "1", "--seed", "1", cwd=tmp_path, rows=60) as screen:
        screen.wait_for("Question 1 of 1", "left]")
        screen.settle(1.5)
        screen.press("e\nyes\n")
        screen.wait_for("of 1 right")
        assert screen.end() == 0
    assert room.result(desk, LIBRARY, now()).questions[0].seconds >= 1


def test_no_standard_input_leaves_the_exam_open(desk):
    command = [sys.executable, "-m", "certbook", "exam", "07-nlp", "--questions", "2"]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert room.open_sitting(desk, LIBRARY, now()) is not None


@pytest.mark.parametrize("words", [("07-nlp",), ("--questions", "5"), ("--minutes", "3"), ("--seed", "4")])
def test_what_is_asked_of_another_exam_is_not_passed_over_while_one_is_open(desk, words):
    certbook("exam", "04-classification", "--questions", "4", "--json")
    code, out, err = certbook("exam", *words)
    assert (code, out) == (2, "")
    assert "is open, with 6 minutes left; go on with it: certbook exam; or end it: certbook exam --end" in err


def test_killed_in_the_middle_nothing_that_was_kept_is_lost(desk, tmp_path):
    with terminal.on_terminal("exam", "07-nlp", "--questions", "6", cwd=tmp_path, rows=60) as screen:
        screen.wait_for("Question 1 of 6", "left]")
        first = room.open_sitting(desk, LIBRARY, now()).questions[0]
        screen.press(f"{typed_key(first)}\n")
        screen.wait_for("Question 2 of 6")
        os.kill(screen.process.pid, signal.SIGKILL)
        screen.process.wait()
    assert room.open_sitting(desk, LIBRARY, now()).questions[0].answer is not None


def test_the_exam_ends_by_itself_when_the_time_is_over(desk, tmp_path):
    with terminal.on_terminal(
        "exam", "07-nlp", "--questions", "3", "--minutes", "0.1", cwd=tmp_path, rows=60
    ) as screen:
        screen.wait_for("The time is over.", "of 3 right")
        assert screen.end() == 0


def test_review_asks_what_was_missed_and_the_log_says_when_it_is_mended(desk):
    past = now() - timedelta(days=5)
    sitting = room.start(desk, LIBRARY, past, "04-classification", questions=4, seed=1)
    wrong = [BANK[one.id].item.question for one in sitting.questions]
    for asked, question in zip(sitting.questions, wrong, strict=True):
        answer = [question.traps[0].value] if asked.kind == "number" else None
        if asked.kind in ("one", "many"):
            key = key_of(question)
            answer = [place for place in range(len(question.choices)) if place not in key][: len(key)]
        if answer:
            room.record(desk, LIBRARY, past, sitting.id, asked.number, answer=answer)
    room.end(desk, LIBRARY, past, sitting.id)
    opened = json.loads(certbook("mistakes", "--json")[1])
    assert opened
    assert not any(one["mended"] for one in opened)
    due = room.due_questions(desk, LIBRARY, now())
    assert due
    assert certbook("review", "--list")[1].count("answered wrong on 1 day") == len(due)
    typed = "\n".join(["what?", *(typed_key(one.asked) for one in due)]) + "\n"
    code, out, err = certbook("review", typed=typed)
    assert (code, err) == (0, "")
    assert f"{len(due)} of {len(due)} answered" in out
    assert out.count("comes back on") == len(due)
    assert all(one["mended"] for one in json.loads(certbook("mistakes", "--json")[1]))
    assert certbook("mistakes")[1].startswith("mended")
    assert json.loads(certbook("review", "--json")[1])["questions"] == []


def test_mistakes_of_tasks_stand_beside_those_of_questions(desk):
    log(desk, attempt(2, total=0, average=4, named={"total": ["add.forgets_last"]}))
    (found,) = json.loads(certbook("mistakes", "--json")[1])
    assert (found["id"], found["times"], found["mended"], found["places"]) == (
        "add.forgets_last",
        1,
        False,
        ["add-up total"],
    )
    log(desk, attempt(1, total=3, average=4))
    assert json.loads(certbook("mistakes", "--json")[1])[0]["mended"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("exam",), "no exam is chosen"),
        (("exam", "astronaut"), "no certification and no domain is called 'astronaut'"),
        (("exam", "07-nlp", "--questions", "999"), "the bank holds 1 to"),
        (("exam", "--end"), "no practice exam is open"),
        (("exam", "--result"), "no practice exam has ended yet"),
        (("exam", "--result", "--of", "../x"), "there is no sitting '../x'"),
        (("exam", "--of", "20260101T000000Z-00000000"), "there is no sitting '2026"),
    ],
)
def test_bad_input_is_one_line(desk, words, problem):
    code, out, err = certbook(*words)
    assert (code, out) == (2, "")
    assert problem in err
    assert err.count("\n") == 1
