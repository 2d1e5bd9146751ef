"""Syntax of a document: the parser, what it gives, and questions asked of it (who is subject, is it negated)."""

from __future__ import annotations

from onrecord.syntax.parsed import Parsed, PassedOver
from onrecord.syntax.parser import Parser, load_parser

__all__ = ["Parsed", "Parser", "PassedOver", "load_parser"]
