"""What goes wrong in a request, in the shapes that Rocket.Chat's API publishes."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server.instants import iso, spoken


class ApiError(Exception):
    """A request that is refused: `{"success": false, "error": ..., "errorType": ...}`."""

    def __init__(
        self, message: str, kind: str = "", status: int = 400, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.kind, self.status, self.details = message, kind, status, details

    def body(self) -> dict[str, Any]:
        """The JSON body: the kind stands in brackets behind the sentence, and by itself."""
        if not self.kind:
            return {"success": False, "error": self.message}
        text = f"{self.message} [{self.kind}]".strip()
        body: dict[str, Any] = {"success": False, "error": text, "errorType": self.kind}
        return body | ({"details": self.details} if self.details else {})


class UnauthorizedError(ApiError):
    """No session, or one that has ended: status 401 in its own shape."""

    def __init__(self, message: str = "You must be logged in to do this.") -> None:
        super().__init__(message, status=401)

    def body(self) -> dict[str, Any]:
        """`{"status": "error", "message": ...}`, the only shape the contract has for 401."""
        return {"status": "error", "message": self.message}


class ShutOutError(UnauthorizedError):
    """A session that opens nothing while its person is shut out."""

    def __init__(self, until: int) -> None:
        self._why = banned(until)
        super().__init__(self._why.message)

    def body(self) -> dict[str, Any]:
        """The shape of 401 with what the other refusals say beside it."""
        return super().body() | self._why.body()


def banned(until: int, *, address: bool = False) -> ApiError:
    """The refusal of somebody shut out, or of all at an `address`, until an instant (ms)."""
    who = "Nobody may come in or write from this address" if address else (
        "A moderator has shut you out")  # fmt: skip
    details: dict[str, Any] = {"until": iso(until)} | ({"address": True} if address else {})
    return ApiError(f"{who} until {spoken(until)}", "error-user-banned", 403, details)


def forbidden(status: int = 403) -> ApiError:
    """The refusal for want of a permission."""
    return ApiError(
        "User does not have the permissions required for this action",
        "error-unauthorized",
        status,
    )


def not_allowed(what: str = "Not allowed") -> ApiError:
    """The refusal of an action that this person may not do here."""
    return ApiError(what, "error-not-allowed", 400)


def missing(name: str) -> ApiError:
    """The refusal of a body without a property, as the real server's validator words it."""
    return ApiError(f"must have required property '{name}'", "invalid-params")


def room_not_found() -> ApiError:
    """The refusal of a room that is not there, or that the caller must not know of."""
    return ApiError(
        'The required "roomId" or "roomName" param provided does not match any channel',
        "error-room-not-found",
    )
