"""The REST handlers: parse, ask the office, write. Who may ask, and from where, is decided as Jupyter decides it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http.client import responses
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, authenticated

from certbook.errors import CertbookError

if TYPE_CHECKING:
    from certbook.server.office import Office
    from certbook.server.service import Answer, Service

SETTING = "certbook_office"
Method = TypeVar("Method", bound=Callable[..., Any])
_LONGEST_WAIT = 5.0  # seconds that a question for news may stay open


def for_known_users(method: Method) -> Method:
    """Let only those in whom Jupyter knows, and who may do this by its authorizer."""
    return cast(Method, authenticated(authorized(method)))


class Handler(APIHandler):  # type: ignore[misc]
    """Base of all: the office, answers as JSON, and every error a Problem."""

    auth_resource = "certbook"

    @property
    def office(self) -> Office:
        """Where the answers are made."""
        return cast("Office", self.settings[SETTING])

    async def answer(self, question: Callable[[Service], Answer], status: int = 200) -> None:
        """Answer with what the office says to a question."""
        try:
            said = await self.office.ask(question)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self.tell(error)
            return
        self.set_status(status)
        self.finish(said)

    def tell(self, error: Exception) -> None:
        """Answer with an error's Problem; one that is our own goes to the log in full."""
        from certbook.server.problems import problem_of

        status, problem = problem_of(error)
        if not isinstance(error, CertbookError):
            self.log.error("certbook: %s %s", self.request.method, self.request.path, exc_info=error)
        self.set_status(status)
        self.finish(problem.model_dump_json())

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Write what Jupyter or tornado refused as a Problem."""
        from certbook.server.problems import refusal

        error = (kwargs.get("exc_info") or (None, None))[1]
        why = error.log_message or "" if isinstance(error, HTTPError) else ""
        plain = {"", "Forbidden", "Not Found", responses.get(status_code)}
        self.finish(refusal(status_code, "" if why in plain else why).model_dump_json())

    def body(self) -> Any:
        """Return the request's JSON."""
        try:
            return json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400, "the request's body is not JSON") from None


class OverviewHandler(Handler):
    """The sidebar."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the Overview."""
        await self.answer(lambda service: service.overview())


class CatalogueHandler(Handler):
    """What can be chosen."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the Catalogue."""
        await self.answer(lambda service: service.catalogue())


class ChoiceHandler(Handler):
    """The lane and the certification."""

    @for_known_users
    async def put(self) -> None:
        """Take a Choice, answer with the Overview."""
        value = self.body()
        await self.answer(lambda service: service.choose(value))


class TouredHandler(Handler):
    """The first-run tour."""

    @for_known_users
    async def put(self) -> None:
        """Note that the tour was seen, answer with the Overview."""
        await self.answer(lambda service: service.tour_seen())


class DashboardHandler(Handler):
    """The dashboard."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the Dashboard."""
        await self.answer(lambda service: service.dashboard())


class PlaceHandler(Handler):
    """Which lab a notebook is."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the LabPlace of `?path=`."""
        path = self.get_query_argument("path")
        await self.answer(lambda service: service.place(path))


class OpenLabHandler(Handler):
    """A lab's notebook, to be opened."""

    @for_known_users
    async def post(self, lab: str) -> None:
        """Put it on the desk where it is missing, answer with its LabPlace."""
        await self.answer(lambda service: service.open_lab(lab))


class OpenLessonHandler(Handler):
    """A domain's lesson, to be opened."""

    @for_known_users
    async def post(self, domain: str) -> None:
        """Put it on the desk where it is missing, answer with its LabPlace."""
        await self.answer(lambda service: service.open_lesson(domain))


class ResultHandler(Handler):
    """The last check of a lab."""

    @for_known_users
    async def get(self, lab: str) -> None:
        """Answer with its CheckResult from the record, or with null."""
        await self.answer(lambda service: service.last_result(lab))


class LabChecksHandler(Handler):
    """Checks of a lab."""

    @for_known_users
    async def post(self, lab: str) -> None:
        """Begin one, or join the one under way; answer with its CheckStatus."""
        await self.answer(lambda service: service.begin_check(lab), 202)


