#!/bin/sh
# Measures the training step and sampling against PyTorch (torch_drift.py, torch_transport.py), and SDF writing and XYZ reading
# against CDK, and writes samples/results/speed.md. Rounds alternate between the programs and the thread counts, so that whatever
# else the machine does hits all of them.
#   samples/benchmarks/compare-with-pytorch.sh [ROUNDS]      (default 3, some ten minutes a round)
# Needs PyTorch for Python: on Debian python3-torch and libopenblas0-pthread; PYTHON names the interpreter.
set -eu

rounds=${1:-3}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
samples=$here/..
python=${PYTHON:-/usr/bin/python3}
frames=$samples/../test-data/md17-ethanol/md17-ethanol-0-1999.npz
raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT

jmh() {
    "$samples/run" org.openjdk.jmh.Main -v SILENT -foe true -rf json -rff "$@" >/dev/null
}

for round in $(seq "$rounds"); do
    for threads in 1 2; do
        export OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads
        echo "round $round of $rounds, $threads thread(s)" >&2
        for peer in torch_drift.py torch_transport.py; do
            "$python" "$here/$peer" "$frames" --threads "$threads" >>"$raw/peer-$threads-$round.jsonl"
        done
        jmh "$raw/ours-$threads-$round.json" 'TrainingStep|Sampling'
    done
    unset OMP_NUM_THREADS OPENBLAS_NUM_THREADS
    echo "round $round of $rounds, files" >&2
    jmh "$raw/files-$round.json" 'SdfWriting|XyzReading'
done

mkdir -p "$samples/results"
"$python" "$here/speed_table.py" "$raw" "samples/benchmarks/compare-with-pytorch.sh $rounds" >"$samples/results/speed.md"
cat "$samples/results/speed.md"
