"""The exam room as a learner has it: a whole sitting with interruptions, and one whose time runs out."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from extension_server import free_port
from lab_server import running_lab
from learner_page import THEMES, arrive, ask, make_learners_course, wear

pytestmark = [pytest.mark.browser, pytest.mark.kernel]

expect = pytest.importorskip("playwright.sync_api", reason="playwright is in the extra `test`").expect
Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the extra `test`").Axe
expect.set_options(timeout=30_000)
SHOTS = os.environ.get("EXAM_ROOM_SHOTS")  # a folder for pictures, to be looked at
BANK = """
- id: add-02
  kind: many
  skill: adding
  level: apply
  stem: "Which two of these lists of prices add up to exactly ten euros at the till?"
  choices:
    - {text: "2, 3 and 5", right: true, why: "2 + 3 + 5 is 10."}
    - {text: "4 and 6", right: true, why: "4 + 6 is 10."}
    - {text: "1, 2 and 3", misconception: add.forgets_last, why: "These are 6."}
    - {text: "9 and 9", misconception: add.starts_at_one, why: "These are 18."}
  explain: "Add all of them, once each."
- id: add-03
  kind: order
  skill: adding
  level: apply
  stem: "Put the steps of a till that adds prices into the order in which they happen."
  steps:
    - {text: "Set the sum to zero", why: "Nothing has been added yet."}
    - {text: "Add each price", why: "The sum must be there before."}
    - {text: "Print the sum", why: "It is whole only at the end."}
  misconception: add.starts_at_one
  explain: "Begin at zero, add, then print."
- id: add-04
  kind: match
  skill: adding
  level: apply
  stem: "Match each list of prices with the sum that the till should print for it."
  pairs:
    - {left: "1 and 2", right: "3", why: "1 + 2 is 3."}
    - {left: "2 and 3", right: "5", why: "2 + 3 is 5."}
    - {left: "4 and 4", right: "8", why: "4 + 4 is 8."}
  others: ["6"]
  misconception: add.forgets_last
  explain: "Add all of them, once each."
- id: shop
  title: A shop with three tills
  stem: |
    A shop writes down what each of its three tills took on one morning, in euros. The owner looks at the chart and
    wants to know more.
  figures:
    - caption: Takings of each till on one morning
      columns: [till, takings]
      rows: [[A, 20], [B, 30], [C, 10]]
      chart: {mark: bar, x: till, y: takings}
  questions:
    - id: add-05
      kind: number
      skill: adding
      level: apply
      stem: "How much did the three tills take on that morning, all together?"
      answer: 60
      tolerance: 0
      unit: euros
      why: "20 + 30 + 10 is 60."
      traps:
        - {value: 50, misconception: add.forgets_last, why: "The last till is missing."}
        - {value: 61, misconception: add.starts_at_one, why: "The sum began at one."}
      explain: "Add all of them, once each."
    - id: add-06
      kind: number
      skill: adding
      level: apply
      stem: "How much did the first two tills take on that morning, both together?"
      answer: 50
      tolerance: 0
      unit: euros
      why: "20 + 30 is 50."
      traps:
        - {value: 20, misconception: add.forgets_last, why: "The last till is missing."}
        - {value: 51, misconception: add.starts_at_one, why: "The sum began at one."}
      explain: "Add all of them, once each."