class CheckHandler(Handler):
    """One check."""

    @for_known_users
    async def get(self, name: str) -> None:
        """Answer with its CheckStatus, with `?after=N` as soon as its `done` is not N or it has ended, or in 5 s."""
        after = self.get_query_argument("after", "")
        if not after.isdecimal():
            after = ""
        try:
            check = self.office.find_check(name)
            self.finish(await check.news(int(after), _LONGEST_WAIT) if after else check.status.model_dump_json())
        except CertbookError as error:
            self.tell(error)

    @for_known_users
    async def delete(self, name: str) -> None:
        """Cancel it, answer with its CheckStatus; one that is being recorded, or has ended, stays as it is."""
        try:
            self.finish(await self.office.find_check(name).cancel())
        except CertbookError as error:
            self.tell(error)


class HintsHandler(Handler):
    """A task's ladder of hints."""

    @for_known_users
    async def post(self, lab: str, task: str) -> None:
        """Open the next rung, answer with all that are open."""
        await self.answer(lambda service: service.open_hint(lab, task))


class ExamsHandler(Handler):
    """Practice exams."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the ExamRoom."""
        await self.answer(lambda service: service.exams())

    @for_known_users
    async def post(self) -> None:
        """Begin one by an ExamStart, answer with its Sitting."""
        value = self.body()
        await self.answer(lambda service: service.start_exam(value), 201)


class ExamHandler(Handler):
    """One open sitting."""

    @for_known_users
    async def get(self, name: str) -> None:
        """Answer with its Sitting."""
        await self.answer(lambda service: service.sitting(name))


class ExamQuestionHandler(Handler):
    """One question of a sitting."""

    @for_known_users
    async def put(self, name: str, number: str) -> None:
        """Take an ExamReport, answer with what was Recorded."""
        value = self.body()
        await self.answer(lambda service: service.report_exam(name, int(number), value))


class EndExamHandler(Handler):
    """The end of a sitting."""

    @for_known_users
    async def post(self, name: str) -> None:
        """End it, answer with its ExamResult."""
        await self.answer(lambda service: service.end_exam(name))


class ExamResultHandler(Handler):
    """The result of a sitting."""

    @for_known_users
    async def get(self, name: str) -> None:
        """Answer with its ExamResult."""
        await self.answer(lambda service: service.exam_result(name))


class DueQuestionsHandler(Handler):
    """The questions that come back."""

    @for_known_users
    async def get(self) -> None:
        """Answer with the DueQuestions."""
        await self.answer(lambda service: service.due_questions())


class DueQuestionHandler(Handler):
    """One question that comes back."""

    @for_known_users
    async def post(self, name: str) -> None:
        """Take a ReviewAnswer, answer with the ReviewedQuestion."""
        value = self.body()
        await self.answer(lambda service: service.answer_review(name, value))


class NothingHandler(Handler):
    """Every other address below ours."""

    @for_known_users
    async def get(self, *_parts: str) -> None:
        """Say that there is nothing."""
        raise HTTPError(404)

    put = post = delete = get


_ROOT = "/certbook/api"
_NAME = "([^/]+)"
HANDLERS = [
    (f"{_ROOT}/overview", OverviewHandler),
    (f"{_ROOT}/catalogue", CatalogueHandler),
    (f"{_ROOT}/choice", ChoiceHandler),
    (f"{_ROOT}/toured", TouredHandler),
    (f"{_ROOT}/dashboard", DashboardHandler),
    (f"{_ROOT}/place", PlaceHandler),
    (f"{_ROOT}/labs/{_NAME}/open", OpenLabHandler),
    (f"{_ROOT}/lessons/{_NAME}/open", OpenLessonHandler),
    (f"{_ROOT}/labs/{_NAME}/result", ResultHandler),
    (f"{_ROOT}/labs/{_NAME}/checks", LabChecksHandler),
    (f"{_ROOT}/labs/{_NAME}/tasks/{_NAME}/hints", HintsHandler),
    (f"{_ROOT}/checks/{_NAME}", CheckHandler),
    (f"{_ROOT}/exams", ExamsHandler),
    (f"{_ROOT}/exams/{_NAME}", ExamHandler),
    (f"{_ROOT}/exams/{_NAME}/questions/([0-9]{{1,6}})", ExamQuestionHandler),
    (f"{_ROOT}/exams/{_NAME}/end", EndExamHandler),
    (f"{_ROOT}/exams/{_NAME}/result", ExamResultHandler),
    (f"{_ROOT}/reviews/questions", DueQuestionsHandler),
    (f"{_ROOT}/reviews/questions/(.+)", DueQuestionHandler),
    (f"{_ROOT}/(.*)", NothingHandler),
]
