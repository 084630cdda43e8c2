from dataclasses import replace
from typing import Any

import pytest

from miniconf.chat.server import sessions
from miniconf.chat.server.sessions import Tokens


def test_forged_tokens_open_nothing(server: Any) -> None:
    nia = server.guest("Nia")
    good = nia.headers["X-Auth-Token"]
    signed, _, signature = good.rpartition(".")
    # not the last character: some of its bits stand for nothing
    for forged in (
        "x",
        f"{signed}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}",
        good.split(".")[0],
        "x" * 500,
    ):
        nia.headers["X-Auth-Token"] = forged
        assert nia.got("me")[0] == 401


def test_token_signed_with_another_secret_opens_nothing(server: Any) -> None:
    nia = server.guest("Nia")
    who = sessions.Tokens(b"x" * 32)
    nia.headers["X-Auth-Token"] = who._signer.dumps("whatever")
    assert nia.got("me")[0] == 401


def test_token_of_one_does_not_open_as_another(server: Any) -> None:
    nia, bo = server.guest("Nia"), server.guest("Bo")
    nia.headers["X-User-Id"] = bo.id
    assert nia.got("me")[0] == 401


def test_replayed_token_after_logging_out_opens_nothing(server: Any) -> None:
    nia = server.guest("Nia")
    nia.post("logout")
    assert nia.got("me")[0] == 401


def test_session_ends_with_its_time(make: Any) -> None:
    server = make(session_hours=0)
    nia = server.guest("Nia")
    assert nia.got("me")[0] == 401


def test_the_file_holds_no_token(server: Any) -> None:
    nia = server.guest("Nia")
    kept = server.chat.store.rows("SELECT * FROM sessions")
    secret = nia.headers["X-Auth-Token"].split(".")[0]
    assert len(kept) == 1
    assert all(secret not in str(tuple(row)) for row in kept)


def test_end_all_leaves_the_one_that_is_named(server: Any) -> None:
    first = server.login("admin")
    second = server.login("admin")
    second.post("users.logoutOtherClients")
    assert (first.got("me")[0], second.got("me")[0]) == (401, 200)


def test_sweep_forgets_what_has_run_out(server: Any) -> None:
    server.guest("Nia")
    store = server.chat.store
    store.write(lambda change: sessions.sweep(change, 10**14))
    assert store.value("SELECT count(*) FROM sessions") == 0


def test_inactive_person_has_no_session(server: Any) -> None:
    nia = server.guest("Nia")
    server.admin.post("users.setActiveStatus", userId=nia.id, activeStatus=False)
    assert nia.got("me")[0] == 401


@pytest.mark.parametrize("content", [[1, 2], 7, None])
def test_signed_nonsense_opens_nothing(server: Any, content: Any) -> None:
    tokens: Tokens = server.chat.tokens
    token = tokens._signer.dumps(content)
    assert tokens.find(server.chat.store, token) is None


def test_settings_hide_their_secrets(settings: Any) -> None:
    shown = repr(replace(settings, token_secret="tell-nobody"))
    assert "a good password" not in shown and "tell-nobody" not in shown
