"""Practice exams and questions that come back, over HTTP."""

import time

import pytest
from extension_server import running_server

CHOICE = {"lane": "demo-lane", "certification": "demo-exam"}


@pytest.fixture
def chosen(server):
    assert server.ask("PUT", "choice", CHOICE)[0] == 200
    return server


def start(server, **more):
    status, sitting = server.ask("POST", "exams", {"certification": "demo-exam", **more})
    assert status == 201, sitting
    return sitting


def answer_of(asked):
    return {
        "one": lambda: [asked["choices"][0]["place"]],
        "many": lambda: [one["place"] for one in asked["choices"][: asked["choose"]]],
        "order": lambda: [one["place"] for one in asked["choices"]],
        "match": lambda: [asked["options"][0]["place"]] + [None] * (len(asked["left"]) - 1),
        "number": lambda: [1.5],
    }[asked["kind"]]()


def test_an_exam_from_the_offer_to_the_result(chosen):
    room = chosen.get("exams")
    offer = room["offers"][0]
    assert (offer["scope"], room["open"], room["past"]) == ("demo-exam", None, [])
    assert "clock" in offer["rule"]
    assert sum(domain["questions"] for domain in offer["domains"]) == offer["questions"]
    sitting = start(chosen)
    assert len(sitting["questions"]) == offer["questions"]
    path = f"exams/{sitting['id']}"
    for asked in sitting["questions"]:
        report = {"answer": answer_of(asked), "seen": True, "seconds": 3, "flagged": asked["number"] == 1}
        status, recorded = chosen.ask("PUT", f"{path}/questions/{asked['number']}", report)
        assert (status, recorded["state"]) == (200, "open")
    kept = chosen.get(path)
    assert [one["answer"] for one in kept["questions"]] == [answer_of(one) for one in sitting["questions"]]
    assert [one["flagged"] for one in kept["questions"]].count(True) == 1
    chosen.ask("PUT", f"{path}/questions/1", {"clear": True})
    assert chosen.get(path)["questions"][0]["answer"] is None
    assert chosen.get("exams")["open"]["id"] == sitting["id"]
    assert chosen.ask("GET", f"{path}/result")[0] == 409
    status, result = chosen.ask("POST", f"{path}/end")
    assert status == 200
    assert result["right"] == sum(one["right"] for one in result["questions"])
    assert result["questions"][0]["asked"]["flagged"] is True
    assert chosen.get(f"{path}/result") == result
    assert chosen.ask("GET", path)[0] == 409
    assert [one["id"] for one in chosen.get("exams")["past"]] == [sitting["id"]]


def test_a_sitting_outlives_the_server(place, tmp_path):
    with running_server(place.desk, tmp_path / "first.log") as server:
        server.ask("PUT", "choice", CHOICE)
        sitting = start(server)
        answer = answer_of(sitting["questions"][0])
        server.ask("PUT", f"exams/{sitting['id']}/questions/1", {"answer": answer})
        server.process.kill()
        server.process.wait()
    with running_server(place.desk, tmp_path / "second.log") as server:
        again = server.get(f"exams/{sitting['id']}")
        assert again["questions"][0]["answer"] == answer
        assert again["seconds_left"] < sitting["seconds_left"]


def test_a_late_answer_is_refused_and_the_exam_has_ended(chosen):
    sitting = start(chosen, minutes=0.05)
    time.sleep(3.5)
    report = {"answer": answer_of(sitting["questions"][0])}
    status, recorded = chosen.ask("PUT", f"exams/{sitting['id']}/questions/1", report)
    assert (status, recorded["state"]) == (200, "ended")
    result = chosen.get(f"exams/{sitting['id']}/result")
    assert (result["right"], result["pacing"]["unseen"]) == (0, len(sitting["questions"]))


def test_what_cannot_be_done_says_why(chosen):
    sitting = start(chosen)
    path = f"exams/{sitting['id']}"
    for method, where, body, status in (
        ("POST", "exams", {"certification": "demo-exam"}, 409),
        ("POST", "exams", {"certification": 7}, 400),
        ("POST", "exams", {}, 400),
        ("GET", "exams/none-such", None, 404),
        ("GET", "exams/none-such/result", None, 404),
        ("POST", "exams/none-such/end", None, 404),
        ("GET", "exams/..%2F..%2Fetc", None, 404),
        ("PUT", f"{path}/questions/999", {"seen": True}, 400),
        ("PUT", f"{path}/questions/1", {"answer": "first"}, 400),
        ("PUT", f"{path}/questions/1", {"answer": [99]}, 400),
        ("POST", "reviews/questions/none", {"answer": [0]}, 400),
    ):
        found, problem = chosen.ask(method, where, body)
        assert found == status, (method, where, body, problem)
        assert problem["message"]


def test_a_question_that_comes_back_is_answered(chosen):
    assert chosen.get("reviews/questions") == {"questions": []}
    asked = start(chosen)["questions"][0]
    status, reviewed = chosen.ask("POST", f"reviews/questions/{asked['id'].replace('/', '%2F')}", {"answer": [0]})
    assert status == 200
    assert reviewed["explain"]
    assert reviewed["reasons"]
