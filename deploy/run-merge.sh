#!/bin/sh
# Joins what the shards of run-shard.sh have left, as far as they have come, in RESULTS/class.
#
#   RESULTS  as for run-shard.sh
#   SHARDS   as for run-shard.sh
set -eu

fail() {
  echo "run-merge.sh: $1" >&2
  exit 3
}

[ -n "${RESULTS:-}" ] || fail 'RESULTS must name the folder with the shards.'
[ -n "${SHARDS:-}" ] || fail 'SHARDS must be the number of shards.'

exec node "$(dirname "$0")/../bin/kafka-grader.js" merge "$RESULTS/shards/"*"-of-$SHARDS" --out "$RESULTS/class"
