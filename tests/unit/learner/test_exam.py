"""Practice exams: drawn by weight, timed by the server's clock, kept through crashes, scored with reasons."""

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lane_course import NOW, make_lane_course

from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.errors import CertbookError
from certbook.learner import choice
from certbook.learner.desk import find_desk
from certbook.learner.exam import room, store
from certbook.learner.exam.blueprint import Blueprint, BlueprintDomain, _worth_asking, blueprint, whole_bank
from certbook.learner.exam.drawing import Asked, draw, fitting, most_questions, quotas
from certbook.learner.exam.items import item_statistics, of_histories
from certbook.learner.exam.record import exam_history, sittings_of
from certbook.learner.exam.scoring import explanations, is_complete, is_right, key_of, misconception_of
from certbook.learner.exam.sitting import parse_event
from certbook.learner.standing import standing

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = Library.open()
BANK = whole_bank(LIBRARY)
WEIGHTED = [
    name
    for name, exam in LIBRARY.certifications.items()
    if exam.domains and all(one.weight for one in exam.domains) and blueprint(LIBRARY, name).domains
]
QUESTIONS = [entry.item.question for entry in BANK.values()]


@pytest.fixture
def desk(tmp_path):
    _library, desk = make_lane_course(tmp_path / "course")
    return desk


def later(minutes=0.0, **more):
    return NOW + timedelta(minutes=minutes, **more)


def sit(desk, scope="M04", **options):
    return room.start(desk, LIBRARY, NOW, scope, **options)


def answer_all(desk, sitting, right=True, when=NOW):
    for asked in sitting.questions:
        question = BANK[asked.id].item.question
        given_answer = key_of(question) if right else wrong_answer(question)
        room.record(desk, LIBRARY, when, sitting.id, asked.number, answer=given_answer, seen=True, seconds=30)


def wrong_answer(question):
    key = key_of(question)
    if question.kind == "number":
        return [question.traps[0].value]
    if question.kind == "order":
        return key[1:] + key[:1]
    if question.kind == "match":
        return [(place + 1) % len(question.options) for place in key]
    return [place for place in range(len(question.choices)) if place not in key][: len(key)]


def library_with(bank):
    changed = SimpleNamespace(**{name: getattr(LIBRARY, name) for name in ("certifications", "modules", "find_module")})
    changed.__dict__["_whole_bank"] = bank
    return changed


# Drawing


@pytest.mark.parametrize("name", WEIGHTED)
def test_every_drawn_exam_is_within_one_question_of_its_blueprint(name):
    plan = blueprint(LIBRARY, name)
    weights = {one.n: one.weight for one in LIBRARY.certifications[name].domains}
    total = sum(weights[one.number] for one in plan.domains)
    drawn = draw(plan, BANK, plan.questions, 1, {})
    # As long as the vendor's, or as the smallest bank of a domain allows: how short that is depends on the content.
    assert 1 <= len(drawn) <= plan.questions
    assert len(drawn) == sum(fitting(plan, BANK, plan.questions).values())
    assert len({one.id for one in drawn}) == len(drawn)
    for domain in plan.domains:
        asked = [one for one in drawn if one.domain == domain.number]
        assert abs(len(asked) - len(drawn) * weights[domain.number] / total) <= 1
        assert all(BANK[one.id].skill in domain.skills for one in asked)


def test_certifications_with_weights_are_not_few_and_most_can_be_sat_at_length():
    assert len(WEIGHTED) >= 20
    lengths = [most_questions(blueprint(LIBRARY, name), BANK) for name in WEIGHTED]
    assert statistics.median(lengths) >= 20


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=12), st.integers(1, 120))
def test_quotas_add_up_and_miss_a_share_by_less_than_one(shares, questions):
    total = sum(shares)
    domains = [BlueprintDomain(n, "", None, one / total, frozenset()) for n, one in enumerate(shares)]
    found = quotas(domains, questions)
    assert sum(found.values()) == questions
    assert all(abs(found[one.number] - one.share * questions) < 1 + 1e-6 for one in domains)


