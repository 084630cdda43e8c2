from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.chat.credentials import Credentials, credentials, mark, secrets
from miniconf.problems import MiniconfError

PAIR = {"MINICONF_CHAT_USER": "bot", "MINICONF_CHAT_PASSWORD": "s3cret"}


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A credentials file outside the site."""
    file = tmp_path / "bot"
    file.write_text("# the bot\nuser = bot\npassword = a = b\n\n")
    file.chmod(0o600)
    return file


def test_account_comes_from_the_environment(tmp_path: Path) -> None:
    assert credentials(PAIR, tmp_path) == Credentials(
        "bot", "s3cret", "", "MINICONF_CHAT_USER and MINICONF_CHAT_PASSWORD"
    )


def test_account_comes_from_a_file(tmp_path: Path, private: Path) -> None:
    expected = Credentials("bot", "a = b", "", str(private))
    assert credentials({}, tmp_path / "site", private) == expected
    environment = {"MINICONF_CHAT_CREDENTIALS": str(private)}
    assert credentials(environment, tmp_path / "site") == expected


def test_repr_hides_the_secrets() -> None:
    assert repr(Credentials("bot", "s3cret", "t0ken", "x")) == "Credentials(user='bot', source='x')"


def test_file_inside_the_site_is_refused(private: Path) -> None:
    with pytest.raises(MiniconfError) as error:
        credentials({}, private.parent, private)
    assert str(error.value) == (
        f"{private}: an account must not lie inside the site: move it elsewhere"
    )


def test_file_that_others_can_read_is_refused(tmp_path: Path, private: Path) -> None:
    private.chmod(0o644)
    with pytest.raises(MiniconfError) as error:
        credentials({}, tmp_path / "site", private)
    assert str(error.value) == (
        f"{private}: others on this machine can read it: chmod 600 {private}"
    )


@pytest.mark.parametrize(
    ("line", "got"),
    [
        ("pasword = x1y2", '"pasword" (hint: did you mean "password"?)'),
        ("x1y2", "a line without `=`"),
    ],
)
def test_wrong_line_is_named_without_its_secret(
    tmp_path: Path, private: Path, line: str, got: str
) -> None:
    private.write_text(f"user = bot\n{line}\n")
    with pytest.raises(MiniconfError) as error:
        credentials({}, tmp_path / "site", private)
    assert str(error.value) == f"{private}:2: expected user, password or token, got {got}"


def test_missing_account_says_where_it_would_come_from(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError, match=r"^no account for the chat server: set MINICONF_CHAT_"):
        credentials({"MINICONF_CHAT_USER": "bot"}, tmp_path)


def test_secrets_are_all_that_must_not_leak(private: Path) -> None:
    environment = PAIR | {
        "MINICONF_CHAT_CREDENTIALS": str(private), "MINICONF_CHAT_CODE": "c0de",
        "MINICONF_CHAT_SECRET": "s1gns",
    }  # fmt: skip
    assert secrets(environment) == ("s3cret", "c0de", "s1gns", "a = b")


def test_mark_tells_other_secrets_and_no_secret() -> None:
    assert mark((), "build") == ""
    first = mark(("s3cret",), "build")
    assert first == mark(("s3cret",), "build")
    assert len({first, mark(("other1",), "build"), mark(("s3cret",), "site")}) == 3
    assert "s3cret" not in first


def test_file_that_is_no_text(tmp_path: Path, private: Path) -> None:
    private.write_bytes(b"user = \xff\n")
    with pytest.raises(MiniconfError) as error:
        credentials({}, tmp_path / "site", private)
    assert str(error.value) == f"{private}: expected a text that this account may read"
