#!/usr/bin/env python3
"""Holds that the schemas are usable by other tools, with the tools that others use.

Needs `pip install check-jsonschema` (which brings jsonschema and ruamel.yaml) in the Python that runs it:

    python3 -m venv .venv && .venv/bin/pip install check-jsonschema && .venv/bin/python scripts/check-schemas.py

Checks that every schema is valid by the 2020-12 meta-schema and refers to nothing outside itself; that every property
has a title and a description and every example, default and property name is in order; that the sound samples are
valid, the misshapen one is not, and every key of a sound sample is described. Prints what it checked; ends with 1 where
something fails.
"""

import json
import pathlib
import re
import subprocess
import sys

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = sorted((ROOT / "schemas").glob("*.schema.json"))
SOUND = {
    "samples/worked-example.case.yaml": "business-case",
    "samples/supplier.supplier.yaml": "supplier-profile",
    "samples/.casecheck.yaml": "casecheck-config",
}
MISSHAPEN = {"samples/faulty/wrong-shapes.case.yaml": "business-case"}

failures = []


def expect(holds, message):
    if not holds:
        failures.append(message)


def check_jsonschema(*arguments):
    """Runs the command line tool as a user would and returns the finished process."""
    command = [sys.executable, "-m", "check_jsonschema", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def resolved(schema, root):
    """The schema with its chain of local references merged in, nearer keywords winning."""
    merged = dict(schema)
    while "$ref" in merged:
        target = root["$defs"][merged.pop("$ref").removeprefix("#/$defs/")]
        merged = {**target, **merged}
    return merged


def subschemas(schema, path="#"):
    """Every schema object below `schema`, with its path; `properties` maps are told apart from schemas."""
    yield path, schema
    for keyword in ("properties", "patternProperties", "$defs"):
        for name, child in schema.get(keyword, {}).items():
            if isinstance(child, dict):
                yield from subschemas(child, f"{path}/{keyword}/{name}")
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(keyword), dict):
            yield from subschemas(schema[keyword], f"{path}/{keyword}")
    for keyword in ("anyOf", "oneOf", "allOf"):
        for index, child in enumerate(schema.get(keyword, [])):
            yield from subschemas(child, f"{path}/{keyword}/{index}")


def check_schema(file):
    """The schema by itself: references, names, descriptions, examples and defaults. Returns how many properties it has."""
    root = json.loads(file.read_text())
    expect(root["$id"].endswith("/" + file.name), f"{file.name}: $id does not end in the name of the file")
    properties = 0
    for path, schema in subschemas(root):
        reference = schema.get("$ref", "#/$defs/")
        expect(reference.startswith("#/$defs/"), f"{file.name} {path}: refers outside the file")
        for name, child in schema.get("properties", {}).items():
            properties += 1
            where = f"{file.name} {path}/properties/{name}"
            for annotation in ("title", "description"):
                expect(child.get(annotation), f"{where}: no {annotation}")
            container = resolved(child, root).get("type") in ("object", "array")
            expect(container or resolved(child, root).get("examples"), f"{where}: no examples")
        judge = Draft202012Validator({**schema, "$defs": root.get("$defs", {})},
                                     format_checker=Draft202012Validator.FORMAT_CHECKER)
        samples = list(schema.get("examples", [])) + ([schema["default"]] if "default" in schema else [])
        for sample in samples:
            expect(judge.is_valid(sample), f"{file.name} {path}: {sample!r} is not valid by its own schema")
    return properties


def check_described(value, schema, root, path=""):
    """Every key of an instance has a schema with a title and a description. Returns how many keys there were."""
    schema, count = resolved(schema, root), 0
    if isinstance(value, dict):
        for key, child in value.items():
            count += 1
            described = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            if not isinstance(described, dict):
                failures.append(f"{path}/{key}: not described")
                continue
            merged = resolved(described, root)
            expect(merged.get("title") and merged.get("description"), f"{path}/{key}: no title or no description")
            count += check_described(child, described, root, f"{path}/{key}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            count += check_described(child, schema.get("items", {}), root, f"{path}/{index}")
    return count


def schema_named(name):
    return ROOT / "schemas" / f"{name}.schema.json"


def main():
    expect(SCHEMAS, "no schemas found")
    outcome = check_jsonschema("--check-metaschema", *SCHEMAS)
    expect(outcome.returncode == 0, "meta-schema: " + outcome.stdout)
    properties = sum(check_schema(file) for file in SCHEMAS)

    keys = 0
    for sample, name in SOUND.items():
        outcome = check_jsonschema("--schemafile", schema_named(name), sample)
        expect(outcome.returncode == 0, f"{sample}: {outcome.stdout}")
        root = json.loads(schema_named(name).read_text())
        keys += check_described(YAML(typ="safe", pure=True).load(ROOT / sample), root, root)
    for sample, name in MISSHAPEN.items():
        outcome = check_jsonschema("--schemafile", schema_named(name), sample)
        found = len(re.findall(r"::\$", outcome.stdout))
        expect(outcome.returncode == 1 and found > 20, f"{sample}: only {found} findings")

    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(SCHEMAS)} schemas, {properties} properties, {len(SOUND)} sound samples with {keys} keys: "
          f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
