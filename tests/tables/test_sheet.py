from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart

from miniconf.problems import Problems
from miniconf.tables import Options
from miniconf.tables.sheet import read_xlsx


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rows(content: bytes, **options: Any) -> tuple[Any, list[str]]:
    problems = Problems()
    found = read_xlsx(content, "a.xlsx", Options(**options), problems)
    told = [str(problem) for problem in problems]
    return found and [(row.line, dict(row)) for row in found], told


def test_read_xlsx_cells_as_shown() -> None:
    header = ["id", "n", "f", "when", "day", "time", "length", "yes", "none"]
    values = [
        "0012", 12, 1.5, datetime(2031, 3, 28, 9, 0), date(2031, 3, 28), time(9, 30),  # noqa: DTZ001 - as in sheets
        timedelta(minutes=90), True, None,
    ]  # fmt: skip
    found, told = rows(workbook(S=[header, values]))
    assert told == []
    assert found == [
        (
            2,
            {
                "id": "0012", "n": "12", "f": "1.5", "when": "2031-03-28 09:00:00",
                "day": "2031-03-28", "time": "09:30:00", "length": "1:30", "yes": "true",
                "none": "", "@sheet": "S",
            },
        )
    ]  # fmt: skip


def test_read_xlsx_leading_zeros_of_the_format() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id"])
    sheet.append([7])
    sheet["A2"].number_format = "0000"
    content = io.BytesIO()
    book.save(content)
    assert rows(content.getvalue())[0] == [(2, {"id": "0007", "@sheet": "Sheet"})]


def test_read_xlsx_sheets() -> None:
    content = workbook(Main=[["id"], [1]], Demo=[["id"], [2]], Notes=[["x"], [3]])
    assert rows(content, sheet="main")[0] == [(2, {"id": "1", "@sheet": "Main"})]
    assert rows(content, sheet="demo")[0] == [(2, {"id": "2", "@sheet": "Demo"})]
    assert [row["@sheet"] for _, row in rows(content, sheet="*")[0]] == ["Main", "Demo", "Notes"]
    assert rows(content, sheet="Mian") == (
        None,
        ['a.xlsx: expected a sheet called "Mian", got none (hint: did you mean "Main"?)'],
    )


def test_read_xlsx_tells_the_sheets_that_nobody_asked_for() -> None:
    content = workbook(Main=[["id"], [1]], Demo=[["id"], [2]], Notes=[["x"]], Late=[["id"], [3]])
    read = [(2, {"id": "1", "@sheet": "Main"})]
    expected = "a.xlsx: warning: expected one sheet that holds rows, got others beside Main: "
    hint = 'not read; declare `sheet: "*"` for all, or one: `sheet:'
    assert rows(content) == (read, [f"{expected}Demo, Late (hint: they are {hint} Demo`)"])
    told = [f"{expected}Late (hint: it is {hint} Late`)"]
    assert rows(content, elsewhere=("demo",)) == (read, told)
    assert rows(content, elsewhere=("*",)) == (read, [])
    assert rows(content, sheet="Main") == (read, [])


