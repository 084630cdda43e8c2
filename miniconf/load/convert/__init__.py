"""Texts and trees from data files -> the typed values of the model."""

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.reading import Reading
from miniconf.load.convert.records import RecordType, record_type

__all__ = ["MISSING", "Convert", "Fault", "Faults", "Reading", "RecordType", "record_type"]
