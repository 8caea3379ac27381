"""How far an element is turned about the axis that points at the reader (CSS Transforms 1 and 2)."""

from __future__ import annotations

import math
import re

from wardgen.lint.facts.styles import Style

_FUNCTION = re.compile(r"([a-z0-9]+)\(([^()]*)\)")
_ANGLE = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(deg|rad|grad|turn)?")
_DEGREES = {"deg": 1.0, "rad": 180 / math.pi, "grad": 0.9, "turn": 360.0}


def rotation_of(style: Style) -> float:
    """Degrees from 0 to 360, clockwise; what is not understood counts as nothing."""
    whole = _turned(style.get("rotate", "none"))
    for name, inside in _FUNCTION.findall(style.transform):
        whole += _of_function(name, [part.strip() for part in inside.split(",")])
    return whole % 360


def is_quarter(degrees: float) -> bool:
    """Whether a turn stands a page on its side."""
    return any(abs(degrees % 360 - quarter) <= 1 for quarter in (90, 270))


def _turned(value: str) -> float:
    parts = value.split()
    if not parts or value == "none":
        return 0.0
    angle = next((degrees(p) for p in parts if _ANGLE.fullmatch(p) and not re.fullmatch(r"[-+.\d]+", p)), 0.0)
    axis = [p for p in parts if re.fullmatch(r"[-+.\d]+|[xyz]", p)]
    return _about(axis, angle)


def _of_function(name: str, parts: list[str]) -> float:
    if name in ("rotate", "rotatez") and len(parts) == 1:
        return degrees(parts[0])
    if name == "rotate3d" and len(parts) == 4:
        return _about(parts[:3], degrees(parts[3]))
    if name in ("matrix", "matrix3d") and len(parts) == (6 if name == "matrix" else 16):
        try:
            return math.degrees(math.atan2(float(parts[1]), float(parts[0])))
        except ValueError:
            return 0.0
    return 0.0


def _about(axis: list[str], angle: float) -> float:
    if not axis or axis == ["z"]:
        return angle
    try:
        x, y, z = (float(p) for p in axis)
    except ValueError:
        return 0.0
    return (angle if z > 0 else -angle) if x == 0 == y and z != 0 else 0.0


def degrees(text: str) -> float:
    """An angle in degrees; 0 where it is none."""
    found = _ANGLE.fullmatch(text)
    return float(found[1]) * _DEGREES[found[2]] if found is not None and found[2] else 0.0
