"""The weeks to an exam and a lane's year: hours by weight × gap, labs that are never squeezed, calendars that read."""

import json
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from lane_course import EXAM, NOW, give, make_lane_course

from certbook.errors import CertbookError
from certbook.learner import plan as this_week
from certbook.learner.standing import standing
from certbook.learner.study_plan import goal as goals
from certbook.learner.study_plan.budget import level, needed_pieces
from certbook.learner.study_plan.calendar import DAYS, as_calendar, sessions
from certbook.learner.study_plan.goal import Goal
from certbook.learner.study_plan.markdown import plan_page, roadmap_page
from certbook.learner.study_plan.roadmap import roadmap
from certbook.learner.study_plan.schedule import study_plan

TODAY = NOW.date()
FAR = TODAY + timedelta(days=10 * 7)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    library, desk = make_lane_course(tmp_path_factory.mktemp("plan") / "course")
    return standing(desk, library, NOW)


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def planned(here, day=FAR, hours=4.0, **options):
    return study_plan(here, Goal("demo-exam", day, hours), TODAY, **options)


# Sharing minutes out


shares = st.dictionaries(st.integers(1, 6), st.floats(0.01, 1), min_size=1)


@given(shares, st.data(), st.integers(0, 10_000))
def test_level_gives_all_and_never_less_than_what_is_taken(share, data, minutes):
    taken = {number: data.draw(st.integers(0, 500)) for number in share}
    given_out = level(taken, share, minutes)
    assert all(given_out[number] >= taken[number] - 0.5 for number in share)
    if sum(taken.values()) <= minutes:
        assert abs(sum(given_out.values()) - minutes) <= len(share)


@given(shares, st.integers(600, 10_000))
def test_level_is_by_share_where_nothing_is_taken(share, minutes):
    given_out = level(dict.fromkeys(share, 0), share, minutes)
    total = sum(share.values())
    assert all(abs(given_out[number] - minutes * share[number] / total) <= 1 for number in share)


# The weeks


def test_needs_come_first_and_domains_are_named(untouched):
    pieces = needed_pieces(untouched, untouched.library.certifications["demo-exam"])
    assert [(piece.kind, piece.lab) for piece in pieces if piece.lab] == [
        ("lab", "third"),
        ("lab", "multiply"),
        ("lab", "add-up"),
    ]
    assert [piece.domain for piece in pieces if piece.lab] == [None, 2, 1]
    assert pieces[0].kind == "lesson"


@given(st.integers(1, 400), st.floats(0.5, 40))
def test_no_week_holds_more_than_its_hours_and_no_piece_is_lost(untouched, days, hours):
    found = planned(untouched, TODAY + timedelta(days=days), hours, anyway=True)
    assert found.weeks[0].begins == TODAY
    assert found.weeks[-1].ends == found.exam_day - timedelta(days=1)
    rehearsal = max((piece.minutes for week in found.weeks for piece in week.pieces if piece.kind == "exam"), default=0)
    for week in found.weeks:
        spent = sum(piece.minutes for piece in week.pieces)
        assert spent <= max(week.minutes, rehearsal + week.minutes * 0.1) + len(week.pieces)
    wanted = needed_pieces(untouched, untouched.library.certifications["demo-exam"])
    done = {piece.title for week in found.weeks for piece in week.pieces}
    left = {piece.title for piece in found.left_out}
    assert {piece.title for piece in wanted} - left <= done


def test_hours_go_by_weight_and_gap_not_by_weight_alone(course):
    library, desk = course
    before = planned(standing(desk, library, NOW))
    give(desk, "02-multiply", "multiply", {"total": 3, "average": 4})
    from lane_course import attempt, log

    log(desk, attempt(0, "multiply", total=3, average=4))
    after = planned(standing(desk, library, NOW))
    (_, multiplying, dividing) = before.domains
    assert multiplying.minutes > dividing.minutes
    assert after.domains[1].share < before.domains[1].share
    assert after.domains[2].minutes > before.domains[2].minutes
    assert after.domains[1].open_minutes == 0
    assert {piece.lab for week in after.weeks for piece in week.pieces} & {"multiply"} == set()