@given(st.data())
def test_what_is_drawn_is_the_best_that_fits(data):
    """Against trying everything: as long as the shares allow, and in each rank nothing that was asked less often."""
    skills = st.frozensets(st.sampled_from("abc"), min_size=1)
    domains = data.draw(st.lists(skills, min_size=1, max_size=3))
    weights = data.draw(st.lists(st.integers(1, 4), min_size=len(domains), max_size=len(domains)))
    plan = Blueprint(
        *("x", "x"),
        tuple(BlueprintDomain(n, "", None, weights[n] / sum(weights), one) for n, one in enumerate(domains)),
        *((), 9, 1.0),
    )
    entry = next(iter(BANK.values()))
    asked = data.draw(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), min_size=1, max_size=7))
    bank, past = {}, {}
    for number, (skill, times) in enumerate(asked):
        question = entry.item.question.model_copy(update={"id": f"q-{number}", "skill": skill})
        item = entry.item.model_copy(update={"question": question, "scenario": None})
        bank[question.id], past[question.id] = replace(entry, item=item), Asked(times, times)
    wanted = data.draw(st.integers(1, 7))
    drawn = draw(plan, bank, wanted, 0, past)

    def fits(names, given_quotas):
        slots = [number for number, many in given_quotas.items() for _ in range(many)]
        return any(
            all(bank[name].skill in domains[number] for name, number in zip(order, slots, strict=True))
            for order in itertools.permutations(names)
        )

    def all_that_fit(count):
        shares = quotas(plan.domains, count)
        return [names for names in itertools.combinations(bank, count) if fits(names, shares)]

    lengths = [count for count in range(min(wanted, len(bank)), 0, -1) if all_that_fit(count)]
    assert len(drawn) == (lengths[0] if lengths else 0)
    if drawn:
        given_quotas = quotas(plan.domains, len(drawn))
        assert Counter(one.domain for one in drawn) == Counter({n: many for n, many in given_quotas.items() if many})
        best = min(sorted(past[name].times for name in names) for names in all_that_fit(len(drawn)))
        assert sorted(past[one.id].times for one in drawn) == best


@pytest.mark.parametrize("name", LIBRARY.certifications)
def test_every_certification_can_be_offered_or_says_why_not(desk, name):
    found = room.offer(LIBRARY, name)
    assert sum(one.questions for one in found.domains) == found.questions
    if not found.questions:
        with pytest.raises(CertbookError, match="nothing here can be asked"):
            sit(desk, name)


def test_same_seed_draws_the_same_and_another_seed_another():
    plan = blueprint(LIBRARY, "M04")
    assert draw(plan, BANK, 15, 3, {}) == draw(plan, BANK, 15, 3, {})
    assert draw(plan, BANK, 15, 3, {}) != draw(plan, BANK, 15, 4, {})


def test_same_seed_draws_the_same_in_every_process():
    program = (
        "from certbook.content.library import Library; from certbook.learner.exam.blueprint import *; "
        "from certbook.learner.exam.drawing import draw; library = Library.open(); "
        "print([(one.id, one.places) for one in draw(blueprint(library, 'M04'), whole_bank(library), 15, 3, {})])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hashes in ("1", "2", "3")
    }
    assert len(said) == 1


def test_nothing_is_repeated_until_a_domains_bank_is_used_up():
    plan = blueprint(LIBRARY, "databricks-ml-associate")
    past, rounds = {}, []
    for number in range(1, 4):
        drawn = draw(plan, BANK, 40, number, past)
        rounds.append({one.id for one in drawn})
        for one in drawn:
            past[one.id] = Asked(past.get(one.id, Asked()).times + 1, number)
    for domain in plan.domains:
        pool = {name for name, entry in BANK.items() if entry.skill in domain.skills}
        asked = [one & pool for one in rounds]
        if sum(map(len, asked[:2])) <= len(pool):
            assert not asked[0] & asked[1], f"domain {domain.number} repeats although {len(pool)} questions are there"


def test_questions_of_a_scenario_stand_side_by_side_and_in_order():
    drawn = draw(blueprint(LIBRARY, "M07"), BANK, 33, 5, {})
    places = {}
    for place, one in enumerate(drawn):
        scenario = BANK[one.id].item.scenario
        if scenario is not None:
            places.setdefault(scenario.id, []).append((place, list(BANK).index(one.id)))
    assert len(places) == 2
    for found in places.values():
        assert [place for place, _ in found] == list(range(found[0][0], found[0][0] + len(found)))
        assert found == sorted(found, key=lambda pair: pair[1])


