#!/usr/bin/env python3
"""Compares populations of conformers with those of gfn2_populations.py.

    gfn2_compare.py REFERENCE.jsonl REPORT.tsv=CONFORMERS.sdf …

Counts the states of the reference in each file, whose atoms are in the order of the SMILES with the hydrogens last, as `cdkdrift generate` writes them. The
standard error is sqrt(p (1 - p) (1/n + 1/N)) for n conformers of N effective samples, which the report (`--report REPORT.tsv`) has. Prints a Markdown table,
per cent; the last column is the difference in standard errors of both. Needs Python 3, NumPy and RDKit."""
import csv, json, math, sys
import numpy as np
from rdkit import Chem


def torsion(x, atoms):
    u, v, w = d = np.diff(x[list(atoms)], axis=0)
    return math.degrees(math.atan2(np.linalg.det(d) * math.sqrt(v @ v), (u @ v) * (v @ w) - (u @ w) * (v @ v)))


def holds(x, torsions, ranges):
    return all((torsion(x, t) - low) % 360 < high - low for t, (low, high) in zip(torsions, ranges))


def share(line, geometries):
    """Of the geometries that are in the state of a line of the reference."""
    ways = line.get("any", [line["torsions"]])
    inside = [any(holds(x, way, line["ranges"]) for way in ways) for x in geometries]
    if "distance" in line:
        i, j, most = line["distance"]
        inside = [here and np.linalg.norm(x[i] - x[j]) < most for here, x in zip(inside, geometries)]
    return sum(inside) / len(inside)


def plain(mol):
    return Chem.MolToSmiles(Chem.RemoveHs(mol))


def main():
    reference = [json.loads(line) for line in open(sys.argv[1]) if line.strip()]
    print("| molecule | state | reference | ours | difference | standard errors |\n|---|---|---|---|---|---|")
    for pair in sys.argv[2:]:
        report, file = pair.split("=")
        records = [m for m in Chem.SDMolSupplier(file, removeHs=False) if m]
        geometries = [m.GetConformer().GetPositions() for m in records]
        with open(report, newline="") as table:
            row = next(csv.DictReader(table, delimiter="\t"))
        effective = float(row["effective_samples"])
        name = plain(records[0])
        for line in reference:
            if plain(Chem.MolFromSmiles(line["smiles"])) != name:
                continue
            p = share(line, geometries)
            error = math.sqrt(p * (1 - p) * (1 / len(records) + 1 / effective))
            expected, of = line["share_percent"] / 100, line["error_percent"] / 100
            errors = abs(p - expected) / math.hypot(error, of) if error or of else 0
            print("| `%s`%s | %s | %.1f ± %.1f | %.1f ± %.1f | %+.1f | %.1f |" % (
                line["smiles"], ", " + line["solvent"] if line["solvent"] else "", line["state"], 100 * expected, 100 * of,
                100 * p, 100 * error, 100 * (p - expected), errors))


if __name__ == "__main__":
    main()
