"""Reads what generate wrote of the mixed molecules with RDKit and compares each conformer with the SMILES that it was asked for.

    python3 samples/benchmarks/read_mixed.py test-data/mixed-molecules/mixed.smi mixed.sdf

Prints how many conformers were read and, for each molecule whose SMILES from the coordinates is another, both of them.
"""

import collections
import sys

from rdkit import Chem, RDLogger

RDLogger.DisableLog("rdApp.*")
asked = {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        words = line.rstrip("\n").split(None, 1)
        if len(words) == 2:
            asked[words[1]] = words[0]

conformers = collections.Counter()
others = collections.Counter()
for molecule in Chem.SDMolSupplier(sys.argv[2], removeHs=False):
    if molecule is None:
        others["unreadable"] += 1
        continue
    name = molecule.GetProp("_Name")
    conformers[name] += 1
    if name not in asked:
        continue
    Chem.AssignStereochemistryFrom3D(molecule)
    found = Chem.MolToSmiles(Chem.RemoveHs(molecule))
    expected = Chem.MolToSmiles(Chem.MolFromSmiles(asked[name]))
    if found != expected:
        others[f"{name}: {expected} -> {found}"] += 1

print(f"{sum(conformers.values())} conformers of {len(conformers)} molecules")
for text, count in others.items():
    print(f"{count} of {text}")
