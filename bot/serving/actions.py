"""How Rasa reaches the actions: in this process by default, or over HTTP; a safe reply when they fail.

Rasa knows an action server by an endpoint object, so the endpoint is the seam: it is asked with the same JSON
and answers with the same JSON, wherever the actions run.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import queue
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot import failure
from bot.serving import metrics
from bot.serving.logs import place
from bot.settings import Settings

log = structlog.get_logger()

Json = dict[str, Any]
History = Callable[[str], list[Json]]
"""All stored events of a conversation, oldest first."""

Jobs = queue.SimpleQueue[tuple[Json, asyncio.AbstractEventLoop, "asyncio.Future[Any]"]]
"""What one thread is given to do."""

PACKAGE = "actions"
TELL_ALL = frozenset({"action_export"})
"""Actions that need the whole conversation; the others get the last turns (see store.py)."""
MAX_LATE = 32  # late actions left to end by themselves; with so many, new ones are refused at once


def _none(_: str) -> list[Json]:
    return []


class SafeActions(EndpointConfig):
    """Asks for an action, waits no longer than allowed and answers every failure with a message."""

    def __init__(self, settings: Settings, history: History = _none, **endpoint: Any) -> None:
        # Without this the whole domain travels with every call.
        super().__init__(**{SELECTIVE_DOMAIN: True}, **endpoint)
        self.settings = settings
        self.history = history

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Run the action that the JSON asks for.

        Raises:
            ClientResponseError: with status 400 when the action declines, which tells Rasa to choose another.
        """
        call: Json = kwargs["json"]
        with metrics.stage("act", call["sender_id"]):
            result = await self._answer(call)
        metrics.count_replies(call["sender_id"], result.get("responses") or [])
        return result

    async def _answer(self, call: Json) -> Json:
        try:
            if call["next_action"] in TELL_ALL:
                self._add_history(call["tracker"])
            return dict(await asyncio.wait_for(self._run(call), self.settings.action_seconds))
        except ClientResponseError as error:
            if error.status == 400:
                raise
            return self._safe(call, error)
        except Exception as error:
            return self._safe(call, error)

    async def _run(self, call: Json) -> Any:
        raise NotImplementedError

    def _add_history(self, tracker: Json) -> None:
        """Put what is stored in the place of the few turns that Rasa has loaded, before what is new."""
        stored = self.history(tracker["sender_id"])
        last = stored[-1]["timestamp"] if stored else 0
        new = [event for event in tracker["events"] if event["timestamp"] > last]
        tracker["events"] = [*stored, *new]

    def _safe(self, call: Json, error: Exception) -> Json:
        # The error's own words may hold what the person wrote.
        log.error(
            "action.failed", action=call.get("next_action"), error=type(error).__name__, at=place(error)
        )
        return {"events": [], "responses": [failure.unavailable(self.settings.emergency_number)]}


class HttpActions(SafeActions):
    """The actions of an action server."""

    async def _run(self, call: Json) -> Any:
        return await EndpointConfig.request(self, json=call, method="post")


class InProcessActions(SafeActions):
    """The actions in this process, each call in a thread beside the event loop, which stays free."""

    def __init__(self, settings: Settings, history: History = _none, package: str = PACKAGE) -> None:
        super().__init__(settings, history, url="in-process")
        self.executor = ActionExecutor()
        self.executor.register_package(package)
        self._idle: list[Jobs] = []
        self._late: set[Jobs] = set()

    async def _run(self, call: Json) -> Any:
        if len(self._late) >= MAX_LATE:
            raise RuntimeError("too many actions hang")
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        jobs = self._idle.pop() if self._idle else self._hire()
        jobs.put((call, loop, done))
        try:
            return await done
        except asyncio.CancelledError:
            self._late.add(jobs)
            raise

    def _hire(self) -> Jobs:
        """A further thread; a pool would fill up with actions that hang, and be waited for at the end."""
        jobs: Jobs = queue.SimpleQueue()
        threading.Thread(target=self._serve, args=(jobs,), daemon=True).start()
        return jobs

    def _serve(self, jobs: Jobs) -> None:
        while True:
            self._work(jobs, *jobs.get())

    def _work(
        self, jobs: Jobs, call: Json, loop: asyncio.AbstractEventLoop, done: asyncio.Future[Any]
    ) -> None:
        result, error = None, None
        try:
            result = self._execute(call)
        except ActionExecutionRejection as rejection:
            error = _rejected(rejection)
        except (
            BaseException
        ) as problem:  # SystemExit too: only this thread would end, and nobody would answer
            error = problem if isinstance(problem, Exception) else RuntimeError(type(problem).__name__)
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(self._settle, jobs, done, result, error)

    def _settle(self, jobs: Jobs, done: asyncio.Future[Any], result: Any, error: Any) -> None:
        self._late.discard(jobs)
        self._idle.append(jobs)
        if done.done():  # too late: the person has been answered
            return
        if error:
            done.set_exception(error)
        else:
            done.set_result(result)

    def _execute(self, call: Json) -> Any:
        # Through JSON and back, as over HTTP: an action gets no live state of Rasa's, nor Rasa any of ours.
        result = _complete(self.executor.run(json.loads(json.dumps(call))), self._waits(call))
        return json.loads(json.dumps(result))

    def _waits(self, call: Json) -> bool:
        action = self.executor.actions.get(call["next_action"])
        return inspect.iscoroutinefunction(action)


def create(settings: Settings, history: History) -> SafeActions:
    """The endpoint that the settings ask for."""
    if settings.action_url:
        return HttpActions(settings, history, url=settings.action_url)
    return InProcessActions(settings, history)


def _complete(work: Coroutine[Any, Any, Any], waits: bool) -> Any:
    """The result; work that never waits needs no event loop, which takes as long as a short action."""
    if waits:
        return asyncio.run(work)
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("an action waits that is no coroutine")


def _rejected(rejection: ActionExecutionRejection) -> ClientResponseError:
    body = json.dumps({"error": rejection.message, "action_name": rejection.action_name})
    return ClientResponseError(400, rejection.message, body)
