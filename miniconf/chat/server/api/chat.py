"""Messages written and changed: `chat.postMessage`, `sendMessage`, `update`, `delete`, `react`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import audit, context, history, messages, params, reactions, rooms, users
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.family import direct_id
from miniconf.chat.server.errors import ApiError, not_allowed
from miniconf.chat.server.instants import iso
from miniconf.chat.server.messages import Message
from miniconf.chat.server.params import Params
from miniconf.chat.server.posting import Draft, post, silence
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change

api = Api("chat")


@api.post_("chat.postMessage")
def post_message() -> Answer:
    """Write in a room named by `roomId` or `channel` (`#name`, `@person`, name or id)."""
    body = params.body()
    target = body.text("roomId", "") or body.text("channel", "")
    room = addressed(target)
    tmid = body.text("tmid", "") or None
    text = body.text("text", "") or body.text("msg", "")
    message = post(context.user(), room, Draft(text=text, tmid=tmid, extra=_extra(body)))
    return success(ts=message.ts, channel=target.lstrip("#"), message=messages.document(message))


@api.post_("chat.sendMessage")
def send_message() -> Answer:
    """Write a message whose id the caller may choose; the same again changes nothing."""
    body = params.body()
    if "message" not in body:
        raise ApiError('The "message" parameter must be provided.', "error-invalid-params")
    message = Params(body.mapping("message"))
    if "rid" not in message:
        raise ApiError("The 'rid' property on the message object is missing.")
    found = rooms.find(context.chat().store, message.text("rid"))
    if found is None:
        raise ApiError("error-invalid-room")
    room = context.readable(found)
    draft = Draft(
        text=message.text("msg", ""), identity=message.text("_id", ""),
        tmid=message.text("tmid", "") or None, extra=_extra(message),
    )  # fmt: skip
    return success(message=messages.document(post(context.user(), room, draft)))


def addressed(target: str) -> Room:
    """The room behind `#name`, `@person`, a name or an id."""
    here = context.chat()
    found = None
    if target.startswith("@"):
        person = users.find(here.store, username=target[1:])
        found = rooms.find(here.store, direct_id(context.user(), person)) if person else None
    elif target:
        name = target.removeprefix("#")
        found = rooms.find(here.store, name) or rooms.find(here.store, name=name)
    if found is None:
        raise ApiError("", "invalid-channel")
    return context.readable(found)


def _extra(body: Params) -> dict[str, Any]:
    """The further parts of a message. Another name or face than one's own needs a permission."""
    extra: dict[str, Any] = {}
    for name in ("alias", "avatar", "emoji"):
        if text := body.text(name, "", limit=500):
            context.require("message-impersonate")
            extra[name] = text
    if "attachments" in body:
        attachments = body.values["attachments"]
        if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
            raise ApiError("must be array of objects: attachments", "invalid-params")
        extra["attachments"] = attachments[:20]
    if "customFields" in body:
        extra["customFields"] = body.mapping("customFields")
    return extra


@api.post_("chat.update")
def update() -> Answer:
    """Change the words of one's own message, or with a permission of another's."""
    body = params.body()
    message = in_room(body.text("msgId"), body.text("roomId"))
    return success(message=messages.document(edited(message, body.text("text"))))


def edited(message: Message, text: str) -> Message:
    """The message with other words, if the caller may change it."""
    here, who = context.chat(), context.user()
    room = rooms.known(here.store, message.rid)
    own = message.uid == who.id
    if not own and not context.may("edit-message", room):
        raise ApiError("Message editing not allowed", "error-action-not-allowed")
    if message.t or not (text.strip() or message.doc.get("attachments")):
        raise ApiError("Message editing not allowed", "error-action-not-allowed")
    if len(text) > here.settings.limits.message_characters:
        raise ApiError("Message is too long", "error-message-size-exceeded")
    silence(here, who, room)
    if own and not context.may("api-bypass-rate-limit"):
        here.limiter.spend("messages", who.id, here.settings.limits.messages)

    def work(change: Change) -> Message:
        if not own:
            audit.record(change, "edit-message", rid=room.id, target=message.uid,
                         message=message.id, before=message.text)  # fmt: skip
        return messages.edit(change, message, who, text)

    return here.store.write(work)


@api.post_("chat.delete")
def delete() -> Answer:
    """Take back one's own message, or with a permission another's."""
    body = params.body()
    identity = body.text("msgId")
    message = messages.find(context.chat().store, identity)
    if message is None or message.state == "deleted":
        raise ApiError(f'No message found with the id of "{identity}".')
    if message.rid != body.text("roomId"):
        raise ApiError("The room id provided does not match where the message is from.")
    gone = erased(message)
    return success(
        _id=gone.id, ts=str(gone.rev), message={"_id": gone.id, "rid": gone.rid, "u": gone.doc["u"]}
    )


