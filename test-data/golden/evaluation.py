"""Golden values for the evaluation metrics, independent of the Java code: numpy and scipy for the histograms and
transport distances, RDKit for the symmetric heavy-atom RMSD.

    cd test-data/golden && /usr/bin/python3 evaluation.py > evaluation.json

Input: ../md17-ethanol (see its SOURCE.md), frames 0-1999 against 6,000 random frames of the whole trajectory.
Made with Python 3.11.2, numpy 1.24.2, scipy 1.10.1, RDKit 2022.09.3 (Debian packages).
"""
import json
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem, rdMolAlign
from scipy.spatial.distance import jensenshannon
from scipy.stats import wasserstein_distance

data = "../md17-ethanol/md17-ethanol-"
train = np.load(data + "0-1999.npz")
reference = np.load(data + "reference-6000.npz")
symbols = [{1: "H", 6: "C", 8: "O"}[int(z)] for z in train["z"]]
first, second = np.triu_indices(len(symbols), 1)
bonds = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (1, 6), (1, 7), (2, 8)]
bonded = [k for k, pair in enumerate(zip(first, second)) if pair in bonds]
types = np.array(["-".join(sorted((symbols[i], symbols[j]))) for i, j in zip(first, second)])
rotors = [(2, 0, 1, 5), (1, 0, 2, 8)]
edges = np.linspace(0, 8, 401)


def distances(positions):
    return np.linalg.norm(positions[:, first].astype(float) - positions[:, second].astype(float), axis=-1)


def torsion(positions, atoms):
    a, b, c, d = (positions[:, k].astype(float) for k in atoms)
    u, v, w = b - a, c - b, d - c
    m, n = np.cross(u, v), np.cross(v, w)
    sine = (u * n).sum(-1) * np.linalg.norm(v, axis=-1)
    return np.degrees(np.arctan2(sine, (m * n).sum(-1)))


def tvd(a, b, bins):
    return 0.5 * np.abs(np.histogram(a, bins)[0] / a.size - np.histogram(b, bins)[0] / b.size).sum()


def pair_tvd(a, b):
    bins = np.linspace(min(a.min(), b.min()), max(a.max(), b.max()) + 1e-9, 41)
    return tvd(a, b, bins)


def metrics(a, b):
    levels = np.arange(1, 2000) / 2000
    density = [np.histogram(x, edges, density=True)[0] for x in (a, b)]
    return {
        "tvd": tvd(a, b, edges),
        "mae": np.abs(density[0] - density[1]).mean(),
        "w2": np.sqrt(((np.quantile(a, levels) - np.quantile(b, levels)) ** 2).mean()),
        "stability": (np.abs(a - b.mean(0)) < 0.5).all(1).mean(),
        "bondMae": np.abs(a[:, bonded].mean(0) - b[:, bonded].mean(0)).mean(),
        "bondStability": (np.abs(a - b.mean(0))[:, bonded] < 0.5).all(1).mean(),
        "pairTvd": np.mean([pair_tvd(a[:, k], b[:, k]) for k in range(a.shape[1])]),
        "widthRatio": (a[:, bonded].std(0) / b[:, bonded].std(0)).mean(),
    }


a, b = distances(train["R"]), distances(reference["R"])
values = metrics(a, b)
type_tvd = {t: tvd(a[:, types == t], b[:, types == t], edges) for t in sorted(set(types))}
values["typeTvd"] = np.mean(list(type_tvd.values()))
angles = np.linspace(-180, 180, 37)
torsion_jsd = {}
for rotor in rotors:
    counts = [np.histogram(torsion(x["R"], rotor), angles)[0] for x in (train, reference)]
    torsion_jsd["-".join(symbols[k] + str(k) for k in rotor)] = jensenshannon(*counts) ** 2
values["torsionJsd"] = np.mean(list(torsion_jsd.values()))

# What a perfect sampler would score: 200 random halves of the reference, rescaled by sqrt(1/n + 1/m) / sqrt(2/3000).
rng = np.random.default_rng(0)
splits = []
for _ in range(200):
    order = rng.permutation(len(b))
    splits.append(metrics(b[order[:3000]], b[order[3000:]]))
floor = {}
for n in (1000, 5000, 16900, 20000):
    ratio = np.sqrt((1 / n + 1 / 6000) / (2 / 3000))
    floor[n] = {k: np.mean([s[k] for s in splits]) * ratio for k in ("tvd", "mae", "w2", "bondMae", "pairTvd")}
scatter = {k: np.std([s[k] for s in splits]) / np.mean([s[k] for s in splits]) for k in floor[1000]}

rmsd = []
for smiles in ("CC", "CCO", "CC(C)(C)O", "OC(=O)c1ccccc1", "CC(C)CC(C)C", "C[C@H](F)C(C)C"):
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    AllChem.EmbedMultipleConfs(molecule, 4, randomSeed=7)
    heavy = Chem.RemoveHs(molecule)
    conformers = [c.GetPositions().round(6).tolist() for c in molecule.GetConformers()]
    matrix = [[rdMolAlign.GetBestRMS(Chem.Mol(heavy), Chem.Mol(heavy), i, j) for j in range(4)] for i in range(4)]
    rmsd.append({"smiles": smiles, "atomicNumbers": [x.GetAtomicNum() for x in molecule.GetAtoms()],
                 "conformers": conformers, "rmsd": matrix})

x, y = rng.normal(0, 1, 500).round(4), rng.normal(0.5, 2, 300).round(4)
print(json.dumps({
    "values": values, "typeTvd": type_tvd, "torsionJsd": torsion_jsd,
    "pairTvd": [pair_tvd(a[:, k], b[:, k]) for k in range(a.shape[1])],
    "referenceStability": (np.abs(b - b.mean(0)) < 0.5).all(1).mean(),
    "floor": floor, "floorRelativeScatterOfOneSplit": scatter,
    "wasserstein1": {"a": x.tolist(), "b": y.tolist(), "expected": wasserstein_distance(x, y)},
    "heavyAtomRmsd": rmsd}, indent=1))