"""


def make_course(root, environment):
    make_learners_course(root, environment)
    with (root / "modules/01-demo/questions.yml").open("a") as bank:
        bank.write(BANK)
    return root / "workspace"


def lab(desk, port):
    return running_lab(desk, f"--port={port}")


def shoot(page, name):
    if SHOTS:
        for width in (1280, 900):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(700)
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"))


def heading(page, number):
    return page.locator(".cb-Exam").get_by_role("heading", name=re.compile(f"^Question {number} of 6"))


def enter(page, server):
    """Open the room from the sidebar."""
    ask(server, "PUT", "certbook/api/choice", {"lane": "demo-lane", "certification": "demo-exam"})
    arrive(page, server).get_by_role("button", name="Practice exams").click()
    room = page.locator(".cb-Exam")
    expect(room.get_by_text("nothing pauses it").first).to_be_visible()
    return room


def give(page, room):
    """Answer the question that is shown."""
    if room.locator(".cb-ChoiceLine").count():
        page.keyboard.press("1")
        if room.locator("input[type=checkbox]").count():
            page.keyboard.press("2")
        expect(room.locator("input:checked").first).to_be_visible()
    elif room.locator(".cb-Step").count():
        room.get_by_role("button", name=re.compile("^Move down")).first.click()
    elif room.locator(".cb-Match").count():
        room.locator(".cb-Match select").first.select_option(index=1)
        room.locator(".cb-Match select").last.select_option(index=2)
    else:
        room.get_by_label("Your number").fill("60")


def serious(page, screen):
    found = Axe().run(page, {"include": [[".cb-Exam"]]}).response["violations"]
    return [
        (screen, one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_a_whole_exam_with_a_reload_and_a_new_server(theme, tmp_path, monkeypatch, page):
    desk, port, wrong = make_course(tmp_path / "course", monkeypatch), free_port(), []
    mode = theme.split()[-1].lower()
    with lab(desk, port) as server:
        wear(server, theme)
        room = enter(page, server)
        wrong += serious(page, "room")
        shoot(page, f"room-{mode}")
        room.get_by_role("button", name=re.compile("^Start")).first.click()
        expect(heading(page, 1)).to_be_focused()
        page.keyboard.press("f")
        expect(heading(page, 1)).to_contain_text("flagged")
        page.keyboard.press("n")  # skipped
        expect(heading(page, 2)).to_be_focused()
        page.keyboard.press("p")
        expect(heading(page, 1)).to_be_focused()
        page.keyboard.press("o")
        expect(room.get_by_role("heading", name=re.compile("^Overview"))).to_be_focused()
        page.keyboard.press("o")
        expect(heading(page, 1)).to_be_visible()
        room.get_by_role("heading", name=re.compile("^Question 1")).press("Enter")
        expect(heading(page, 2)).to_be_focused()
        give(page, room)
        page.keyboard.press("Escape")
        room.get_by_role("button", name="Previous").click()  # returned to
        expect(heading(page, 1)).to_be_focused()
        give(page, room)
        room.get_by_role("button", name="Next", exact=True).click()
        expect(heading(page, 2)).to_be_focused()
        page.wait_for_timeout(1000)
        page.reload()
        expect(heading(page, 2)).to_be_visible()  # the layout brings the room back, the server the place
        room.get_by_role("button", name="Overview", exact=True).click()
        expect(room.get_by_role("heading", name="Overview: 2 of 6 answered")).to_be_focused()
        expect(room.get_by_role("button", name="Question 1: answered, flagged")).to_be_visible()
        wrong += serious(page, "overview")
        shoot(page, f"overview-{mode}")
        room.get_by_role("button", name="Question 3: not seen").click()
        expect(heading(page, 3)).to_be_focused()
    give(page, room)  # nobody is there to keep it
    expect(room.get_by_text("Not saved yet").first).to_be_visible()
    shoot(page, f"away-{mode}")
    with lab(desk, port):
        expect(room.get_by_text("Not saved yet")).to_have_count(0)
        for number in (4, 5, 6):
            room.get_by_label("Go to").select_option(str(number))
            expect(heading(page, number)).to_be_focused()
            give(page, room)
        for number in range(1, 7):
            room.get_by_label("Go to").select_option(str(number))
            expect(heading(page, number)).to_be_focused()
            wrong += serious(page, f"question {number}")
            shoot(page, f"question-{number}-{mode}")
        room.get_by_role("button", name="End exam…").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Every question is answered. 1 is flagged.")
        dialog.get_by_role("button", name="End exam").click()
        expect(room.get_by_role("heading", name=re.compile("^Result"))).to_be_focused()
        room.get_by_role("button", name=re.compile("Flagged")).click()
        expect(room.locator(".cb-Answered")).to_have_count(1)
        room.get_by_role("button", name=re.compile("All")).click()
        expect(room.locator(".cb-Answered")).to_have_count(6)
        assert room.locator(".cb-Answered summary").filter(has_text="not answered").count() == 0
        room.locator(".cb-Answered summary").first.click()
        expect(room.locator(".cb-Reasons").first).to_be_visible()
        wrong += serious(page, "result")
        shoot(page, f"result-{mode}")
    assert wrong == []


def test_an_exam_whose_time_runs_out_shows_its_result(tmp_path, monkeypatch, page):
    desk = make_course(tmp_path / "course", monkeypatch)
    with lab(desk, free_port()) as server:
        room = enter(page, server)
        room.get_by_label("Minutes").first.fill("0.15")
        room.get_by_role("button", name=re.compile("^Start")).first.click()
        expect(heading(page, 1)).to_be_visible()
        expect(room.get_by_role("heading", name=re.compile("^Result"))).to_be_visible()
        expect(room.get_by_text("questions right")).to_be_visible()


def sit_ten_days_ago(server, desk):
    """Sit an exam in which every question is skipped, and date it back: then all of them are due."""
    ask(server, "PUT", "certbook/api/choice", {"lane": "demo-lane", "certification": "demo-exam"})
    sitting = ask(server, "POST", "certbook/api/exams", {"certification": "demo-exam", "questions": 3})
    for number in (1, 2, 3):
        ask(server, "PUT", f"certbook/api/exams/{sitting['id']}/questions/{number}", {"seen": True})
    ask(server, "POST", f"certbook/api/exams/{sitting['id']}/end", {})
    (record,) = Path(desk).parent.rglob("exams/sittings.jsonl")
    earlier = datetime.now(UTC) - timedelta(days=10)
    text = re.sub(r"20\d\d-\d\d-\d\dT", f"{earlier:%Y-%m-%d}T", record.read_text())
    record.write_text(text)


@pytest.mark.parametrize("theme", THEMES)
def test_questions_that_come_back_are_reviewed_one_at_a_time(theme, tmp_path, monkeypatch, page):
    desk, wrong, mode = make_course(tmp_path / "course", monkeypatch), [], theme.split()[-1].lower()
    with lab(desk, free_port()) as server:
        sit_ten_days_ago(server, desk)
    with lab(desk, free_port()) as server:
        wear(server, theme)
        room = enter(page, server)
        room.get_by_role("button", name="Review 3 questions").click()
        for left in (3, 2, 1):
            heading = room.get_by_role("heading", name="Review", exact=True)
            expect(heading).to_be_focused()
            expect(room.get_by_text(f"{left} question{'s are' if left > 1 else ' is'} due")).to_be_visible()
            give(page, room)
            for place, choice in enumerate(room.locator(".cb-Match select").all(), start=1):
                choice.select_option(index=place)  # half an answer cannot be given
            wrong += serious(page, f"asked {left}")
            shoot(page, f"review-asked-{left}-{mode}")
            if left == 3:
                room.get_by_role("heading", name="Review", exact=True).press("Enter")
            else:
                room.get_by_role("button", name="Answer", exact=True).click()
            expect(room.get_by_role("heading", name=re.compile("Right|Not right"))).to_be_visible()
            expect(room.locator(".cb-Reasons").first).to_be_visible()
            expect(room.get_by_text("It comes again on")).to_be_visible()
            wrong += serious(page, f"answered {left}")
            shoot(page, f"review-answered-{left}-{mode}")
            room.get_by_role("heading", name="Review", exact=True).press("Enter")  # the keyboard goes on as well
        expect(room.get_by_role("heading", name="No question is due")).to_be_focused()
        shoot(page, f"review-none-{mode}")
        room.get_by_role("button", name="To the exam room").click()
        expect(room.get_by_role("heading", name="Practice exams")).to_be_visible()
        expect(room.get_by_role("button", name=re.compile("^Review"))).to_have_count(0)
    assert wrong == []
