"""An Archive becomes the bytes of a ZIP file, the same ones whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from wardgen.model.archive import Archive
from wardgen.model.site import Asset

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name: the day of the build would change every file."""
_STORED = ("mimetype", ".jpg", ".jpeg", ".png", ".webp", ".gif")
"""Names, or their ends, of what is stored as it is: EPUB asks that of its first file, and pictures are compressed already."""


def pack(archive: Archive, read: Callable[[Asset], bytes]) -> bytes:
    """Put the files of an archive together; `read` gives the bytes of an asset."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in archive.files:
            row = zipfile.ZipInfo(name, _DAY)
            row.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            row.external_attr = 0o644 << 16
            # By default it names the system that made it.
            row.create_system = 3
            made.writestr(row, read(content) if isinstance(content, Asset) else content)
    return out.getvalue()
