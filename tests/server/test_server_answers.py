"""What the extension's handlers answer, without any check being run."""

import json
import shutil
import sqlite3
import time

import pytest
from classroom import ASSIGNMENT, LAB
from extension_server import running_server, with_cookies

LAB_PATH = f"{ASSIGNMENT}/{LAB}.ipynb"


def soon(is_so, seconds=20):
    until = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < until
        time.sleep(0.2)
    return found


def test_a_new_desk_has_one_lab_that_was_not_begun(shared):
    overview = shared.get("overview")
    (domain,) = overview["domains"]
    assert domain["name"] == ASSIGNMENT
    assert domain["mastery"] is None
    (lab,) = domain["labs"]
    assert (lab["state"], lab["score"], lab["max_score"], lab["on_desk"]) == ("not begun", 0, 7, True)
    assert lab["path"] == LAB_PATH
    assert overview["choice"] == {"lane": None, "certification": None}
    assert overview["next_lab"] == LAB
    assert overview["toured"] is False
    dashboard = shared.get("dashboard")
    assert dashboard["readiness"] is None
    assert (dashboard["attempts"], dashboard["mistakes"]) == (0, [])


def test_a_choice_is_remembered_and_a_wrong_one_refused(server):
    (lane,) = server.get("catalogue")["lanes"]
    assert (lane["name"], [one["id"] for one in lane["certifications"]]) == ("demo-lane", ["demo-exam"])
    status, overview = server.ask("PUT", "choice", {"lane": "demo-lane", "certification": "demo-exam"})
    assert status == 200, overview
    assert overview["lane_title"] == "Demonstration lane"
    assert server.get("overview")["choice"] == {"lane": "demo-lane", "certification": "demo-exam"}
    assert server.get("dashboard")["readiness"]["certification"] == "demo-exam"
    for wrong, status in (
        ({"lane": "astronaut"}, 404),
        ({"certification": "none-such"}, 404),
        ({"lane": 7}, 400),
        ({"lain": "demo-lane"}, 400),
        ([], 400),
    ):
        refused, problem = server.ask("PUT", "choice", wrong)
        assert refused == status, (wrong, problem)
        assert problem["message"]
    assert server.get("overview")["choice"]["lane"] == "demo-lane"
    assert server.ask("PUT", "toured")[1]["toured"] is True
    assert server.get("overview")["toured"] is True


def test_a_notebook_is_a_lab_a_lesson_or_neither(shared):
    assert shared.place(LAB_PATH)[1] == {"lab": LAB, "title": "Add up", "path": LAB_PATH, "is_lesson": False}
    assert shared.place(f"/{LAB_PATH}")[1]["lab"] == LAB
    lesson = shared.place(f"{ASSIGNMENT}/lesson.ipynb")[1]
    assert (lesson["lab"], lesson["is_lesson"]) == (None, True)
    for other in ("Untitled.ipynb", f"{ASSIGNMENT}/{LAB}-Copy1.ipynb", f"elsewhere/{LAB}.ipynb", ""):
        status, found = shared.place(other)
        assert (status, found["lab"], found["is_lesson"]) == (200, None, False), other


@pytest.mark.parametrize("path", ["../modules/x.ipynb", f"{ASSIGNMENT}/../../../etc/passwd", "..", "a/../.."])
def test_a_path_that_climbs_out_is_refused(shared, path):
    status, problem = shared.place(path)
    assert status == 403
    assert "outside" in problem["message"]


def test_a_lab_that_is_missing_is_put_back_and_one_that_is_there_is_left_alone(server, place):
    place.answer({"total": "def total(numbers):\n    return 1"})
    mine = place.notebook.read_bytes()
    assert server.ask("POST", f"labs/{LAB}/open")[1]["path"] == LAB_PATH
    assert place.notebook.read_bytes() == mine
    place.notebook.unlink()
    assert server.get("overview")["domains"][0]["labs"][0]["on_desk"] is False
    status, found = server.ask("POST", f"labs/{LAB}/open")
    assert (status, found["lab"]) == (200, LAB)
    assert place.notebook.is_file()
    (place.desk / ASSIGNMENT / "lesson.ipynb").unlink()
    assert server.ask("POST", f"lessons/{ASSIGNMENT}/open")[1]["is_lesson"] is True
    assert (place.desk / ASSIGNMENT / "lesson.ipynb").is_file()


def test_hints_open_rung_by_rung(server):
    rungs = [server.ask("POST", f"labs/{LAB}/tasks/total/hints")[1] for _ in range(4)]
    assert [len(one["hints"]) for one in rungs] == [1, 2, 3, 3]
    assert rungs[2] == rungs[3]
    assert rungs[0]["hints"] == rungs[3]["hints"][:1]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "labs/none-such/result"),
        ("POST", "labs/none-such/checks"),
        ("POST", "labs/none-such/open"),
        ("POST", "labs/..%2F..%2Fsource%2Fadd-up/open"),
        ("POST", "lessons/none-such/open"),
        ("POST", f"labs/{LAB}/tasks/none-such/hints"),
        ("GET", "checks/none-such"),
        ("DELETE", "checks/none-such"),
        ("GET", "none-such"),
    ],
)
def test_what_is_not_there_is_a_problem(shared, method, path):
    status, problem = shared.ask(method, path)
    assert status == 404
    assert set(problem) == {"message", "remedy"}
    assert problem["message"]
    assert problem["remedy"]


