#!/usr/bin/env bash
# Writes kafka/jars.sha256 anew, after a change of kafka/pom.xml: what Maven fetches now, into a local repository of its own, each
# file compared with the checksum that is published beside it. Read the difference before you commit it.
# Needs: mvn.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn --batch-mode --quiet --strict-checksums "-Dmaven.repo.local=$work/repository" --file kafka/pom.xml \
  dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$work/libs"
(cd "$work/libs" && LC_ALL=C sha256sum -- *.jar) > kafka/jars.sha256
