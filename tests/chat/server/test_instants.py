import pytest

from miniconf.chat.server.instants import iso, milliseconds, spoken


def test_iso_is_utc_to_the_millisecond() -> None:
    assert iso(1_813_053_600_007) == "2027-06-15T10:00:00.007Z"


def test_spoken_is_to_the_minute_and_says_the_zone() -> None:
    assert spoken(1_813_053_659_007) == "10:00 UTC on 15 June 2027"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2027-06-15T10:00:00.007Z", 1_813_053_600_007),
        ("2027-06-15T12:00:00.007+02:00", 1_813_053_600_007),
        ("2027-06-15T12:00:00.007 02:00", 1_813_053_600_007),
        ("2027-06-15T10:00:00.007", 1_813_053_600_007),
        ("2027-06-15", 1_813_017_600_000),
        ("1813053600007", 1_813_053_600_007),
        ("0", 0),
    ],
)
def test_milliseconds_of_what_clients_send(text: str, wanted: int) -> None:
    assert milliseconds(text) == wanted


@pytest.mark.parametrize("text", ["", "soon", "2027-13-01", "99999999999999999999", "٣"])
def test_milliseconds_of_nonsense_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        milliseconds(text)
