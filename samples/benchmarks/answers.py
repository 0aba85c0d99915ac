#!/usr/bin/env python3
"""Minima, basin populations and averages of `cdkdrift generate` beside RDKit (BSD-3-Clause) and beside frames of another sampler.

    answers.py minima OURS.sdf [SEED]          minima within 3 kcal/mol beside 300 ETKDGv3 embeddings minimised by RDKit's MMFF94
    answers.py populations OURS.sdf FRAMES     basin populations beside frames, each quenched by RDKit's MMFF94
    answers.py averages FRAMES A B OURS.sdf    dipole (MMFF94 charges), radius of gyration and <r^-6>^(-1/6) of atoms A and B, from 1

OURS.sdf is what `generate --minimise` writes; FRAMES what `label --dynamics equilibrium -o FRAMES.extxyz` does: 16 walkers
by turns, so that standard errors come from 16 independent blocks. The first half is left to
equilibration, and every second frame of the rest is quenched.
"""
import math
import sys

import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem, rdMolAlign
from rdkit.Chem.rdForceFieldHelpers import MMFFGetMoleculeForceField, MMFFGetMoleculeProperties

WINDOW = 3.0
SAME_ENERGY = 0.05
SAME_RMSD = 0.2
BLOCKS = 16
QUENCHED = 2


def ours(path):
    return [m for m in Chem.SDMolSupplier(path, removeHs=False)]


def quenched(molecule, conformer):
    properties = MMFFGetMoleculeProperties(molecule)
    field = MMFFGetMoleculeForceField(molecule, properties, confId=conformer)
    for _ in range(20):
        if field.Minimize(maxIts=2000, forceTol=1e-5, energyTol=1e-9) == 0:
            break
    return field.CalcEnergy()


def heavy(molecule, conformer):
    copy = Chem.Mol(molecule, confId=conformer)
    return Chem.RemoveHs(copy)


def same(a, b):
    return abs(a[0] - b[0]) < SAME_ENERGY and rdMolAlign.GetBestRMS(Chem.Mol(a[1]), Chem.Mol(b[1])) < SAME_RMSD


def distinct(minima):
    kept = []
    for minimum in sorted(minima, key=lambda m: m[0]):
        if not any(same(minimum, other) for other in kept):
            kept.append(minimum)
    return kept


def minima(path, seed=7):
    records = ours(path)
    molecule = Chem.Mol(records[0])
    molecule.RemoveAllConformers()
    parameters = AllChem.ETKDGv3()
    parameters.randomSeed = int(seed)
    embedded = list(AllChem.EmbedMultipleConfs(molecule, 300, parameters))
    theirs = distinct([(quenched(molecule, i), heavy(molecule, i)) for i in embedded])
    mine = []
    for record in records:
        mine.append((quenched(record, -1), heavy(record, -1), float(record.GetProp('energy'))))
    drift = max(abs(m[0] - m[2]) for m in mine)
    mine_distinct = distinct([m[:2] for m in mine])
    lowest = min(theirs[0][0], mine_distinct[0][0])
    theirs = [m for m in theirs if m[0] - lowest <= WINDOW]
    mine_distinct = [m for m in mine_distinct if m[0] - lowest <= WINDOW + SAME_ENERGY]
    missing = [m for m in theirs if not any(same(m, other) for other in mine_distinct)]
    inside = [m for m in mine_distinct if m[0] - lowest <= WINDOW]
    more = [m for m in inside if not any(same(m, other) for other in theirs)]
    print(f'{records[0].GetProp("_Name")} | {records[0].GetNumAtoms()} | {len(theirs)} | {len(inside)} | {len(missing)} | '
          f'{len(more)} | {theirs[0][0] - lowest:+.3f} | {mine_distinct[0][0] - lowest:+.3f} | {drift:.4f}'
          + (' | missing at ' + ', '.join(f'{m[0] - lowest:.2f}' for m in missing) if missing else ' | '))


