"""Signing in and out: `login`, `logout`, `me`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import accounts, context, params, sessions, users
from miniconf.chat.server.answer import Answer, Api
from miniconf.chat.server.errors import ApiError, UnauthorizedError
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

api = Api("auth")


@api.post_("login", guests=True)
def login() -> Answer:
    """A new session for a user name (or address) and password, or for a token that still holds."""
    here, body = context.chat(), params.body()
    failures = here.settings.limits.failures
    here.limiter.check("failures", context.address(), failures)
    if resume := body.text("resume", ""):
        found = _resumed(resume)
    else:
        name = body.text("user", "") or body.text("username", "") or body.text("email", "")
        found = accounts.checked(here, name, body.text("password", ""))
    if found is None:
        here.limiter.spend("failures", context.address(), failures)
        raise WrongPasswordError("Unauthorized")
    return {"status": "success", "data": begun(found)}


class WrongPasswordError(UnauthorizedError):
    """The refusal of a login."""

    def body(self) -> dict[str, Any]:
        """`error` and `message` both, as the real server answers a login."""
        return {"status": "error", "error": self.message, "message": self.message}


def begun(person: User, kind: str = "login") -> dict[str, Any]:
    """A new session: `authToken`, `userId` and `me`."""
    here = context.chat()
    now = context.now()
    expires = now + here.settings.session_hours * 3_600_000

    def work(change: Change) -> str:
        sessions.sweep(change, now)
        users.update(change, person.id, last_login=now)
        address = context.address()
        return here.tokens.begin(change, person, expires=expires, address=address, kind=kind)

    token = here.store.write(work)
    here.presence.note(person.id)
    return {"userId": person.id, "authToken": token, "me": myself(person)}


def _resumed(token: str) -> User | None:
    here = context.chat()
    return here.tokens.owner(here.store, token, context.now())


@api.post_("logout")
def logout() -> Answer:
    """End the session: its token opens nothing any more."""
    here, session = context.chat(), context.session()
    if session is None:
        raise UnauthorizedError
    here.store.write(lambda change: sessions.end(change, session.id))
    here.presence.forget(session.user.id)
    return {"status": "success", "data": {"message": "You've been logged out!"}}


@api.get_("me")
def me() -> Answer:
    """The caller's own account."""
    return myself(context.user()) | {"success": True}


def myself(person: User) -> dict[str, Any]:
    """An account as its owner sees it."""
    here = context.chat()
    shown = users.document(person, here.presence.online(person.id), private=True)
    return shown | {"statusConnection": shown["status"], "avatarUrl": avatar_url(person)}


def avatar_url(person: User) -> str:
    """The address of a person's picture: their initials."""
    return f"{context.chat().settings.url}/avatar/{person.username}"


@api.post_("users.logout")
def logout_user() -> Answer:
    """End all sessions of oneself, or as an admin of somebody."""
    body = params.body()
    person = context.user()
    if body.text("userId", person.id) != person.id:
        context.require("edit-other-user-info")
        person = users.known(context.chat().store, body.text("userId"))
    context.chat().store.write(lambda change: sessions.end_all(change, person.id))
    return {"message": f"User {person.id} has been logged out!", "success": True}


@api.post_("users.logoutOtherClients")
def logout_others() -> Answer:
    """End all one's other sessions; this one goes on."""
    here, session = context.chat(), context.session()
    if session is None:
        raise UnauthorizedError
    here.store.write(lambda change: sessions.end_all(change, session.user.id, but=session.id))
    return {"success": True, "token": "", "tokenExpires": ""}


@api.post_("users.generatePersonalAccessToken")
def personal_token() -> Answer:
    """A token without end, for programs."""
    name = params.body().text("tokenName", "", limit=200)
    if not name:
        raise ApiError("The 'tokenName' param is required")
    context.require("create-personal-access-tokens", status=400)
    here, who = context.chat(), context.user()
    same = "SELECT 1 FROM sessions WHERE uid = ? AND kind = 'personal' AND name = ?"
    taken = here.store.value(same, (who.id, name))
    if taken:
        raise ApiError("A token with this name already exists", "error-token-already-exists")
    token = here.store.write(
        lambda change: here.tokens.begin(
            change, who, expires=sessions.NEVER, kind="personal", name=name
        )
    )
    return {"token": token, "success": True}


@api.post_("users.removePersonalAccessToken")
def remove_personal_token() -> Answer:
    """End a token without end."""
    name, who = params.body().text("tokenName"), context.user()
    removed = context.chat().store.write(
        lambda change: change.run(
            "DELETE FROM sessions WHERE uid = ? AND kind = 'personal' AND name = ?", (who.id, name)
        )
    )
    if not removed:
        raise ApiError("Token does not exist", "error-token-does-not-exists")
    return {"success": True}


@api.post_("users.createToken")
def create_token() -> Answer:
    """A session for somebody else, for an admin who knows the server's token secret."""
    import hmac

    from miniconf.chat.server.api.family import person_of

    here, body = context.chat(), params.body()
    person = person_of(body)
    secret = here.settings.token_secret
    given = body.text("secret", "")
    known = bool(secret) and hmac.compare_digest(given.encode(), secret.encode())
    if not known or not context.may("user-generate-access-token"):
        raise ApiError("Not authorized", "error-not-authorized")
    data = begun(person)
    return {"data": {"userId": data["userId"], "authToken": data["authToken"]}, "success": True}