def test_steps_are_never_shown_in_their_right_order():
    for seed in range(60):
        for one in draw(blueprint(LIBRARY, "M02"), BANK, 28, seed, {}):
            if BANK[one.id].item.question.kind == "order":
                assert list(one.places) != sorted(one.places)


def test_exam_is_as_long_as_the_shares_allow():
    plan = blueprint(LIBRARY, "ms-dp-900")
    most = most_questions(plan, BANK)
    assert most < len(BANK)
    assert len(draw(plan, BANK, 10_000, 1, {})) == most


def test_a_domain_with_too_few_questions_is_left_out_where_that_helps():
    assert _worth_asking({1: 0.6, 2: 0.4}, {1: 2, 2: 60}) == {2}
    assert _worth_asking({1: 0.1, 2: 0.9}, {1: 4, 2: 60}) == {1, 2}
    assert _worth_asking({1: 0.5, 2: 0.5}, {1: 3, 2: 3}) == {1, 2}


# Scoring


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_every_key_is_right_and_every_wrong_answer_wrong(question):
    assert is_right(question, key_of(question))
    wrong = wrong_answer(question)
    assert not is_right(question, wrong)
    assert not is_right(question, None)
    assert is_complete(question, key_of(question))
    assert misconception_of(question, wrong) in LIBRARY.misconceptions
    assert misconception_of(question, key_of(question)) is None
    assert all(one.why for one in explanations(question, wrong))


def test_order_of_chosen_places_does_not_matter_but_a_missing_one_does():
    question = next(one for one in QUESTIONS if one.kind == "many")
    key = key_of(question)
    assert is_right(question, key[::-1])
    assert not is_right(question, key[:-1])
    assert not is_right(question, [*key, key[0]])


@pytest.mark.parametrize(
    ("kind", "answer", "problem"),
    [
        ("one", [0, 1], "asks for one choice"),
        ("one", [9], "has no place 9; places are 0 to"),
        ("one", [True], "True is no place"),
        ("one", ["0"], "'0' is no place"),
        ("many", [1, 1], "each once"),
        ("order", [0, 1], "each once"),
        ("match", [0], "options, one a line"),
        ("number", [], "asks for one number"),
        ("number", [float("nan")], "nan is no place and no number"),
    ],
)
def test_answer_that_does_not_fit_is_refused(desk, kind, answer, problem):
    sitting = sit(desk, "M02", questions=28)
    asked = next(one for one in sitting.questions if one.kind == kind)
    with pytest.raises(CertbookError, match=problem):
        room.record(desk, LIBRARY, NOW, sitting.id, asked.number, answer=answer)
    assert room.view(desk, LIBRARY, NOW, sitting.id).questions[asked.number - 1].answer is None


# Sitting


def test_answers_flags_and_place_are_there_after_a_restart(desk):
    sitting = sit(desk)
    room.record(desk, LIBRARY, later(1), sitting.id, 2, answer=key_of(BANK[sitting.questions[1].id].item.question))
    room.record(desk, LIBRARY, later(2), sitting.id, 3, flagged=True, seen=True, seconds=12)
    store._journal.cache_clear()  # as a new process
    again = room.open_sitting(desk, LIBRARY, later(3))
    assert again.id == sitting.id
    assert again.questions[1].answer == key_of(BANK[sitting.questions[1].id].item.question)
    assert (again.questions[2].flagged, again.place) == (True, 3)
    assert again.seconds_left == pytest.approx(sitting.seconds_left - 180)
    assert [one.choices for one in again.questions] == [one.choices for one in sitting.questions]


def test_last_answer_wins_and_can_be_taken_back(desk):
    sitting = sit(desk)
    number = next(one.number for one in sitting.questions if one.kind == "one")
    for answer in ([0], [1]):
        room.record(desk, LIBRARY, NOW, sitting.id, number, answer=answer)
    assert room.view(desk, LIBRARY, NOW, sitting.id).questions[number - 1].answer == [1]
    room.record(desk, LIBRARY, NOW, sitting.id, number, clear=True)
    assert room.view(desk, LIBRARY, NOW, sitting.id).questions[number - 1].answer is None


