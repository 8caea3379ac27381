"""Two folders change places in one step, so that nobody ever sees half a site."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path


def exchange(a: Path, b: Path) -> bool:
    """Exchange two folders atomically; False where the system or the file system cannot.

    Linux: renameat2(RENAME_EXCHANGE), since 3.15. macOS: renamex_np(RENAME_SWAP), since 10.12.
    """
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(a), os.fsencode(b)
        if sys.platform == "darwin":
            result = libc.renamex_np(first, second, ctypes.c_uint(2))
        else:
            result = libc.renameat2(-100, first, -100, second, ctypes.c_uint(2))
    except (OSError, AttributeError, TypeError):
        return False
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY):
        return False
    raise OSError(code, os.strerror(code), str(a))
