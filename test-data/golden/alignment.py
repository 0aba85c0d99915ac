"""Writes alignment.txt: least weighted RMSDs and superposed coordinates by the singular value decomposition (Kabsch 1976), and
torsion angles by ASE. Run in this folder with Debian's python3-numpy and python3-ase: python3 alignment.py

One record a line: a key, then numbers. `moving`, `reference` [atoms · 3] Å, `weights` [atoms], `rmsd` Å, `moved` [atoms · 3] Å,
`torsions`: a b c d and degrees in (-180, 180], repeated.
"""

import ase
import numpy as np

random = np.random.default_rng(20)


def kabsch(moving, reference, weights):
    """Rotates by V diag(1, 1, d) Uᵀ of the SVD of the weighted covariance, d the sign that makes it proper."""
    from_centre = np.average(moving, axis=0, weights=weights)
    to_centre = np.average(reference, axis=0, weights=weights)
    a, b = moving - from_centre, reference - to_centre
    u, _, vt = np.linalg.svd((a * weights[:, None]).T @ b)
    d = np.sign(np.linalg.det(u @ vt))
    moved = a @ (u @ np.diag([1, 1, d]) @ vt) + to_centre
    return moved, np.sqrt(np.average(((moved - reference) ** 2).sum(axis=1), weights=weights))


def shapes():
    yield "general", random.normal(size=(9, 3))
    yield "weighted", random.normal(size=(9, 3))
    yield "subset", random.normal(size=(9, 3))
    yield "mirror", random.normal(size=(5, 3))
    yield "planar", random.normal(size=(6, 3)) * [1, 1, 0]
    yield "linear", random.normal(size=(4, 3)) * [1, 0, 0]
    yield "pair", random.normal(size=(2, 3))


def line(key, values):
    return key + " " + " ".join(repr(float(v)) for v in np.ravel(values)) + "\n"


with open("alignment.txt", "w") as file:
    for name, reference in shapes():
        atoms = len(reference)
        weights = np.ones(atoms)
        if name == "weighted":
            weights = random.uniform(1, 16, size=atoms)
        if name == "subset":
            weights = np.array([1.0, 1, 1, 1, 1, 0, 0, 0, 0])
        turn, _ = np.linalg.qr(random.normal(size=(3, 3)))
        turn *= np.linalg.det(turn)
        moving = reference @ turn + random.normal(size=3) * 5
        if name == "mirror":
            moving = -moving
        elif name in ("general", "weighted", "subset"):
            moving = moving + 0.3 * random.normal(size=reference.shape)
        moved, rmsd = kabsch(moving, reference, weights)
        file.write("case " + name + "\n" + line("moving", moving) + line("reference", reference))
        file.write(line("weights", weights) + line("rmsd", rmsd))
        if name not in ("linear", "pair"):  # where the rotation about the axis is free, only the RMSD is defined
            file.write(line("moved", moved))
    points = random.normal(size=(12, 3))
    atoms = ase.Atoms("C12", positions=points)
    file.write("case torsions\n" + line("moving", points) + "torsions")
    for _ in range(40):
        a, b, c, d = random.permutation(12)[:4]
        angle = atoms.get_dihedral(a, b, c, d)
        file.write(f" {a} {b} {c} {d} {angle - 360 if angle > 180 else angle!r}")
    file.write("\n")
