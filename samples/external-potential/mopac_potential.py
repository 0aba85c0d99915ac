"""A potential for cdkdrift from MOPAC: PM6-D3H4, PM7 or any other of its methods, each geometry in a run of its own.

    --potential "command:python3 mopac_potential.py PM6-D3H4"
    --potential "command:python3 mopac_potential.py PM7 CHARGE=1 EPS=78.4"

Further words go to MOPAC as they are: CHARGE=1 for an ion, EPS=78.4 for the solvent model COSMO in water, DOUBLET UHF for a radical.
Needs the program mopac (Debian: mopac). The protocol is in protocol.py.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from protocol import serve

WORDS = "1SCF GRADIENTS PRECISE THREADS=1 AUX(PRECISION=9,XP,XS)"


def numbers(text):
    return [float(word.replace("D", "E")) for word in text.split()]


def evaluate(symbols, positions):
    """Heat of formation and forces, kcal/mol and kcal/mol/A."""
    with tempfile.TemporaryDirectory() as folder:
        rows = ["{} {:.9f} 1 {:.9f} 1 {:.9f} 1".format(symbol, *place) for symbol, place in zip(symbols, positions)]
        pathlib.Path(folder, "m.mop").write_text("\n".join([" ".join(sys.argv[1:] + [WORDS]), "", "", *rows, ""]))
        subprocess.run(["mopac", "m.mop"], cwd=folder, stdout=subprocess.DEVNULL, stderr=sys.stderr, check=False)
        file = pathlib.Path(folder, "m.aux")
        text = file.read_text() if file.exists() else ""
    heat = re.search(r"HEAT_OF_FORMATION:KCAL/MOL=(\S+)", text)
    gradient = re.search(r"GRADIENTS:KCAL/MOL/ANGSTROM\[\d+\]=\s*([-+.\dED\s]+)", text)
    if not heat or not gradient:
        sys.exit("MOPAC left no energy for a geometry")
    slopes = numbers(gradient.group(1))
    return numbers(heat.group(1))[0], [[-x for x in slopes[i:i + 3]] for i in range(0, len(slopes), 3)]


if len(sys.argv) < 2:
    sys.exit("usage: mopac_potential.py METHOD [WORD]…, for example mopac_potential.py PM6-D3H4")
serve(evaluate, "kcal/mol/A")
