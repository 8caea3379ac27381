"""A press of 「直す」 becomes one safe fix in one file, by the code of `wardgen fix`."""

from __future__ import annotations

from pathlib import Path

from wardgen.build.whole import write_whole
from wardgen.lint.check import with_levels
from wardgen.lint.fix import fixed_text
from wardgen.model.diagnostic import Diagnostic
from wardgen.serve.preview import Preview
from wardgen.serve.verdict import name_of


def mend(preview: Preview, name: str) -> bool:
    """Apply the fix of the finding of this name; False where there is no such finding (any more) or its fix is not safe.

    The files are read again first: a finding that still stands was made from the bytes that are about to be changed.
    """
    with preview.turn:
        preview.refresh()
        found = _find(preview, name)
        if found is None or found.fix is None or not found.fix.safe:
            return False
        file = Path(preview.edition.site.config.root) / found.path
        try:
            if file.is_symlink() or not file.is_file():
                return False
            data = file.read_bytes()
            if not preview.edition.desk.is_as_read(found.path, data):
                return False
            text = data.decode("utf-8")
            new, count = fixed_text(text, [found])
            if not count or new == text:
                return False
            write_whole(file, new)
        except (OSError, UnicodeDecodeError):
            return False
        preview.refresh()
    return True


def _find(preview: Preview, name: str) -> Diagnostic | None:
    """A finding of the present state; a verdict over an earlier one does not count."""
    desk, edition = preview.edition.desk, preview.edition
    found = with_levels([*preview.troubles, *edition.found, *desk.found_everywhere()], edition.site.config.lint)
    if preview.is_judged():
        found += [one.found for rows in preview.verdict.by_path.values() for one in rows]
    return next((one for one in found if name_of(one) == name), None)
