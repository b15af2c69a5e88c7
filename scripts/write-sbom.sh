#!/usr/bin/env bash
# Writes to standard output what the package needs to run, as a software bill of materials (CycloneDX), from the lockfile alone.
# Of the whole project, `npm sbom --omit=dev` would leave out each package that a development dependency needs too.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/kafka-grader"
cp package.json package-lock.json "$work/kafka-grader"
cd "$work/kafka-grader"
npm pkg delete devDependencies
npm install --package-lock-only --offline --ignore-scripts --no-audit --no-fund --silent
npm sbom --package-lock-only --sbom-format=cyclonedx
