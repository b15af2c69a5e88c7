#!/bin/sh
# Grades one shard of a class, or goes on with it. What it is comes from the environment, as Slurm, Kubernetes and GitHub Actions
# set it; further arguments are options of `kafka-grader batch`. Its exit code and signals are the grader's own.
#
#   CLASS    the folder with a folder for each submission
#   RESULTS  gets shards/<i>-of-<n>/
#   SHARDS   n, how many there are
#   SHARD    i, from 1; else SLURM_ARRAY_TASK_ID, from 1, or JOB_COMPLETION_INDEX, from 0
#   BROKER   auto, container or jvm (default: auto)
#   JOBS     submissions that are graded at the same time (default: auto)
#   ISOLATION  how programs are kept apart: bubblewrap, docker, process (default: auto, which is one of the first two or refuses)
set -eu

fail() {
  echo "run-shard.sh: $1" >&2
  exit 3
}

[ -n "${CLASS:-}" ] || fail 'CLASS must name the folder with the submissions.'
[ -n "${RESULTS:-}" ] || fail 'RESULTS must name a folder for the results.'
[ -n "${SHARDS:-}" ] || fail 'SHARDS must be the number of shards.'

if [ -n "${SHARD:-}" ]; then
  shard=$SHARD
elif [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
  shard=$SLURM_ARRAY_TASK_ID
elif [ -n "${JOB_COMPLETION_INDEX:-}" ]; then
  shard=$((JOB_COMPLETION_INDEX + 1))
else
  fail 'SHARD must be one of 1 to SHARDS; Slurm sets SLURM_ARRAY_TASK_ID and Kubernetes JOB_COMPLETION_INDEX instead.'
fi

exec node "$(dirname "$0")/../bin/kafka-grader.js" batch "$CLASS" --resume \
  --shard "$shard/$SHARDS" --out "$RESULTS/shards/$shard-of-$SHARDS" \
  --broker "${BROKER:-auto}" --jobs "${JOBS:-auto}" --isolation "${ISOLATION:-auto}" "$@"
