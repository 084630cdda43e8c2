"""Reports of messages and people, for moderators: Rocket.Chat's `moderation.*`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import audit, context, messages, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.errors import ApiError, missing
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.instants import iso
from miniconf.chat.server.store import Change, Row
from miniconf.chat.server.users import User

api = Api("moderation")
_SEE = "view-moderation-console"
_ACT = "manage-moderation-actions"


def _person(uid: str) -> dict[str, Any]:
    found = users.find(context.chat().store, id=uid)
    if found is None:
        return {"_id": uid, "username": "", "name": ""}
    return found.brief | {"createdAt": iso(found.created)}


def _report(row: Row) -> dict[str, Any]:
    store = context.chat().store
    shown = {"_id": row["id"], "description": row["description"], "ts": iso(row["ts"]),
             "reportedBy": _person(row["reporter"])}  # fmt: skip
    message = messages.find(store, row["mid"]) if row["mid"] else None
    if message:
        room = rooms.known(store, message.rid)
        shown |= {"room": {"_id": room.id, "t": room.t, "name": room.name, "fname": room.title},
                  "message": messages.document(message)}  # fmt: skip
    return shown


def _open(where: str, *values: str) -> list[Row]:
    return context.chat().store.rows(
        f"SELECT * FROM reports WHERE open = 1 AND {where} ORDER BY ts DESC",
        values,
    )


def _paged(key: str, found: list[Any], **more: Any) -> Answer:
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    return listing(key, found[offset : offset + count], len(found), offset) | more


@api.get_("moderation.reports")
def of_message() -> Answer:
    """The open reports of one message."""
    context.require(_SEE)
    rows = _open("mid = ?", params.query().text("msgId"))
    return _paged("reports", [_report(row) for row in rows])


@api.get_("moderation.reportInfo")
def one() -> Answer:
    """One report."""
    context.require(_SEE)
    row = context.chat().store.row(
        "SELECT * FROM reports WHERE id = ?", (params.query().text("reportId"),)
    )
    if row is None:
        raise ApiError("error-report-not-found")
    return success(report=_report(row))


@api.get_("moderation.reportsByUsers")
def by_users() -> Answer:
    """The people whose messages were reported, each with the latest."""
    context.require(_SEE)
    latest: dict[str, dict[str, Any]] = {}
    for row in _open("mid IS NOT NULL"):
        report = _report(row)
        entry = latest.setdefault(row["target"], _grouped(row, report))
        entry["count"] += 1
    return _paged("reports", list(latest.values()))


def _grouped(row: Row, report: dict[str, Any]) -> dict[str, Any]:
    person = _person(row["target"])
    message = report.get("message", {})
    rooms_ = [report["room"]] if "room" in report else []
    return {"userId": row["target"], "username": person["username"], "name": person["name"],
            "isUserDeleted": not person["username"], "msgId": row["mid"], "ts": report["ts"],
            "message": message.get("msg", ""), "rooms": rooms_, "count": 0}  # fmt: skip


@api.get_("moderation.user.reportedMessages")
def messages_of_user() -> Answer:
    """The reported messages of one person."""
    context.require(_SEE)
    uid = params.query().text("userId")
    found = [_report(row) for row in _open("mid IS NOT NULL AND target = ?", uid)]
    return _paged("messages", [entry for entry in found if "message" in entry], user=_person(uid))


@api.post_("moderation.reportUser")
def report_user() -> Answer:
    """Tell the moderators of a person."""
    body, who = params.body(), context.user()
    here = context.chat()
    target = users.find(here.store, id=body.text("userId"))
    why = body.text("description", limit=2000)
    if target is None:
        raise ApiError("Invalid user", "error-invalid-user")
    if not context.may("api-bypass-rate-limit"):
        here.limiter.spend("reactions", who.id, here.settings.limits.reactions)
    here.store.write(lambda change: _kept(change, target, who, why))
    return success()


def _kept(change: Change, target: User, reporter: User, why: str) -> None:
    change.run(
        "INSERT INTO reports (id, target, reporter, description, ts) VALUES (?, ?, ?, ?, ?)",
        (new_id(), target.id, reporter.id, why, change.rev()),
    )


@api.get_("moderation.userReports")
def user_reports() -> Answer:
    """The people who were reported themselves."""
    context.require(_SEE)
    found: dict[str, dict[str, Any]] = {}
    for row in _open("mid IS NULL"):
        entry = found.setdefault(
            row["target"],
            {"reportedUser": _person(row["target"]), "ts": iso(row["ts"]), "count": 0},
        )
        entry["count"] += 1
    return _paged("reports", list(found.values()))


@api.get_("moderation.user.reportsByUserId")
def reports_of_user() -> Answer:
    """The reports of one person."""
    context.require(_SEE)
    uid = params.query().text("userId")
    rows = _open("mid IS NULL AND target = ?", uid)
    return _paged("reports", [_report(row) for row in rows], user=_person(uid))


@api.post_("moderation.dismissReports")
def dismiss() -> Answer:
    """Close the reports of a message, or of all messages of a person."""
    context.require(_ACT)
    body = params.body()
    if "msgId" in body:
        return _closed("mid = ?", body.text("msgId"))
    if "userId" in body:
        return _closed("mid IS NOT NULL AND target = ?", body.text("userId"))
    raise missing("msgId")


@api.post_("moderation.dismissUserReports")
def dismiss_user() -> Answer:
    """Close the reports of a person."""
    context.require(_ACT)
    return _closed("mid IS NULL AND target = ?", params.body().text("userId"))


def _closed(where: str, value: str) -> Answer:
    def work(change: Change) -> None:
        change.run(f"UPDATE reports SET open = 0 WHERE {where}", (value,))
        audit.record(change, "dismiss-reports", target=value)

    context.chat().store.write(work)
    return success()


@api.post_("moderation.user.deleteReportedMessages")
def delete_reported() -> Answer:
    """Delete the reported messages of a person, and close the reports."""
    context.require(_ACT)
    uid = params.body().text("userId")

    def work(change: Change) -> None:
        for row in change.rows(
            "SELECT DISTINCT mid FROM reports WHERE open = 1 AND mid IS NOT NULL AND target = ?",
            (uid,),
        ):
            message = messages.find(change, row["mid"])
            if message and message.state != "deleted":
                audit.record(change, "delete-message", rid=message.rid, target=uid,
                             message=message.id, before=message.text)  # fmt: skip
                messages.erase(change, message)
        change.run("UPDATE reports SET open = 0 WHERE mid IS NOT NULL AND target = ?", (uid,))

    context.chat().store.write(work)
    return success()
