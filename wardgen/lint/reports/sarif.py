"""Findings become SARIF 2.1.0 (OASIS): code scanning of the forges."""

from __future__ import annotations

import json
from hashlib import sha256

from wardgen import __version__
from wardgen.lint.reports.located import Located
from wardgen.model.diagnostic import Level
from wardgen.words import entry, message

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.REVIEW: "note"}


def sarif(found: list[Located], lang: str) -> str:
    """One run with the rules met."""
    rules = {
        one.found.rule: {
            "id": one.found.rule,
            "shortDescription": {"text": entry(one.found.rule, lang)["title"]},
            "fullDescription": {"text": entry(one.found.rule, lang)["why"]},
            "help": {"text": entry(one.found.rule, lang)["fix"]},
        }
        for one in found
    }
    results = [
        {
            "ruleId": one.found.rule,
            "level": _LEVELS[one.found.level],
            "message": {"text": message(one.found, lang)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": one.found.path, "uriBaseId": "%SRCROOT%"},
                        "region": {
                            "startLine": one.line,
                            "startColumn": one.column,
                            "endLine": one.end_line,
                            "endColumn": one.end_column,
                        },
                    }
                }
            ],
            "partialFingerprints": {"wardgen/v1": fingerprint(one)},
        }
        for one in found
    ]
    driver = {"name": "wardgen", "version": __version__, "rules": list(rules.values())}
    whole = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def fingerprint(one: Located) -> str:
    """Names a finding without its line: it stays the same when text moves."""
    whole = "\x1f".join((one.found.path, one.found.rule, one.text.strip(), *(v for _, v in one.found.words)))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]
