#!/usr/bin/env python3
"""Compares the minima that cdkdrift begins from with those of RDKit's ETKDGv3, both minimised by RDKit's MMFF94.

usage: ring_minima.py ring-molecules.smi FOLDER [embeddings]

FOLDER holds what `samples/run molecules.StartMinima ring-molecules.smi FOLDER` wrote. Minima whose energies differ by less than
0.03 kcal/mol count as one (mirror images have the same energy). Prints a Markdown table: of the distinct minima within 3 and 6
kcal/mol of the lowest that either found, how many each found. Needs python3-rdkit."""
import os
import sys
from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem, rdForceFieldHelpers

RDLogger.DisableLog("rdApp.*")
SAME = 0.03


def energies(mol):
    """Energies of all conformers of a molecule after minimisation."""
    properties = rdForceFieldHelpers.MMFFGetMoleculeProperties(mol)
    found = []
    for conformer in mol.GetConformers():
        field = rdForceFieldHelpers.MMFFGetMoleculeForceField(mol, properties, confId=conformer.GetId())
        for _ in range(20):
            if field.Minimize(maxIts=2000, forceTol=1e-5, energyTol=1e-9) == 0:
                break
        found.append(field.CalcEnergy())
    return sorted(found)


def clusters(mine, rdkit, lowest, window):
    """Distinct energies up to a window above the lowest: for each whether it is among mine and among RDKit's."""
    found = []
    for energy, ours in sorted([(e, True) for e in mine] + [(e, False) for e in rdkit]):
        if energy - lowest > window:
            break
        if not found or energy - found[-1][0] > SAME:
            found.append([energy, False, False])
        found[-1][1 if ours else 2] = True
    return found


def main():
    embeddings = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    totals = {}
    print("| molecule | within 3 kcal/mol: all, RDKit, cdkdrift | within 6 kcal/mol: all, RDKit, cdkdrift |\n|---|---|---|")
    for line in open(sys.argv[1]):
        smiles, name = line.split()
        records = [m for m in Chem.SDMolSupplier(os.path.join(sys.argv[2], name + ".sdf"), removeHs=False) if m]
        ours = Chem.Mol(records[0])
        ours.RemoveAllConformers()
        for record in records:
            ours.AddConformer(record.GetConformer(), assignId=True)
        # Both have the configurations of the first record, where the SMILES leaves them open.
        Chem.AssignStereochemistryFrom3D(records[0])
        theirs = Chem.AddHs(Chem.MolFromSmiles(Chem.MolToSmiles(Chem.RemoveHs(records[0]))))
        parameters = AllChem.ETKDGv3()
        parameters.randomSeed = 1
        parameters.useMacrocycleTorsions = True
        AllChem.EmbedMultipleConfs(theirs, embeddings, parameters)
        mine, rdkit = energies(ours), energies(theirs)
        lowest = min(mine[0], rdkit[0])
        cells = []
        for window in (3, 6):
            union = clusters(mine, rdkit, lowest, window)
            counts = len(union), sum(c[2] for c in union), sum(c[1] for c in union)
            sums = totals.setdefault(window, [0, 0, 0, 0])
            for i, count in enumerate(counts + (sum(c[1] and c[2] for c in union),)):
                sums[i] += count
            cells.append("{}, {}, {}".format(*counts))
        print("| {} | {} |".format(name.replace("_", " "), " | ".join(cells)), flush=True)
    for window, (union, rdkit, mine, both) in totals.items():
        print("\nWithin {} kcal/mol: {} distinct minima; RDKit found {:.3f} of them, cdkdrift {:.3f}; of RDKit's {} cdkdrift found {}."
              .format(window, union, rdkit / union, mine / union, rdkit, both))


main()
