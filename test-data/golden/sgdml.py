"""Golden energies and forces of the published sGDML model of ethanol, independent of the Java code: numpy, one geometry and
one pair of atoms after the other, straight from equations 5 and 6 of doi:10.1038/s41467-018-06169-2.

    cd test-data/golden && /usr/bin/python3 sgdml.py > sgdml.json

Input: ../sgdml/ethanol.npz and the first 100 frames of ../md17-ethanol/md17-ethanol-reference-6000.npz (see SOURCE.md there).
Made with Python 3.11.2, numpy 1.24.2 (Debian packages).
"""
import json
import numpy as np

model = np.load("../sgdml/ethanol.npz")
frames = np.load("../md17-ethanol/md17-ethanol-reference-6000.npz")
atoms = len(model["z"])
first, second = np.tril_indices(atoms, -1)
pair = np.zeros((atoms, atoms), int)
pair[first, second] = pair[second, first] = np.arange(len(first))
permuted = [pair[p[first], p[second]] for p in model["perms"].astype(int) - 1]
centres = np.concatenate([model["Rt_desc"].T[:, p] for p in permuted])
weights = np.concatenate([model["Rt_d_desc_alpha"][:, p, 0] for p in permuted])
width = float(model["sig"])

energies, forces = [], []
for positions in frames["R"][:100].astype(float):
    bond = positions[first] - positions[second]
    length = np.linalg.norm(bond, axis=1)
    difference = 1 / length - centres
    c = np.sqrt(5) / width
    distance = np.linalg.norm(difference, axis=1)
    decay = 5 / (3 * width**2) * np.exp(-c * distance)
    along = (difference * weights).sum(1)
    energies.append((decay * (1 + c * distance) * along).sum() + float(model["c"]))
    slope = (decay * (1 + c * distance)) @ weights - (decay * along * c * c) @ difference
    force = np.zeros((atoms, 3))
    for k in range(len(first)):
        force[first[k]] += slope[k] * bond[k] / length[k] ** 3
        force[second[k]] -= slope[k] * bond[k] / length[k] ** 3
    forces.append(force.ravel())

print(json.dumps({"energies": np.round(energies, 9).tolist(), "forces": np.round(forces, 9).tolist()}))
