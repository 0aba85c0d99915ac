"""A potential for cdkdrift from the program xtb, each geometry in a run of its own: what the library has no way to ask for, as the
solvent model ALPB.

    --potential "command:python3 xtb_potential.py --gfn 2 --alpb water --chrg 0 --uhf 0"

All words go to xtb as they are. Needs the program xtb (Debian: xtb). The protocol is in protocol.py.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from protocol import serve

BOHR = 0.529177210903


def evaluate(symbols, positions):
    """Energy and forces, hartree and hartree/A."""
    with tempfile.TemporaryDirectory() as folder:
        rows = ["{} {:.9f} {:.9f} {:.9f}".format(symbol, *place) for symbol, place in zip(symbols, positions)]
        pathlib.Path(folder, "m.xyz").write_text("\n".join([str(len(rows)), "", *rows, ""]))
        done = subprocess.run(
            ["xtb", "m.xyz", *sys.argv[1:], "--grad"], cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "OMP_NUM_THREADS": "1"})
        file = pathlib.Path(folder, "gradient")
        if done.returncode != 0 or not file.exists():
            sys.exit("xtb left no gradient for a geometry: " + " ".join(done.stderr.split())[:200])
        lines = file.read_text().replace("D", "E").splitlines()
    slopes = [[float(x) for x in line.split()] for line in lines[2 + len(rows):2 + 2 * len(rows)]]
    return float(lines[1].split("=")[2].split()[0]), [[-x / BOHR for x in row] for row in slopes]


serve(evaluate, "hartree/A")