def test_what_nothing_teaches_gets_hours_and_says_so(untouched):
    found = planned(untouched)
    outside = [piece for week in found.weeks for piece in week.pieces if piece.kind == "outside"]
    assert {piece.domain for piece in outside} == {3}
    assert any("30% of the exam is taught by nothing here yet: Dividing" in note for note in found.notes)


def test_phases_come_in_order(untouched):
    phases = [week.phase for week in planned(untouched).weeks]
    assert phases == ["labs"] * 8 + ["practice exam", "practice exam"]
    assert [week.phase for week in planned(untouched, TODAY + timedelta(weeks=4), 10).weeks][-1] == "practice exam"


def test_a_day_that_has_passed_is_refused(untouched):
    for day, words in ((TODAY, "is today"), (TODAY - timedelta(days=3), "is 3 days ago")):
        with pytest.raises(CertbookError, match=words):
            planned(untouched, day)


def test_too_few_hours_are_refused_with_what_would_do(untouched):
    with pytest.raises(CertbookError, match="hours too few") as told:
        planned(untouched, TODAY + timedelta(days=7), 1)
    text = str(told.value)
    hours = float(text.split("--hours-per-week ")[1].split(",")[0])
    day = date.fromisoformat(text.split("--date ")[1].split()[0])
    assert planned(untouched, TODAY + timedelta(days=7), hours).left_out == ()
    assert planned(untouched, day, 1).left_out == ()
    with pytest.raises(CertbookError, match="too few"):
        planned(untouched, day - timedelta(days=1), 1)


def test_short_of_time_no_domain_is_passed_over(untouched):
    found = planned(untouched, TODAY + timedelta(days=14), 2, anyway=True)
    assert found.left_out
    assert {piece.domain for week in found.weeks for piece in week.pieces} >= {1, 2}
    assert "no place before the exam day" in found.notes[-1]


@pytest.mark.parametrize("hours", [0, -1, 0.2, 81, float("nan")])
def test_hours_that_no_week_has_are_refused(untouched, hours):
    with pytest.raises(CertbookError, match="--hours-per-week is"):
        goals.checked(Goal("demo-exam", FAR, hours), untouched.library)


# Goal


def test_goal_is_kept_and_gives_the_week_its_length(course):
    library, desk = course
    assert goals.read(desk, library) is None
    before = sum(item.minutes for item in this_week.plan(standing(desk, library, NOW)))
    goals.write(desk, Goal("demo-exam", FAR, 1.0))
    assert goals.read(desk, library) == Goal("demo-exam", FAR, 1.0)
    assert sum(item.minutes for item in this_week.plan(standing(desk, library, NOW))) < before


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"certification": "gone", "exam_day": "2030-01-01", "hours_per_week": 2}']
)
def test_a_goal_that_cannot_be_read_is_none_and_is_kept_aside(course, text):
    library, desk = course
    desk.record.mkdir(parents=True, exist_ok=True)
    (desk.record / "goal.json").write_text(text)
    assert goals.read(desk, library) is None
    assert [file.read_text() for file in desk.record.glob("goal.json*")] == [text]


def test_dashboard_says_how_far_away_the_exam_is(course, monkeypatch, capsys):
    library, desk = course
    monkeypatch.setenv("CERTBOOK_CONTENT", str(library.root.path))
    from certbook.cli.dashboard import dashboard

    for days, words in ((30, "in 30 days, with 2.5 hours a week"), (-2, "has passed; set another")):
        goals.write(desk, Goal("demo-exam", date.today() + timedelta(days=days), 2.5))
        dashboard(desk=desk.path)
        assert words in capsys.readouterr().out


# Calendar and pages


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.integers(1, 120))
def test_sessions_hold_all_minutes_of_the_plan(untouched, days, length):
    found = planned(untouched, TODAY + timedelta(days=length), 2, anyway=True)
    held = sessions(found, sorted(days))
    assert sum(one.minutes for one in held) == sum(piece.minutes for week in found.weeks for piece in week.pieces)
    assert all(TODAY <= one.day < found.exam_day for one in held)
    assert len({one.day for one in held}) == len(held)


