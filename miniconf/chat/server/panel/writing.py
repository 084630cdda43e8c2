"""Writing: `miniconf.post`, `edit`, `delete`, `upvote`, `answered`, `question`, `report`."""

from __future__ import annotations

from collections.abc import Callable

from miniconf.chat.server import context, messages, params, questions, reactions, rooms, views
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api import chat as chat_calls
from miniconf.chat.server.api.chat import fresh, visible
from miniconf.chat.server.api.marks import reported
from miniconf.chat.server.errors import ApiError, not_allowed
from miniconf.chat.server.messages import Message
from miniconf.chat.server.panel.rooms import room_of
from miniconf.chat.server.posting import Draft, post, silence
from miniconf.chat.server.store import Change

api = Api("panel-writing")


def _shown(message: Message) -> Answer:
    here = context.chat()
    room = rooms.known(here.store, message.rid)
    staff = context.may("miniconf-hide-message", room)
    return success(message=views.Viewer(here.store, room, staff).one(message))


@api.post_("miniconf.post")
def write() -> Answer:
    """A question, a remark, or an answer in a `thread`.

    `id` is chosen by the page (letters, digits, `_`, `-`): the same again changes nothing.
    `question` says what it is; without it a question mark decides.
    """
    body = params.body()
    text = body.text("text").strip()
    if not text:
        raise ApiError("There is nothing to send", "error-empty-message")
    asked = body.flag("question") if "question" in body else None
    draft = Draft(
        text=text, identity=body.text("id"), tmid=body.text("thread", "") or None, asked=asked
    )
    return _shown(post(context.user(), room_of(body), draft))


@api.post_("miniconf.edit")
def edit() -> Answer:
    """Other words for one's own message."""
    body = params.body()
    return _shown(chat_calls.edited(visible(body.text("message")), body.text("text").strip()))


@api.post_("miniconf.delete")
def delete() -> Answer:
    """One's own message taken back."""
    return _shown(chat_calls.erased(visible(params.body().text("message"))))


@api.post_("miniconf.upvote")
def upvote() -> Answer:
    """ "I want to know, too": set with `on`, or taken back."""
    body = params.body()
    message, on = visible(body.text("message")), body.flag("on", True)
    who = context.user()
    if message.uid == who.id:
        raise not_allowed("One's own question needs no vote")
    return _marked(message, lambda change, now: reactions.react(
        change, now, who, reactions.VOTE, on, False))  # fmt: skip


@api.post_("miniconf.answered")
def answered() -> Answer:
    """A question marked as answered, or as waiting: by who asked, an author, or a moderator."""
    body = params.body()
    message, on = visible(body.text("message")), body.flag("on", True)
    who = context.user()
    _answerer(message)
    return _marked(message, lambda change, now: questions.settle(change, now, who, on))


@api.post_("miniconf.question")
def question() -> Answer:
    """A message declared a question, or a remark: by who wrote it, an author, or a moderator."""
    body = params.body()
    message, on = visible(body.text("message")), body.flag("on", True)
    who = context.user()
    _answerer(message)
    return _marked(message, lambda change, now: questions.declare(change, now, who, on))


def _answerer(message: Message) -> None:
    """Raise ApiError unless the caller may say what a message is."""
    who = context.user()
    room = rooms.known(context.chat().store, message.rid)
    if message.tmid or message.t:
        raise ApiError("Only a message of its own can be a question", "error-invalid-message")
    if message.uid != who.id and not context.answers(who, room):
        raise not_allowed()


def _marked(message: Message, mark: Callable[[Change, Message], Message]) -> Answer:
    here, who = context.chat(), context.user()
    silence(here, who, rooms.known(here.store, message.rid))
    if not context.may("api-bypass-rate-limit"):
        here.limiter.spend("reactions", who.id, here.settings.limits.reactions)
    return _shown(here.store.write(lambda change: mark(change, fresh(change, message))))


@api.post_("miniconf.report")
def report() -> Answer:
    """Tell the moderators of a message."""
    body = params.body()
    reported(visible(body.text("message")), body.text("reason", limit=2000))
    return success()


def message_of(identity: str) -> Message:
    """A message in a room that the caller may read, in whatever state, for moderators."""
    message = messages.find(context.chat().store, identity)
    if message is None:
        raise ApiError("Invalid message", "error-invalid-message")
    context.room(message.rid)
    return message