def test_time_runs_while_nobody_looks_and_late_answers_do_not_count(desk):
    sitting = sit(desk, minutes=10)
    first = BANK[sitting.questions[0].id].item.question
    room.record(desk, LIBRARY, later(9), sitting.id, 1, answer=key_of(first))
    late = room.record(desk, LIBRARY, later(11), sitting.id, 2, answer=[0])
    assert (late.state, late.seconds_left) == ("ended", 0)
    assert room.open_sitting(desk, LIBRARY, later(11)) is None
    found = room.result(desk, LIBRARY, later(11), sitting.id)
    assert (found.right, found.pacing.used_seconds) == (1, 600)
    assert datetime.fromisoformat(found.ended) == later(10)


def test_a_clock_that_is_set_back_gives_no_time_back(desk):
    sitting = sit(desk, minutes=10)
    room.record(desk, LIBRARY, later(8), sitting.id, 1, flagged=True)
    assert room.open_sitting(desk, LIBRARY, later(2)).seconds_left == pytest.approx(120)
    room.record(desk, LIBRARY, later(-60), sitting.id, 2, flagged=True)
    assert room.open_sitting(desk, LIBRARY, later(9)) is None  # 69 minutes by the clock as it is since then


def test_time_runs_on_by_a_clock_that_was_set_back(desk):
    sitting = sit(desk, minutes=10)
    room.record(desk, LIBRARY, later(8), sitting.id, 1, flagged=True)
    room.record(desk, LIBRARY, later(-60), sitting.id, 2, flagged=True)
    found = room.view(desk, LIBRARY, later(-59), sitting.id)
    assert found.seconds_left == pytest.approx(60)
    assert datetime.fromisoformat(found.ends) == later(-58)
    assert room.record(desk, LIBRARY, later(-57), sitting.id, 1, answer=[0]).state == "ended"


def test_one_sitting_at_a_time_says_how_long_it_has(desk):
    sit(desk, minutes=30)
    with pytest.raises(CertbookError, match="is open, with 20 minutes left"):
        room.start(desk, LIBRARY, later(10), "M07")
    assert room.room(desk, LIBRARY, later(10)).open.seconds_left == pytest.approx(1200)


def test_result_has_domains_reasons_pacing_and_what_to_do(desk):
    sitting = sit(desk, "aws-mla-c02")
    answer_all(desk, sitting, right=False)
    room.record(desk, LIBRARY, NOW, sitting.id, 1, seen=True, seconds=600)
    found = room.end(desk, LIBRARY, later(20), sitting.id)
    assert (found.right, found.score, found.scored) == (0, 0, len(sitting.questions))
    assert sum(one.asked for one in found.domains) == found.scored
    assert found.pacing.slow == (1,)
    assert "More than twice the budget" in found.pacing.text
    assert found.next
    assert all(step.path.endswith(".ipynb") and step.reason for step in found.next)
    assert all(one.reasons and one.explain and not one.right for one in found.questions)
    assert all(any(reason.chosen for reason in one.reasons) for one in found.questions if one.asked.kind == "one")


def test_what_was_skipped_is_not_answered_too_quickly(desk):
    sitting = sit(desk, questions=4)
    first, second = sitting.questions[:2]
    wrong = wrong_answer(BANK[first.id].item.question)
    room.record(desk, LIBRARY, NOW, sitting.id, 1, answer=wrong, seen=True, seconds=2)
    room.record(desk, LIBRARY, NOW, sitting.id, second.number, seen=True, seconds=2)
    room.record(desk, LIBRARY, NOW, sitting.id, 3, seen=True, seconds=2)
    found = room.end(desk, LIBRARY, later(1), sitting.id).pacing
    assert (found.quick, found.unseen) == ((1,), 1)
    assert "1 question was never looked at" in found.text


def test_ending_twice_keeps_the_first_result(desk):
    sitting = sit(desk)
    answer_all(desk, sitting)
    first = room.end(desk, LIBRARY, later(5), sitting.id)
    assert first.score == 1
    assert room.end(desk, LIBRARY, later(9), sitting.id) == first
    assert len(exam_history(desk).sittings) == 1