def test_only_who_is_known_and_comes_from_here_is_answered(server, place):
    for method, path in (("GET", "overview"), ("POST", f"labs/{LAB}/checks"), ("PUT", "toured")):
        status, problem = server.ask(method, path, Authorization="")
        assert status == 403, path
        assert set(problem) == {"message", "remedy"}
        assert server.ask(method, path, Authorization="token wrong")[0] == 403
    browser, word = with_cookies(server)
    status, overview = browser.ask("GET", "overview", Authorization="", X_XSRFToken=word)
    assert status == 200, overview
    own = server.address.rstrip("/")
    for origin, xsrf, expected in (("", "", 403), ("http://elsewhere.example", word, 404), (own, word, 200)):
        status, answer = browser.ask("PUT", "toured", Authorization="", Origin=origin, X_XSRFToken=xsrf)
        assert status == expected, (origin, answer)
    assert browser.ask("GET", "overview", Authorization="", Origin="http://elsewhere.example")[0] == 404
    assert not place.attempts()


def test_a_gradebook_that_is_locked_or_of_another_version_is_told_and_jupyter_goes_on(server, place):
    book = place.root / "gradebook.db"
    with sqlite3.connect(book) as made:
        made.execute("CREATE TABLE grade (id INTEGER)")
    made.close()
    status, problem = server.ask("GET", "overview")
    assert status == 503
    assert "upgrade" in problem["remedy"]
    lock = sqlite3.connect(book, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        status, problem = server.ask("GET", "overview")
        assert status == 503
        assert "another program" in problem["message"]
    finally:
        lock.close()
    book.unlink()
    assert server.get("overview")["next_lab"] == LAB


def test_content_that_changes_is_read_again(server, place):
    text = place.root / "modules" / ASSIGNMENT / "labs" / f"{LAB}.py"
    before = text.read_text()
    text.write_text(before.replace("# title: Add up", "# title: Sum it up"), encoding="utf-8")
    soon(lambda: server.get("overview")["domains"][0]["labs"][0]["title"] == "Sum it up")
    text.write_text(before.replace("# title: Add up", "# tilte: Sum it up"), encoding="utf-8")
    problem = soon(lambda: (answer := server.ask("GET", "overview"))[0] == 503 and answer)[1]
    assert f"{LAB}.py" in problem["message"]
    text.write_text(before, encoding="utf-8")
    soon(lambda: server.ask("GET", "overview")[0] == 200)
    server.ask("PUT", "choice", {"lane": "demo-lane", "certification": None})
    (place.root / "modules" / "catalog.yml").write_text("M01: A domain that went\n", encoding="utf-8")
    shutil.rmtree(place.root / "modules" / ASSIGNMENT)
    soon(lambda: server.ask("POST", f"labs/{LAB}/checks")[0] == 404)
    overview = server.get("overview")
    assert overview["domains"] == []
    assert overview["missing"] == [{"id": "M01", "title": "A domain that went"}]
    assert server.get("dashboard")["labs"] == 0
    assert server.place(LAB_PATH)[1]["lab"] is None


def test_a_hub_that_shows_the_home_folder_finds_the_desk_below_it(place, tmp_path):
    home = tmp_path
    with running_server(home, tmp_path / "server.log", "--ServerApp.base_url=/user/ada/") as server:
        assert server.get("overview")["domains"][0]["labs"][0]["path"] == f"course/workspace/{LAB_PATH}"
        assert server.place(f"course/workspace/{LAB_PATH}")[1]["lab"] == LAB
        assert server.place(LAB_PATH)[1]["lab"] is None
        opened = server.ask("POST", f"labs/{LAB}/open")[1]
        assert opened["path"] == f"course/workspace/{LAB_PATH}"
        marker = json.loads((place.desk / ".certbook" / "desk.json").read_text())
        shutil.rmtree(place.desk / ".certbook")
        status, problem = soon(lambda: (answer := server.ask("GET", "overview"))[0] == 404 and answer)
        assert "certbook lab" in problem["remedy"]
        assert server.place("Untitled.ipynb")[0] == 200
        for name in ("one", "two"):
            (home / name / ".certbook").mkdir(parents=True)
            (home / name / ".certbook" / "desk.json").write_text(json.dumps(marker))
        status, problem = soon(lambda: "several" in (answer := server.ask("GET", "overview"))[1]["message"] and answer)
        assert status == 404
        assert "one, two" in problem["message"]