def erased(message: Message) -> Message:
    """The message without its words, if the caller may delete it."""
    here, who = context.chat(), context.user()
    room = context.room(message.rid)
    own = message.uid == who.id
    permission = "delete-own-message" if own else "delete-message"
    if not context.may(permission, room):
        raise ApiError("Not allowed", "error-action-not-allowed")

    def work(change: Change) -> Message:
        if not own:
            audit.record(change, "delete-message", rid=room.id, target=message.uid,
                         message=message.id, before=message.text)  # fmt: skip
        return messages.erase(change, message)

    return here.store.write(work)


@api.get_("chat.getMessage")
def get_message() -> Answer:
    """One message."""
    asked = params.query()
    if "msgId" not in asked:
        raise ApiError('The "msgId" query parameter must be provided.')
    return success(message=messages.document(visible(asked.text("msgId"))))


@api.post_("chat.react")
def react() -> Answer:
    """Set, take or turn over a reaction."""
    body = params.body()
    message = marked(body)
    emoji = reactions.code(body.text("emoji", "") or body.text("reaction", ""))
    wanted = body.flag("shouldReact") if "shouldReact" in body else None
    here, who = context.chat(), context.user()
    room = rooms.known(here.store, message.rid)
    silence(here, who, room)
    if not context.may("api-bypass-rate-limit"):
        here.limiter.spend("reactions", who.id, here.settings.limits.reactions)
    marks = message.uid == who.id or context.answers(who, room)
    here.store.write(
        lambda change: reactions.react(change, fresh(change, message), who, emoji, wanted, marks)
    )
    return success()


@api.get_("chat.search")
def search() -> Answer:
    """Messages of a room with all the words."""
    asked = params.query()
    for name in ("roomId", "searchText"):
        if not asked.text(name, ""):
            raise ApiError(
                f'The required "{name}" query param is missing.',
                f"error-{name}-param-not-provided",
            )
    room = context.room(asked.text("roomId"))
    offset, count = params.page()
    query = history.searched(room.id, asked.text("searchText"))
    found = history.select(context.chat().store, query, offset=offset, count=count)
    return success(messages=[messages.document(message) for message in found])


@api.get_("chat.getURLPreview")
def url_preview() -> Answer:
    """Only the address: this server asks no other one for anything."""
    asked = params.query()
    context.room(asked.text("roomId"))
    return success(urlPreview={"url": asked.text("url"), "meta": {}, "ignoreParse": True})


@api.get_("chat.getDeletedMessages")
def deleted_messages() -> Answer:
    """The ids of what was taken back or hidden since an instant."""
    asked = params.query()
    for name in ("roomId", "since"):
        if name not in asked:
            sentence = f'The required "{name}" query param is missing.'
            raise ApiError("", sentence)
    room, since = context.room(asked.text("roomId")), asked.instant("since")
    query = history.Query("m.rid = ? AND m.state <> 'shown' AND m.rev > ?", (room.id, since))
    store = context.chat().store
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    found = history.select(store, query, order="m.rev", offset=offset, count=count)
    shown = [{"_id": message.id, "_deletedAt": iso(message.rev)} for message in found]
    return listing("messages", shown, history.total(store, query), offset)


def fresh(change: Change, message: Message) -> Message:
    """The message as it is in this transaction, so that no change between is lost."""
    return messages.find(change, message.id) or message


def visible(identity: str) -> Message:
    """A message that the caller may read; any other is as if it were not there."""
    message = messages.find(context.chat().store, identity)
    if message is None or message.state != "shown":
        raise ApiError(
            'The provided "messageId" does not match any existing message.',
            "error-message-not-found",
        )
    context.room(message.rid)
    return message


def in_room(identity: str, rid: str) -> Message:
    """A message that the caller may read, in the room that the caller says."""
    message = visible(identity)
    if message.rid != rid:
        raise ApiError("The room id provided does not match where the message is from.")
    return message


def marked(body: Params) -> Message:
    """The message that a body names by `messageId`."""
    if "messageId" not in body:
        raise ApiError(
            'The required "messageId" param is missing.', "error-messageid-param-not-provided"
        )
    return visible(body.text("messageId"))


def refuse_system(message: Message) -> None:
    """Raise ApiError for messages that the server wrote itself."""
    if message.t:
        raise not_allowed()