def test_calendar_is_read_by_the_library_and_takes_the_place_of_an_older_one(untouched):
    found = planned(untouched)
    first = Calendar.from_ical(as_calendar(found, sessions(found), NOW))
    again = Calendar.from_ical(as_calendar(found, sessions(found), NOW + timedelta(hours=1)))
    events = list(first.walk("VEVENT"))
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert {str(one["uid"]) for one in events} == {str(one["uid"]) for one in again.walk("VEVENT")}
    assert all(
        b["sequence"] > a["sequence"] for a, b in zip(events, again.walk("VEVENT"), strict=True) if "sequence" in a
    )
    assert str(events[-1]["summary"]) == "Exam: Demonstration exam"
    assert events[-1].decoded("dtstart") == found.exam_day
    assert events[0].decoded("dtstart").time() == time(18, 30)
    assert DAYS[events[0].decoded("dtstart").weekday()] in ("mon", "wed", "sat")


def test_sessions_longer_than_a_day_are_refused(untouched):
    with pytest.raises(CertbookError, match="name more days with --days"):
        sessions(planned(untouched, hours=40), ["mon"])
    with pytest.raises(CertbookError, match="--days names 'tues'"):
        sessions(planned(untouched), ["tues"])


def test_page_names_every_week_and_note(untouched):
    found = planned(untouched)
    page = plan_page(found)
    assert page.count("## Week") == len(found.weeks)
    assert all(note in page for note in found.notes)
    assert "| Multiplying | 50 % | unknown |" in page


# A year


def test_year_follows_the_lane_and_names_what_it_leaves_to_show(untouched):
    found = roadmap(untouched, "whole-lane", 1, TODAY)
    assert next(stage.module for quarter in found.quarters for stage in quarter.stages) == "M01"
    assert len(found.quarters) == 4
    page = roadmap_page(found)
    assert page.count("## Quarter") == 4
    assert "to show: " in page
    assert roadmap(untouched, "demo-lane", 1, TODAY).missing == ("M09 Something for later",)


def test_year_puts_an_exam_where_half_of_it_is_taught(untouched):
    lane = untouched.library.lanes["whole-lane"]
    untouched.library.lanes["whole-lane"] = lane.model_copy(update={"certifications": ["demo-exam"]})
    try:
        exams = [quarter.exam for quarter in roadmap(untouched, "whole-lane", 20, TODAY).quarters]
        assert exams[0] is not None
        assert exams[0].share == pytest.approx(0.7)
        assert exams[1:] == [None] * 3
        slow = roadmap(untouched, "whole-lane", 0.1, TODAY)
        assert slow.quarters[0].exam is None
    finally:
        untouched.library.lanes["whole-lane"] = lane


def test_year_of_an_unknown_lane_is_refused(untouched):
    with pytest.raises(CertbookError, match="no lane is called 'none-such'"):
        roadmap(untouched, "none-such", 5, TODAY)


def test_exam_without_weights_shares_alike(course):
    library, desk = course
    facts = library.certifications["demo-exam"]
    bare = [replace_weights(one) for one in facts.domains]
    library.certifications["demo-exam"] = facts.model_copy(update={"domains": bare})
    found = planned(standing(desk, library, NOW))
    assert found.domains[0].share == pytest.approx(found.domains[1].share)
    assert any("publishes no weights" in note for note in found.notes)


def replace_weights(domain):
    return domain.model_copy(update={"weight_min": None, "weight_max": None})


def test_json_of_a_plan_has_days_as_text(course, monkeypatch, capsys):
    library, desk = course
    monkeypatch.setenv("CERTBOOK_CONTENT", str(library.root.path))
    from certbook.cli.plan import plan

    far = date.today() + timedelta(days=90)
    plan(cert="demo-exam", day=far.isoformat(), hours=5, desk=desk.path, as_json=True, days="mon", at="18:30")
    value = json.loads(capsys.readouterr().out)
    assert value["exam_day"] == far.isoformat()
    assert value["domains"][1]["name"] == EXAM["domains"][1]["name"]
    plan(desk=desk.path, as_json=True, days="mon", at="18:30")
    assert json.loads(capsys.readouterr().out)["hours_per_week"] == 5
    assert goals.read(desk, library).exam_day == far