def test_read_xlsx_passes_over_charts_and_hidden_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(List=[["x"], [1]], Main=[["id"], [1]])))
    book.create_chartsheet("Chart", 0).add_chart(BarChart())
    book["List"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    assert rows(content.getvalue()) == ([(2, {"id": "1", "@sheet": "Main"})], [])
    assert rows(content.getvalue(), sheet="List")[0] == [(2, {"x": "1", "@sheet": "List"})]


def test_read_xlsx_takes_the_first_sheet_that_holds_rows() -> None:
    content = workbook(Cover=[], Title=[["Papers of 2031"]], Main=[["id"], [None], [1]])
    assert rows(content) == ([(3, {"id": "1", "@sheet": "Main"})], [])
    assert rows(workbook(Cover=[], Main=[["id"]])) == ([], [])
    content = workbook(Cover=[["x"]], Main=[[1]])
    assert rows(content, columns=("id",))[0] == [(1, {"id": "x", "@sheet": "Cover"})]


def test_read_xlsx_cells_beside_the_table() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "S"
    sheet.append(["id", "title"])
    for number in range(30):
        sheet.append([number, "x"])
        sheet.cell(number + 2, 16_384).number_format = "0"  # coloured to the edge of the sheet
    sheet.cell(30, 40).value = "note"
    content = io.BytesIO()
    book.save(content)
    found, told = rows(content.getvalue())
    assert found[-1] == (31, {"id": "29", "title": "x", "@sheet": "S"})
    assert told == [
        'a.xlsx:30: expected a name above each column, got none above "note" '
        "(hint: name column 40, or empty the cell)"
    ]


def test_read_xlsx_header_further_down() -> None:
    content = workbook(S=[["Programme 2031"], [None], ["id", "title"], [1, "a"]])
    assert rows(content, header=3)[0] == [(4, {"id": "1", "title": "a", "@sheet": "S"})]


def test_read_xlsx_title_above_the_header() -> None:
    content = workbook(S=[["Accepted papers"], [None], ["id", "title"], [1, "a"]])
    assert rows(content, known=["id", "title"].__contains__) == (
        [],
        [
            'a.xlsx:1: expected the names of columns, got "Accepted papers" '
            "(hint: line 3 looks like them; declare `header: 3`, or remove what is above)"
        ],
    )


def test_read_xlsx_header_again() -> None:
    found, told = rows(workbook(S=[["id", "title"], [1, "a"], ["id", "title "], [2, "b"]]))
    assert [line for line, _ in found] == [2, 4]
    assert told == [
        "a.xlsx:3: warning: expected a record, got the names of the columns again "
        "(hint: it is left out)"
    ]


@pytest.mark.parametrize(
    ("shape", "shown"),
    [
        ("yyyy-mm-dd", "2031-03-28"), ("yyyy-mm-dd h:mm", "2031-03-28 09:00:00"),
        ("mm:ss", "2031-03-28 09:00:00"), ("[$-en-US]d-mmm-yyyy;@", "2031-03-28"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", "2031-03-28"),
        ('[$-es-ES]d "de los" mmmm "de" yyyy', "2031-03-28"), (r"d\s\t mmmm", "2031-03-28"),
        ("_hd/m/yy*s", "2031-03-28"), ('"day" d "at" hh:mm', "2031-03-28 09:00:00"),
        ("[$-F400]h:mm:ss AM/PM", "2031-03-28 09:00:00"),
    ],
)  # fmt: skip
def test_read_xlsx_days_and_instants_by_their_format(shape: str, shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["when"])
    sheet.append([datetime(2031, 3, 28, 9, 0)])  # noqa: DTZ001 - as in sheets
    sheet["A2"].number_format = shape
    content = io.BytesIO()
    book.save(content)
    assert rows(content.getvalue()) == ([(2, {"when": shown, "@sheet": "Sheet"})], [])


def test_read_xlsx_error_in_a_cell() -> None:
    found, told = rows(workbook(S=[["id", "x"], [1, "#REF!"]]))
    assert found == [(2, {"id": "1", "x": "", "@sheet": "S"})]
    assert told == ["a.xlsx:2: warning: expected a value, got the error #REF!"]


def test_read_xlsx_something_else() -> None:
    assert rows(b"id,title\n") == (
        None,
        ["a.xlsx: expected a workbook, got something else (hint: save it as .xlsx)"],
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x.txt", "x")
    found, told = rows(content.getvalue())
    assert found is None
    assert told[0].startswith("a.xlsx: expected a workbook, got: KeyError")


def test_read_xlsx_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("miniconf.tables.sheet._LARGEST", 2 * 2**20)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * (3 * 2**20))
    assert rows(content.getvalue()) == (None, ["a.xlsx: expected at most 2 MB unpacked, got more"])


def test_read_xlsx_with_a_row_that_no_sheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("miniconf.tables.sheet._LAST", 100)
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(S=[["id"], ["1"]]))) as sound,
        zipfile.ZipFile(content, "w") as broken,
    ):
        for name in sound.namelist():
            part = sound.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", row.format(10**6).encode())
            broken.writestr(name, part)
    assert rows(content.getvalue()) == ([(2, {"id": "1", "@sheet": "S"})], [])
