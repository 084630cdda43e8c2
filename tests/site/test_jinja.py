"""What templates put out: text escaped, safe text as it is, the joined whole marked as safe."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from miniconf.site.jinja import _Template

TEMPLATE = (
    "{% macro item(word) %}<li>{{ word }}</li>{% endmacro %}"
    "{% set kept %}<b>{{ value }}</b>{% endset %}"
    "{{ value }}|{{ item(value) }}|{{ kept }}|{{ value ~ value }}|{{ value|e }}"
)

TEMPLATES = {
    "base": "{% block head %}<h1>{{ value }}</h1>{% endblock %}|{% block main %}{% endblock %}",
    "page": "{% extends 'base' %}{% from 'macros' import item %}{% block main %}{{ item(value) }}"
    "{{ super() }}{{ self.head() }}{% include 'part' %}{% endblock %}",
    "macros": "{% macro item(word) %}<li>{{ word }}</li>{% endmacro %}",
    "part": "<p>{{ value }}{% block foot %}{{ value }}{% endblock %}</p>",
}


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


@pytest.mark.parametrize("value", ["<&>", Markup("<p>"), 7])
def test_pages_of_several_templates_are_what_jinja_gives(value: object) -> None:
    usual = Environment(autoescape=True, loader=DictLoader(TEMPLATES))
    ours = Environment(autoescape=True, loader=DictLoader(TEMPLATES))
    ours.template_class = _Template
    for name in TEMPLATES:
        for _ in range(2):
            expected = usual.get_template(name).render(value=value)
            assert ours.get_template(name).render(value=value) == expected
