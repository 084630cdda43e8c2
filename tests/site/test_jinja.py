"""What templates put out: text escaped, safe text as it is, the joined whole marked as safe."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from miniconf.site.jinja import _Template

TEMPLATE = (
    "{% macro item(word) %}<li>{{ word }}</li>{% endmacro %}"
    "{% set kept %}<b>{{ value }}</b>{% endset %}"
    "{{ value }}|{{ item(value) }}|{{ kept }}|{{ value ~ value }}|{{ value|e }}"
)


class Safe:
    """What knows its own HTML."""

    def __html__(self) -> str:
        """HTML that needs no escaping."""
        return "<i>safe</i>"


@pytest.mark.parametrize("value", ["<a href='x'>\"&amp;", "plain", Markup("<p>"), Safe(), 7, None])
def test_output_is_what_jinja_gives(value: object) -> None:
    environment = Environment(autoescape=True)
    usual = environment.from_string(TEMPLATE).render(value=value)
    environment = Environment(autoescape=True)
    environment.template_class = _Template
    assert environment.from_string(TEMPLATE).render(value=value) == usual
    assert str(escape(value)) in usual
