"""Texts and trees from data files -> the typed values of the model."""

from miniconf.load.convert.faults import MISSING, Fault, Faults
from miniconf.load.convert.reading import Reading
from miniconf.load.convert.records import RecordType, record_type

__all__ = ["MISSING", "Fault", "Faults", "Reading", "RecordType", "record_type"]
