"""The server itself: `info`, settings, the directory, and the word that a call is not offered."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response

from miniconf.chat.server import context, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, listing, response, success
from miniconf.chat.server.api.room_lists import page_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.rooms import Room

VERSION = "8.5.0"
"""The Rocket.Chat whose published API this server speaks."""
api = Api("server")
info_page = Blueprint("info", __name__)


@info_page.get("/api/info")
@info_page.get("/api/info/")
def info() -> Response:
    """What this is; people without a session see the major and minor version, as on Rocket.Chat."""
    return response(_info())


@api.get_("info", guests=True)
def info_v1() -> Answer:
    """The same under the API's prefix."""
    return _info()


def _info() -> Answer:
    short = ".".join(VERSION.split(".")[:2])
    version = VERSION if context.caller() else short
    return success(version=version, info={"version": version, "name": "miniconf chat"})


def _settings() -> dict[str, Any]:
    """The settings that clients ask about, with the values that hold here.

    The contract has true, false and text for values, so numbers are text.
    """
    settings = context.chat().settings
    return {
        "API_Allow_Infinite_Count": True,
        "API_Default_Count": str(params.PAGE),
        "API_Enable_Rate_Limiter": True,
        "API_Enable_Rate_Limiter_Limit_Calls_Default": str(settings.limits.calls.calls),
        "API_Enable_Rate_Limiter_Limit_Time_Default": str(settings.limits.calls.seconds * 1000),
        "API_Upper_Count_Limit": str(params.LARGEST_PAGE),
        "Accounts_AllowAnonymousRead": settings.guests,
        "Accounts_RegistrationForm": "Public" if settings.registration else "Disabled",
        "Discussion_enabled": True,
        "E2E_Enable": False,
        "FileUpload_Enabled": False,
        "Message_AllowDeleting": True,
        "Message_AllowEditing": True,
        "Message_MaxAllowedSize": str(settings.limits.message_characters),
        "Site_Name": settings.title,
        "Site_Url": settings.url,
        "Threads_enabled": True,
        "uniqueID": "miniconf",
    }


def _listed() -> Answer:
    asked = params.query()
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    wanted = asked.text("_id", "")
    found = [{"_id": name, "value": value} for name, value in sorted(_settings().items())
             if not wanted or name in wanted.split(",")]  # fmt: skip
    return listing("settings", found[offset : offset + count], len(found), offset)


@api.get_("settings.public", guests=True)
def public_settings() -> Answer:
    """The settings; none of them is a secret."""
    return _listed()


@api.get_("settings")
def private_settings() -> Answer:
    """The settings, for admins."""
    context.require("view-privileged-setting")
    return _listed()


@api.get_("settings/<identity>")
def setting(identity: str) -> Answer:
    """One setting."""
    context.require("view-privileged-setting")
    values = _settings()
    if identity not in values:
        raise ApiError(f"There is no setting {identity} here", "error-invalid-setting")
    return success(_id=identity, value=values[identity])


@api.post_("settings/<identity>")
def set_setting(identity: str) -> Answer:
    """Settings are decided where the server is started; saying what holds already is no error."""
    context.require("edit-privileged-setting")
    body = params.body()
    values = _settings()
    if identity in values and body.values.get("value") == values[identity]:
        return success()
    raise ApiError(
        "Settings of this server are set where it is started", "error-action-not-allowed"
    )


@api.get_("service.configurations", guests=True)
def services() -> Answer:
    """No other service signs people in here."""
    return success(configurations=[])


@api.get_("pw.getPolicy", guests=True)
def password_policy() -> Answer:
    """The rule for the few passwords there are."""
    return success(enabled=True, policy=[["get-password-policy-minLength", {"minLength": 8}]])


@api.get_("directory")
def directory() -> Answer:
    """People or channels that hold a text in their names."""
    asked = params.query()
    try:
        wanted = json.loads(asked.text("query", "{}"))
    except ValueError:
        raise ApiError("Invalid query", "error-invalid-query") from None
    if not isinstance(wanted, dict):
        raise ApiError("Invalid query", "error-invalid-query")
    text = str(asked.values.get("text") or wanted.get("text", ""))
    kind = str(asked.values.get("type") or wanted.get("type", "channels"))
    if kind == "users":
        return _people_directory(text)
    where = "r.t = 'c' AND (r.name LIKE ? OR r.fname LIKE ? OR r.topic LIKE ?)"
    found, total, offset = page_of(where, (f"%{text}%",) * 3)
    return listing("result", [rooms.document(room) for room in found], total, offset)


def _people_directory(text: str) -> Answer:
    context.require("view-outside-room")
    here = context.chat()
    offset, count = params.page()
    where, values = "active = 1 AND (username LIKE ? OR name LIKE ?)", (f"%{text}%", f"%{text}%")
    rows = here.store.rows(
        f"SELECT * FROM users WHERE {where} ORDER BY username LIMIT ? OFFSET ?",
        (*values, count, offset),
    )
    total = here.store.value(f"SELECT count(*) FROM users WHERE {where}", values)
    people = [users.from_row(row) for row in rows]
    return listing(
        "result", [users.document(p, here.presence.online(p.id)) for p in people], total, offset
    )


@api.get_("spotlight")
def spotlight() -> Answer:
    """The first few people and rooms that hold a text."""
    text = params.query().text("query").lstrip("#@")
    here = context.chat()
    like = f"%{text}%"
    people = here.store.rows(
        "SELECT * FROM users WHERE active = 1 AND (username LIKE ? OR name LIKE ?)"
        " ORDER BY username LIMIT 5", (like, like),
    )  # fmt: skip
    found = here.store.rows(
        f"SELECT {rooms.FIELDS} WHERE r.t = 'c' AND (r.name LIKE ? OR r.fname LIKE ?)"
        " ORDER BY r.name LIMIT 5", (like, like),
    )  # fmt: skip
    return success(
        users=[users.from_row(row).brief | {"status": "offline"} for row in people],
        rooms=[_brief(rooms.from_row(row)) for row in found],
    )


def _brief(room: Room) -> dict[str, Any]:
    return {"_id": room.id, "t": room.t, "name": room.name, "fname": room.title}


@api.get_("licenses.info")
def licences() -> Answer:
    """There is no licence to have."""
    return success(license={})


@api.get_("statistics")
def statistics() -> Answer:
    """Counts of what is in the file."""
    context.require("view-statistics")
    return success(**_statistics())


@api.get_("statistics.list")
def statistics_list() -> Answer:
    """The counts as a list of one: they are counted when they are asked for."""
    context.require("view-statistics")
    offset, count = params.page()
    return listing("statistics", [_statistics()][offset : offset + count], 1, offset)


def _statistics() -> dict[str, Any]:
    here = context.chat()
    counts = {
        "totalUsers": "SELECT count(*) FROM users",
        "totalRooms": "SELECT count(*) FROM rooms",
        "totalChannels": "SELECT count(*) FROM rooms WHERE t = 'c'",
        "totalMessages": "SELECT count(*) FROM messages WHERE t IS NULL",
        "totalThreads": "SELECT count(*) FROM messages WHERE replies > 0",
    }
    found = {name: here.store.value(sql) for name, sql in counts.items()}
    begun = here.store.value("SELECT min(created) FROM users")
    return found | {
        "uniqueId": "miniconf", "version": VERSION, "liveReaders": here.live.readers,
        "installedAt": iso(begun or 0), "wizard": {}, "deploymentFingerprintHash": "",
        "deploymentFingerprintVerified": True,
    }  # fmt: skip
