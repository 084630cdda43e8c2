"""Records: frozen data classes that are made, compared and decoded in C."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

import msgspec

from miniconf.model.fields import described

Record = TypeVar("Record")
_DROPPED = {"__dict__", "__weakref__", "__annotations__", "__match_args__"}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(described, field))
def record(plain: type[Record]) -> type[Record]:
    """The class `plain` as a frozen data class, with keyword arguments only: a struct of msgspec.

    `dataclasses.fields`, `replace` and `is_dataclass` see a data class. It takes a twentieth of the
    time to set up, which counts where a command ends in half a second, and its records are made in
    a quarter. The collector passes them over, so they must not hold one another in a circle.
    """
    told = dataclass(init=False, repr=False, eq=False)(plain)
    specified = [(one.name, one.type, _default(one)) for one in fields(told)]  # type: ignore[arg-type]
    names = {one.name for one in fields(told)} | _DROPPED  # type: ignore[arg-type]
    namespace = {name: value for name, value in vars(told).items() if name not in names}
    return msgspec.defstruct(  # type: ignore[return-value] # it has all that `plain` has
        plain.__name__, specified, namespace=namespace, module=plain.__module__,
        frozen=True, kw_only=True, gc=False,
    )  # fmt: skip


def _default(one: Any) -> Any:
    if one.default_factory is not MISSING:
        return msgspec.field(default_factory=one.default_factory)
    return msgspec.NODEFAULT if one.default is MISSING else one.default
