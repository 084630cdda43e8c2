from __future__ import annotations

from miniconf.load.accounts import Account


def test_account() -> None:
    account = Account("papers", "papers.csv", read=1200, kept=1190, merged=7)
    assert not account.balanced
    account.leave("duplicate id")
    account.leave("duplicate id", 2)
    account.leave("nothing", 0)
    account.notes.append("columns dropped: email")
    assert account.balanced
    assert str(account) == (
        "papers: papers.csv: 1,200 read, 1,190 kept, 7 merged, 3 left out (duplicate id); "
        "columns dropped: email"
    )