def frames(path):
    with open(path) as lines:
        while True:
            head = lines.readline()
            if not head.strip():
                return
            count = int(head)
            lines.readline()
            yield np.array([[float(x) for x in lines.readline().split()[1:4]] for _ in range(count)])


def equilibrated(path):
    """The second half: walkers begin in minima of any energy."""
    everything = list(frames(path))
    return everything[len(everything) // 2 // BLOCKS * BLOCKS:]


def placed(molecule, positions):
    copy = Chem.Mol(molecule)
    conformer = copy.GetConformer()
    for i, (x, y, z) in enumerate(positions):
        conformer.SetAtomPosition(i, (float(x), float(y), float(z)))
    return copy



def populations(path, reference):
    records = ours(path)
    known = []
    for record in records:
        molecule = Chem.Mol(record)
        known.append((quenched(molecule, -1), molecule, float(record.GetProp('cluster_population')),
                      float(record.GetProp('cluster_population_standard_error'))))
    all_frames = [frame for i, frame in enumerate(equilibrated(reference)) if i // BLOCKS % QUENCHED == 0]
    assigned = []
    for positions in all_frames:
        molecule = placed(records[0], positions)
        energy = quenched(molecule, -1)
        found = -1
        for i, (level, minimum, _, _) in enumerate(known):
            if abs(level - energy) < SAME_ENERGY and rdMolAlign.GetBestRMS(Chem.Mol(molecule), Chem.Mol(minimum)) < SAME_RMSD:
                found = i
                break
        assigned.append(found)
    assigned = np.array(assigned)
    blocks = [assigned[k::BLOCKS] for k in range(BLOCKS)]
    print(f'{records[0].GetProp("_Name")}: {len(assigned)} frames, {np.mean(assigned < 0):.4f} in none of our basins')
    outside = 0
    for i, (level, _, share, error) in enumerate(known):
        parts = np.array([np.mean(block == i) for block in blocks])
        mean, other = parts.mean(), parts.std(ddof=1) / math.sqrt(BLOCKS)
        ratio = abs(share - mean) / math.hypot(error, other) if error + other > 0 else 0
        outside += ratio > 2
        if share > 0.005 or mean > 0.005:
            print(f'| {level - known[0][0]:.2f} | {100 * share:.1f} ± {100 * error:.1f} | {100 * mean:.1f} ± {100 * other:.1f} | {ratio:.1f} |')
    print(f'{outside} of {len(known)} beyond two standard errors')


def averages(reference, a, b, mol):
    molecule = ours(mol)[0]
    properties = MMFFGetMoleculeProperties(molecule)
    charges = np.array([properties.GetMMFFPartialCharge(i) for i in range(molecule.GetNumAtoms())])
    table = Chem.GetPeriodicTable()
    masses = np.array([table.GetAtomicWeight(atom.GetAtomicNum()) for atom in molecule.GetAtoms()])
    rows = []
    for positions in equilibrated(reference):
        centred = positions - masses @ positions / masses.sum()
        dipole = 4.803204 * np.linalg.norm(charges @ centred)
        gyration = math.sqrt((masses * (centred ** 2).sum(1)).sum() / masses.sum())
        rows.append((dipole, gyration, np.linalg.norm(positions[int(a) - 1] - positions[int(b) - 1]) ** -6))
    blocks = [np.array(rows)[k::BLOCKS] for k in range(BLOCKS)]
    means = np.array([block.mean(0) for block in blocks])
    mean, error = means.mean(0), means.std(0, ddof=1) / math.sqrt(BLOCKS)
    r = mean[2] ** (-1 / 6)
    print(f'{len(rows)} frames: dipole {mean[0]:.4f} ± {error[0]:.4f} D, radius of gyration {mean[1]:.4f} ± {error[1]:.4f} Å, '
          f'<r^-6>^(-1/6) {r:.4f} ± {r / 6 * error[2] / mean[2]:.4f} Å')


if __name__ == '__main__':
    {'minima': minima, 'populations': populations, 'averages': averages}[sys.argv[1]](*sys.argv[2:])
