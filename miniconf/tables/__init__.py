"""Rows with their file and line out of CSV, TSV, XLSX, YAML and JSON; and back.

Every scalar comes as the text that stands in the file: what it means is the loader's business.
"""

from miniconf.tables.read import READERS, read
from miniconf.tables.record import Items, Options, Reader, Record
from miniconf.tables.write import write_csv, write_json, write_yaml

__all__ = [
    "READERS", "Items", "Options", "Reader", "Record", "read", "write_csv", "write_json",
    "write_yaml",
]  # fmt: skip