def test_crash_between_record_and_clearing_up_counts_once(desk, monkeypatch):
    sitting = sit(desk)
    answer_all(desk, sitting)
    with monkeypatch.context() as patch:
        patch.setattr(store, "close", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            room.end(desk, LIBRARY, later(5), sitting.id)
    assert room.room(desk, LIBRARY, later(60)).open is None
    assert len(exam_history(desk).sittings) == 1
    assert room.result(desk, LIBRARY, later(60)).score == 1


@pytest.mark.parametrize("cut", [5, 40, 200])
def test_a_line_that_was_cut_off_costs_itself_and_is_kept_aside(desk, cut):
    sitting = sit(desk)
    file = next((desk.record / "exams" / "open").glob("*.jsonl"))
    room.record(desk, LIBRARY, NOW, sitting.id, 1, flagged=True)
    room.record(desk, LIBRARY, NOW, sitting.id, 2, flagged=True)
    whole = file.read_bytes()
    store._journal.cache_clear()
    file.write_bytes(whole[:-cut])
    again = room.open_sitting(desk, LIBRARY, later(1))
    assert again is not None
    assert again.questions[0].flagged is (cut < 200)
    assert list(file.parent.glob("*damaged*"))


def test_a_sitting_whose_start_is_damaged_is_kept_aside(desk):
    sit(desk)
    file = next((desk.record / "exams" / "open").glob("*.jsonl"))
    file.write_bytes(b'{"kind": "started", "elap\n')
    store._journal.cache_clear()
    assert room.open_sitting(desk, LIBRARY, NOW) is None
    assert sit(desk).questions
    assert len(list(file.parent.iterdir())) >= 2


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "answered", "number": 1, "value": [99]},
        {"kind": "answered", "number": 1, "value": [0.5]},
        {"kind": "answered", "number": 1, "value": []},
        {"kind": "answered", "number": 99, "value": [0]},
        {"kind": "answered", "number": 1, "value": [float("nan")]},
        {"kind": "answered", "number": 1, "value": [1e300]},
        {"kind": "seen", "number": 1, "value": "soon"},
        {"kind": "seen", "number": 1, "value": 1, "elapsed": float("nan")},
        {"kind": "seen", "number": 1, "value": 1, "elapsed": float("inf")},
        {"kind": "seen", "number": float("inf"), "value": 1},
        {"kind": "flagged", "number": 1, "value": True, "time": "noon"},
    ],
    ids=str,
)
def test_a_line_that_cannot_be_meant_never_keeps_a_sitting_from_its_end(desk, line):
    sitting = sit(desk, minutes=10)
    file = next((desk.record / "exams" / "open").glob("*.jsonl"))
    with file.open("a") as stream:
        stream.write(json.dumps({"elapsed": 0.0, "time": NOW.isoformat(), **line}) + "\n")
    store._journal.cache_clear()
    assert room.open_sitting(desk, LIBRARY, later(1)).seconds_left == pytest.approx(540)
    found = room.end(desk, LIBRARY, later(2), sitting.id)
    assert (found.score, found.pacing.used_seconds) == (0, 120)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"kind": ' * 50_000], ids=["brackets", "braces"])
def test_brackets_without_end_are_a_damaged_line(data):
    assert parse_event(data) is None


def test_an_answer_that_is_said_to_be_kept_counts_though_another_window_ends_the_exam(desk):
    for attempt in range(6):
        sitting = sit(desk, questions=12)
        kept = []

        def answer(sitting=sitting, kept=kept):
            for asked in sitting.questions:
                said = room.record(
                    desk, LIBRARY, NOW, sitting.id, asked.number, answer=key_of(BANK[asked.id].item.question)
                )
                if said.state == "open":
                    kept.append(asked.number)

        other = threading.Thread(target=answer)
        other.start()
        time.sleep(0.005 * attempt)
        found = room.end(desk, LIBRARY, NOW, sitting.id)
        other.join()
        assert [one.asked.number for one in found.questions if one.right] == kept
        assert not list((desk.record / "exams" / "open").iterdir())


