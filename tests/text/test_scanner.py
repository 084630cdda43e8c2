from miniconf.text.scanner import Held, Scanner


def scanner(text: str) -> Scanner:
    return Scanner(text, links=True, blocks=True)


def test_braces_pair_and_leave_out_escaped_ones() -> None:
    assert scanner(r"{a\}{b}} } {").braces == {0: 7, 4: 6}


def test_find_remembers_and_moves_on() -> None:
    state = scanner("a$b$c")
    assert [state.find("$", start) for start in (0, 1, 2, 4, 4)] == [1, 1, 3, -1, -1]


def test_mark_stands_for_what_is_held() -> None:
    state = scanner("")
    assert [state.mark("<b>", "b"), state.mark("<i>")] == ["\ufdd00\ufdd1", "\ufdd01\ufdd1"]
    assert state.held == [Held("<b>", "b"), Held("<i>", "")]


def test_settle_writes_what_is_due_in_order() -> None:
    state = scanner("ab}cd}")
    state.put_later(5, 1, "2")
    state.put_later(2, 1, "1")
    assert state.settle(0) == 3
    assert state.settle(5) == 6
    assert "".join(state.parts) == "ab12"


def test_settle_writes_what_was_passed_over_at_once() -> None:
    state = scanner("ab}cd")
    state.put_later(2, 1, "!")
    assert state.settle(4) == 4
    assert state.parts == ["!"]
