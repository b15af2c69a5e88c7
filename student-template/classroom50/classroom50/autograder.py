"""Grades a submission with kafka-grader and leaves the result where Classroom 50 looks for it.

Runs in the student's checkout. Ends with 0 where there is a grade, whatever the points, and with 1 where there is none: the
runner of Classroom 50 then records an error, which is no score.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

GRADER = "github:__GRADER_REPOSITORY__#__GRADER_TAG__"
RESULT = Path("result.json")
RELEASE_BODY = Path("release-body.md")

# All that the grader needs. The job's tokens and files are not among it, since a student's program can look at its parent.
PASSED_ON = ("PATH", "HOME", "LANG", "JAVA_HOME", "DOCKER_HOST", "TMPDIR", "XDG_CACHE_HOME")

# Full marks, and fewer. Any other exit code means that there is no final grade.
GRADED = (0, 1)


class NotGraded(Exception):
    """Says why there is no grade."""


def main() -> int:
    # What a student committed under these names is no result.
    RESULT.unlink(missing_ok=True)
    RELEASE_BODY.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="kafka-grader-", dir=os.environ.get("RUNNER_TEMP")) as folder:
        try:
            grade(Path(folder))
        except NotGraded as reason:
            print(f"Not graded: {reason}", file=sys.stderr)
            return 1
    return 0


def grade(folder: Path) -> None:
    command = grader_command(folder / "grader")
    out = folder / "out"
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    code = subprocess.run([*command, "grade", ".", "--out", out], env=environment).returncode
    if code not in GRADED:
        raise NotGraded(f"kafka-grader grade ended with {code}, so the grade is not final.")
    result = report(command, out, "classroom50")
    body = report(command, out, "markdown")
    RELEASE_BODY.write_bytes(body)
    RESULT.write_bytes(result)


def grader_command(prefix: Path) -> list[str]:
    """KAFKA_GRADER_COMMAND, where a machine has the grader already; else the release that this file came with."""
    installed = os.environ.get("KAFKA_GRADER_COMMAND")
    if installed:
        return shlex.split(installed)
    prefix.mkdir()
    # Not from the checkout, whose .npmrc is the student's.
    install = subprocess.run(["npm", "install", "--no-fund", "--no-audit", "--prefix", prefix, GRADER], cwd=prefix)
    if install.returncode != 0:
        raise NotGraded(f"{GRADER} could not be installed: npm ended with {install.returncode}.")
    return [str(prefix / "node_modules" / ".bin" / "kafka-grader")]


def report(command: list[str], out: Path, file_format: str) -> bytes:
    made = subprocess.run([*command, "report", out, "--format", file_format, "--out", "-"], stdout=subprocess.PIPE)
    if made.returncode != 0:
        raise NotGraded(f"kafka-grader report --format {file_format} ended with {made.returncode}.")
    return made.stdout


if __name__ == "__main__":
    sys.exit(main())
