"""Declared sources: files of any layout, read by what `config.yml` says about them."""

from miniconf.load.declared.rules import Correction, Join, Rule, Source

__all__ = ["Correction", "Join", "Rule", "Source"]
