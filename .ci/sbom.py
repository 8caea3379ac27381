"""The locked packages become a bill of materials: CycloneDX 1.6 as JSON on standard output.

    python .ci/sbom.py [requirements.txt …]

Version and hashes are those of the lock, licences those that each package states where it is installed. Nothing depends on
the clock or the machine: the same lock and packages give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (ROOT / "requirements.txt",)
"""What a build runs with; requirements-dev.txt holds what only the tests need."""
ELSEWHERE = {"colorama": "BSD-3-Clause"}
"""Licences of packages that are installed on other systems only (their own metadata)."""
CLASSIFIERS = {
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_ROW = re.compile(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Locked(NamedTuple):
    """One row of a lock."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(text: str) -> Iterator[Locked]:
    """The rows of a lock that `uv pip compile --generate-hashes` wrote."""
    for block in re.split(r"\n(?=\S)", text):
        if found := _ROW.match(block):
            yield Locked(found["name"], found["version"], found["marker"] or "", tuple(_HASH.findall(block)))


def licence_of(name: str) -> str:
    """The licence that an installed package states; '' for none."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, "")
    stated = str(told.get("License-Expression") or told.get("License") or "")
    if stated and "\n" not in stated:
        return stated
    return next((CLASSIFIERS[one] for one in told.get_all("Classifier") or () if one in CLASSIFIERS), "")


def component_of(row: Locked) -> Component:
    """A package as the bill names it."""
    url = PackageURL("pypi", None, row.name, row.version)
    files = (HashType(alg=HashAlgorithm.SHA_256, content=one) for one in row.hashes)
    licence = licence_of(row.name)
    made = LicenseFactory().make_from_string(licence) if licence else None
    return Component(
        name=row.name,
        version=row.version,
        type=ComponentType.LIBRARY,
        bom_ref=str(url),
        purl=url,
        licenses=[made or License(name=licence)] if licence else (),
        # One hash for each file that may be installed; a component's own hashes would mean one and the same file.
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(str(url)),
                hashes=files,
            )
        ],
        properties=[Property(name="wardgen:marker", value=row.marker)] if row.marker else (),
    )


def make_bill(locks: tuple[Path, ...]) -> str:
    """The bill of some locks."""
    texts = [lock.read_text(encoding="utf-8") for lock in locks]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "wardgen/__init__.py").read_text(encoding="utf-8"))
    assert version
    itself = Component(
        name=project["name"],
        version=version[1],
        type=ComponentType.APPLICATION,
        bom_ref="wardgen",
        licenses=[LicenseFactory().make_from_string(project["license"])],
    )
    bom = Bom(metadata=BomMetaData(component=itself), serial_number=uuid.uuid5(uuid.NAMESPACE_OID, "".join(texts)))
    parts = [component_of(row) for row in dict.fromkeys(row for text in texts for row in read_lock(text))]
    bom.components.update(parts)
    bom.register_dependency(itself, parts)
    whole = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    # The one thing that would differ from run to run.
    del whole["metadata"]["timestamp"]
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(make_bill(tuple(map(Path, sys.argv[1:])) or LOCKS))
