#!/bin/sh
# Compares `cdkdrift sample -n 1000` as a whole process with a program that only starts the JVM and ND4J (StartNd4j), with the
# same options for Java and the same libraries, alternating, and writes samples/results/start-up.md.
#   samples/benchmarks/start-up.sh [RUNS]      (default 5)
set -eu

runs=${1:-5}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CDKDRIFT_JAVA_OPTIONS="-XX:+UseSerialGC -Xshare:auto"

milliseconds() {
    begun=$(date +%s%N)
    "$@" >/dev/null 2>&1
    echo $((($(date +%s%N) - begun) / 1000000))
}

median() {
    sort -n "$1" | awk '{ values[NR] = $1 } END { print values[int((NR + 1) / 2)] }'
}

"$root/samples/run" StartNd4j >/dev/null
"$root/cdkdrift" train "$root/test-data/md17-ethanol/md17-ethanol-0-1999.npz" --steps 300 -o "$work/ethanol.drift" >/dev/null 2>&1
for run in $(seq "$runs"); do
    echo "run $run of $runs" >&2
    milliseconds "$root/samples/run" StartNd4j >>"$work/start"
    milliseconds "$root/cdkdrift" sample "$work/ethanol.drift" -n 1000 -o "$work/ethanol.sdf" >>"$work/sample"
done

mkdir -p "$root/samples/results"
{
    echo "Made by \`samples/benchmarks/start-up.sh $runs\`; medians of the wall time of whole processes, alternating."
    echo
    echo "| process | milliseconds |"
    echo "|---|---|"
    echo "| JVM and ND4J alone (StartNd4j) | $(median "$work/start") |"
    echo "| \`cdkdrift sample -n 1000\` | $(median "$work/sample") |"
    echo "| difference (target: at most 1500) | $(($(median "$work/sample") - $(median "$work/start"))) |"
} | tee "$root/samples/results/start-up.md"
