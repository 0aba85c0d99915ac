#!/bin/sh
# Measures training steps of energy-based diffusion against PyTorch (torch_energy.py) in processor time of one core, in alternating
# rounds, and writes samples/results/energy-speed.md.
#   samples/benchmarks/compare-energy-with-pytorch.sh [ROUNDS]      (default 3, some three minutes a round)
# Needs PyTorch for Python: on Debian python3-torch and libopenblas0-pthread; PYTHON names the interpreter.
set -eu

rounds=${1:-3}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
python=${PYTHON:-/usr/bin/python3}
raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    for batch in 256 512; do
        "$python" "$here/torch_energy.py" --batch "$batch" >>"$raw/steps.jsonl"
        "$here/../run" energy.StepTime "$batch" >>"$raw/steps.jsonl"
    done
done

"$python" - "$raw/steps.jsonl" "samples/benchmarks/compare-energy-with-pytorch.sh $rounds" >"$here/../results/energy-speed.md" <<'TABLE'
import json
import statistics
import sys

rows = {}
for line in open(sys.argv[1]):
    record = json.loads(line)
    rows.setdefault(f"batch {record.pop('batch')}, {record.pop('program')}", []).append(record)
print("# A training step of energy-based diffusion\n")
print("Points of the plane, 3 × 92 SiLU, processor time of one core in ms, median over rounds in turn (lowest to highest), beside other work.\n")
print("| | denoising | with the residual, exact | two probes | as published |\n|---|---|---|---|---|")
for program, records in sorted(rows.items()):
    cells = []
    for name in ("denoising", "residual", "two_probes", "weak"):
        values = [record[name] for record in records if name in record]
        cells.append(f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})" if values else "")
    print(f"| {program} | " + " | ".join(cells) + " |")
print(f"\nMade by `{sys.argv[2]}`.")
TABLE
cat "$here/../results/energy-speed.md"