ANSWERS_WITHOUT_END = """
import itertools, sys
from datetime import datetime
from pathlib import Path
from certbook.content.library import Library
from certbook.learner.desk import find_desk
from certbook.learner.exam import room
library, now = Library.open(), datetime.fromisoformat(sys.argv[2])
desk = find_desk(library.root, Path(sys.argv[1]))
sitting = room.open_sitting(desk, library, now)
places = [one.number for one in sitting.questions if one.kind == "one"]
for turn in itertools.count():
    number = places[turn % len(places)]
    room.record(desk, library, now, sitting.id, number, answer=[turn % 3], seen=True, seconds=1)
    print(number, turn % 3, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 40])
def test_killed_at_any_moment_keeps_every_answer_that_was_said_to_be_kept(tmp_path, after):
    course_desk = make_lane_course(tmp_path / "course")[1]
    desk = find_desk(LIBRARY.root, course_desk.path)
    sitting = sit(desk, questions=20)
    command = [sys.executable, "-c", ANSWERS_WITHOUT_END, str(desk.path), NOW.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        said = [process.stdout.readline() for _ in range(after)]
        process.kill()
        said += process.stdout.readlines()
    kept = dict(map(int, line.split()) for line in said if line.endswith("\n"))
    store._journal.cache_clear()
    again = room.open_sitting(desk, LIBRARY, later(1))
    assert again.id == sitting.id
    found = {one.number: one.answer for one in again.questions if one.answer is not None}
    # The last report may have been kept and not been said any more.
    different = [number for number in found.keys() | kept.keys() if found.get(number) != [kept.get(number)]]
    assert len(different) <= 1
    assert kept.keys() <= found.keys()


def test_a_question_that_was_changed_since_does_not_count(desk):
    sitting = sit(desk, questions=10)
    answer_all(desk, sitting)
    bank = dict(BANK)
    first, second = sitting.questions[0].id, sitting.questions[1].id
    bank[first] = replace(bank[first], print="another")
    del bank[second]
    changed = library_with(bank)
    found = room.end(desk, changed, later(5), sitting.id)
    assert (found.scored, found.left_out, found.score) == (8, 2, 1)
    assert found.questions[1].asked.kind == "gone"


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda desk: sit(desk, "astronaut"), "no certification and no domain is called 'astronaut'"),
        (lambda desk: sit(desk, "iapp-aigp"), "nothing here can be asked"),
        (lambda desk: sit(desk, questions=500), "the bank holds 1 to"),
        (lambda desk: sit(desk, questions=0), "the bank holds 1 to"),
        (lambda desk: sit(desk, minutes=-1), "-1 minutes is no length"),
        (lambda desk: room.view(desk, LIBRARY, NOW, "../../etc/passwd"), "there is no sitting"),
        (lambda desk: room.result(desk, LIBRARY, NOW), "no practice exam has ended yet"),
        (lambda desk: room.result(desk, LIBRARY, NOW, sit(desk).id), "is still open"),
        (lambda desk: room.record(desk, LIBRARY, NOW, sit(desk).id, 99, flagged=True), "there is no question 99"),
        (lambda desk: room.answer_review(desk, LIBRARY, NOW, "none-such", [0]), "no question is called"),
    ],
)
def test_bad_input_is_one_line(desk, call, problem):
    with pytest.raises(CertbookError, match=problem) as told:
        call(desk)
    assert "\n" not in str(told.value)


def test_offers_begin_with_what_was_chosen(tmp_path):
    library, desk = make_lane_course(tmp_path / "course")
    choice.write(desk, library, None, "demo-exam")
    offers = room.room(desk, library, NOW).offers
    assert [one.scope for one in offers][:2] == ["demo-exam", "01-demo"]
    assert offers[0].missing == ("Dividing",)
    assert "nothing pauses it" in offers[0].rule


# Evidence, review, items


def test_right_answers_raise_mastery_and_wrong_ones_lower_it(tmp_path):
    desks = [make_lane_course(tmp_path / name)[1] for name in ("none", "right", "wrong")]
    for desk, right in zip(desks[1:], (True, False), strict=True):
        sitting = sit(desk, questions=20)
        answer_all(desk, sitting, right)
        room.end(desk, LIBRARY, NOW, sitting.id)
    modules = [standing(desk, LIBRARY, NOW).mastery(LIBRARY.find_module("M04")) for desk in desks]
    assert modules[0].value is None
    assert modules[1].value > 0.5 > modules[2].value


def test_missed_questions_come_back_and_go_when_they_are_known(desk):
    sitting = sit(desk, questions=5)
    answer_all(desk, sitting, right=False)
    room.end(desk, LIBRARY, NOW, sitting.id)
    assert not room.due_questions(desk, LIBRARY, NOW)
    due = room.due_questions(desk, LIBRARY, later(60 * 24 * 3))
    assert {one.asked.id for one in due} == {one.id for one in sitting.questions}
    first = due[0].asked
    question = BANK[first.id].item.question
    done = room.answer_review(desk, LIBRARY, later(60 * 24 * 3), first.id, key_of(question))
    assert done.right
    assert datetime.fromisoformat(done.due) > later(60 * 24 * 3)
    left = room.due_questions(desk, LIBRARY, later(60 * 24 * 3))
    assert first.id not in {one.asked.id for one in left}
    record = exam_history(desk).questions[first.id]
    assert all(record.is_mended(name) for name in record.slips)


def test_skipped_questions_come_back_and_unseen_ones_do_not(desk):
    sitting = sit(desk, questions=5)
    room.record(desk, LIBRARY, NOW, sitting.id, 1, seen=True, seconds=5)
    room.end(desk, LIBRARY, NOW, sitting.id)
    due = room.due_questions(desk, LIBRARY, later(60 * 24 * 30))
    assert [one.asked.id for one in due] == [sitting.questions[0].id]


def test_record_reads_on_where_it_stood_and_sets_damage_aside(desk):
    for number in range(3):
        sitting = sit(desk, questions=4)
        answer_all(desk, sitting, right=bool(number % 2))
        room.end(desk, LIBRARY, NOW, sitting.id)
    history = exam_history(desk)
    assert len(history.sittings) == 3
    assert sum(one.asked for one in history.questions.values()) == 12
    file = desk.record / "exams" / "sittings.jsonl"
    lines = file.read_text().splitlines()
    lines[1] = lines[1][:50]
    file.write_text("\n".join(lines) + "\n")
    assert len(exam_history(desk).sittings) == 2
    assert list(file.parent.glob("sittings-damaged-*"))


def test_items_count_what_was_reached_and_add_up_over_desks(tmp_path):
    desks = [make_lane_course(tmp_path / name)[1] for name in ("ada", "ben")]
    for desk, right in zip(desks, (True, False), strict=True):
        sitting = sit(desk, questions=6, seed=1)
        for asked in sitting.questions[:4]:
            question = BANK[asked.id].item.question
            said = key_of(question) if right else wrong_answer(question)
            room.record(desk, LIBRARY, NOW, sitting.id, asked.number, answer=said, seconds=20 if right else 40)
        room.end(desk, LIBRARY, NOW, sitting.id)
    one = item_statistics(desks[0], LIBRARY)
    assert [(item.asked, item.share_right, item.common_wrong) for item in one] == [(1, 1.0, None)] * 4
    both = of_histories(map(exam_history, desks), LIBRARY)
    assert {item.id for item in both} == {item.id for item in one}
    assert {(item.asked, item.share_right, item.median_seconds, item.common_wrong_share) for item in both} == {
        (2, 0.5, 30, 0.5)
    }
    assert all(item.common_wrong for item in both)


def test_items_begin_anew_when_a_question_reads_otherwise(desk):
    sitting = sit(desk, questions=4, seed=1)
    answer_all(desk, sitting)
    room.end(desk, LIBRARY, NOW, sitting.id)
    first = sitting.questions[0].id
    changed = library_with({**BANK, first: replace(BANK[first], print="another")})
    assert len(item_statistics(desk, LIBRARY)) == 4
    assert first not in {item.id for item in item_statistics(desk, changed)}


@given(st.binary(max_size=200))
def test_any_bytes_are_an_event_or_none(data):
    parse_event(data)


def test_random_walk_through_a_sitting_never_loses_the_last_word(desk):
    lots = random.Random(1)
    sitting = sit(desk, questions=15)
    wanted = {}
    for step in range(120):
        asked = lots.choice(sitting.questions)
        question = BANK[asked.id].item.question
        said = lots.choice([key_of(question), wrong_answer(question)])
        room.record(desk, LIBRARY, later(step / 60), sitting.id, asked.number, answer=said)
        wanted[asked.number] = is_right(question, said)
        if step % 40 == 0:
            store._journal.cache_clear()
    found = room.end(desk, LIBRARY, later(3), sitting.id)
    assert {one.asked.number for one in found.questions if one.right} == {n for n, right in wanted.items() if right}
    assert json.loads(sittings_of(desk)._file.read_text().splitlines()[-1])["id"] == sitting.id


def test_content_root_without_questions_offers_nothing(tmp_path):
    library, desk = make_lane_course(tmp_path / "course")
    for file in library.root.modules.glob("*/questions.yml"):
        file.write_text("[]\n")
    empty = Library(ContentRoot(library.root.path, is_clone=True))
    assert room.room(desk, empty, NOW).offers == ()
