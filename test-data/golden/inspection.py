"""Writes inspection.txt: what numpy and ASE find in md17-ethanol-0-1999.npz, one `key numbers…` a line.

Run in this folder with Debian's python3-numpy and python3-ase: python3 inspection.py
"""

import ase
import numpy as np

data = np.load("../md17-ethanol/md17-ethanol-0-1999.npz")
R, F, E, z = (np.asarray(data[key], dtype=float) for key in ("R", "F", "E", "z"))
E = E.ravel()


def correlations(series):
    """ρ(t) of a series [frames, components], by direct sums."""
    deviation = series - series.mean(axis=0)
    return [(deviation[: len(deviation) - lag] * deviation[lag:]).sum() / (deviation**2).sum() for lag in range(len(deviation))]


def integrated(rho):
    """1 + 2 Σ ρ(t) to the first lag of at least five of itself."""
    time, lag = 1.0, 1
    while lag < len(rho) and lag < 5 * time:
        time += 2 * rho[lag]
        lag += 1
    return min(len(rho), max(1, time))


def autocorrelation_time(series):
    """The longer of those of the quantity and of its square, were it Gaussian."""
    rho = correlations(series)
    return max(integrated(rho), integrated([r * r for r in rho]))


work = -(0.5 * (F[1:] + F[:-1]) * (R[1:] - R[:-1])).sum(axis=(1, 2))
difference = np.diff(E)
arms = R - R.mean(axis=1, keepdims=True)
force = np.linalg.norm(F.sum(axis=1), axis=1)
torque = np.linalg.norm(np.cross(arms, F).sum(axis=1), axis=1)
typical = np.sqrt((F**2).sum(axis=2).mean())
carbon_oxygen = np.linalg.norm(R[:, 0] - R[:, 2], axis=1)
frames = [ase.Atoms(numbers=z.astype(int), positions=x) for x in R]
methyl = np.radians([frame.get_dihedral(2, 0, 1, 5) for frame in frames])
hydroxyl = np.radians([frame.get_dihedral(1, 0, 2, 8) for frame in frames])

RESULTS = {
    "slope": (work * difference).sum() / (work**2).sum(),
    "correlation": np.corrcoef(work, difference)[0, 1],
    "error": np.sqrt(((difference - work) ** 2).sum() / (difference**2).sum()),
    "force": [force.mean(), force.max(), typical],
    "torque": [torque.mean(), torque.max(), typical * np.sqrt((arms**2).sum(axis=2).mean())],
    "energy-time": autocorrelation_time(E[:, None]),
    "bond-C0-O2": [carbon_oxygen.mean(), carbon_oxygen.std(ddof=1), carbon_oxygen.min(), carbon_oxygen.max()],
}
for name, angles in (("methyl", methyl), ("hydroxyl", hydroxyl)):
    sector = (np.floor(np.degrees(angles) / 120)).astype(int) % 3
    RESULTS[name + "-sectors"] = [np.mean(sector == k) for k in range(3)]
    RESULTS[name + "-time"] = autocorrelation_time(np.stack([np.cos(angles), np.sin(angles)], axis=1))

with open("inspection.txt", "w") as file:
    for key, values in RESULTS.items():
        file.write(key + " " + " ".join(repr(float(v)) for v in np.ravel(values)) + "\n")
