#!/usr/bin/env python3
"""Reference populations at 300 K of conformational states on the MMFF94 surface, in vacuo.

Needs Python 3, RDKit and NumPy. Every share is a count from Markov chains whose exact stationary distribution
is exp(-U/kT), U being RDKit's MMFF94 energy. A chain is a ladder of temperatures that exchange neighbours after
every round (replica exchange). Its other moves are hybrid Monte Carlo (leapfrog trajectories accepted on the true
energy, so without time-step error; equal masses) and, unless --plain, jumps between minima: the displacement from
the nearest minimum A, as normal modes of A, becomes one along the modes of a minimum B. The map is linear and
invertible in the 3N-6 coordinates of the Eckart frame; its determinant and the frame's volume element are in the
acceptance ratio, and a jump that would not lead back is refused. Cyclic renumbering of methyl hydrogens is free.
A constant energy (bias) in the counted state makes both sides about equally frequent and is taken out exactly from
the counts; it and the choice of minima affect speed only. Minima come from embeddings (and mirror images),
minimised, hydrogens renumbered to one labelled isomer; ladders begin from random ones. The first fifth, in which
time steps are set, is discarded. Errors are from the spread between ladders; R-hat is split-R-hat over ladders.

  ring_populations.py --check                  a torsion whose answer is known by quadrature
  ring_populations.py [--rounds N] [2 1 ...]   molecules by number, one JSON line each
"""
import argparse, json, math, sys, time
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem, rdMolTransforms, rdForceFieldHelpers as helpers

KB, T0 = 0.0019872043, 300.0  # kcal/mol/K, K
MOLECULES = {  # SMILES, state, torsion (atoms in SMILES order, then Chem.AddHs hydrogens), its range
    1: ("FC1CCCCC1", "axial F", (0, 1, 2, 3), (-120, 120)),
    2: ("CC1CCCCC1", "axial CH3", (0, 1, 2, 3), (-120, 120)),
    3: ("Cl[C@H]1CCCC[C@@H]1Cl", "diaxial", (0, 1, 6, 7), (150, 210)),
    4: ("CN1CCCC(O)C1", "axial OH", (6, 5, 4, 3), (-120, 120)),
    5: ("CN1CCCCC1", "axial N-CH3", (0, 1, 2, 3), (-120, 120)),
    6: ("C1COCCN1", "axial N-H", (14, 5, 4, 3), (-120, 120)),
    7: ("CC(=O)NC", "cis amide (CH3 and N-CH3 cis)", (0, 1, 3, 4), (-90, 90)),
    8: ("CC(=O)N1CCC[C@H]1C(=O)NC", "cis Ac-Pro (CH3 and CA cis)", (0, 1, 3, 7), (-90, 90)),
    9: ("COC1CCCCO1", "axial OCH3", (1, 2, 3, 4), (-120, 120)),
    10: ("OC1CCCC1", "O gauche to C3", (0, 1, 2, 3), (-120, 120)),
    11: ("OC1CCCC1", "ring torsion positive (0.5 by symmetry)", (2, 3, 4, 5), (0, 180)),
    12: ("Cl[C@H]1CCCC[C@@H]1Cl", "diaxial, wide range", (0, 1, 6, 7), (120, 240)),
    13: ("C1CCCCCCCCCCC1", "[3333]: every third ring torsion, and no other, beyond 120", tuple(range(12)), None),
    14: ("CCCC", "trans", (0, 1, 2, 3), (120, 240))}
CHECK = ("OO", "positive torsion (check)", (2, 0, 1, 3), (0, 180))


def torsion(x, atoms):
    u, v, w = d = np.diff(x.reshape(-1, 3)[list(atoms)], axis=0)
    return math.degrees(math.atan2(np.linalg.det(d) * math.sqrt(v @ v), (u @ v) * (v @ w) - (u @ w) * (v @ v)))


def fit(X, C):
    """Rotation(s) that turn the rows of X onto C (both centred, C may be a stack); sums of squares."""
    u, s, vt = np.linalg.svd(np.swapaxes(C, -1, -2) @ X)
    sign = np.where(np.linalg.det(u) * np.linalg.det(vt) < 0, -1.0, 1.0)
    u[..., :, 2] *= sign[..., None]
    return u @ vt, (X*X).sum() + (C*C).sum((-1, -2)) - 2 * (s[..., 0] + s[..., 1] + sign * s[..., 2])


class Molecule:
    def __init__(self, entry, seed, check, embeddings, most):
        self.smiles, self.name, self.atoms, self.range = entry
        self.mol = mol = Chem.AddHs(Chem.MolFromSmiles(self.smiles))
        self.n, self.calls, self.bias, self.most = mol.GetNumAtoms(), 0, 0.0, most
        for p in (AllChem.ETKDGv3(), AllChem.EmbedParameters()):
            p.randomSeed, p.forceTransAmides, p.clearConfs = seed, False, not mol.GetNumConformers()
            AllChem.EmbedMultipleConfs(mol, embeddings, p)
        props = helpers.MMFFGetMoleculeProperties(mol)
        props.SetMMFFVdWTerm(not check)  # in the check U = f(lengths, angles) + V(torsion), so that
        props.SetMMFFEleTerm(not check)  # the torsion is distributed as exp(-V/kT)
        self.ff = helpers.MMFFGetMoleculeForceField(mol, props, nonBondedThresh=1000.0)
        for low, high, k in ((-180, 35, 1e-3), (30, 330, 6e-3), (-150, 150, 6e-3)) if check else ():
            self.ff.MMFFAddTorsionConstraint(*self.atoms, False, low, high, k)
        self.ff.Initialize()
        bonded = [sorted(b.GetIdx() for b in a.GetNeighbors()) for a in mol.GetAtoms()]
        self.centres = [(l, [j for j in l if mol.GetAtomWithIdx(j).GetAtomicNum() == 1]) for l in bonded if len(l) == 4]
        self.methyls = [h for _, h in self.centres if len(h) == 3]
        self.frame = np.setdiff1d(np.arange(self.n), sum(self.methyls, []))
        self.weights = np.array([0, 20, 7, 1.5] + [0] * self.n)[Chem.GetDistanceMatrix(mol).astype(int)]
        self.find_minima()

    def energy(self, x):
        self.calls += 1
        return self.ff.CalcEnergy(x.tolist()) - (self.bias if self.bias and self.state(x) else 0.0)

    def grad(self, x):
        self.calls, x = self.calls + 1, x.tolist()
        self.ff.CalcEnergy(x)  # CalcGrad uses the distances that the last CalcEnergy left behind
        return np.array(self.ff.CalcGrad(x))

    def state(self, x):
        if self.range is None:
            anti = [abs(torsion(x, [(i + j) % 12 for j in range(4)])) > 120 for i in self.atoms]
            return sum(anti) == 4 and any(all(anti[i::3]) for i in range(3))
        return (torsion(x, self.atoms) - self.range[0]) % 360 < self.range[1] - self.range[0]

    def inverted(self, p, q):
        """The sp3 centres (neighbours, hydrogens among them) that have other labelled hands in p and q."""
        hand = lambda x, l: np.linalg.det(x[l[1:]] - x[l[0]]) > 0
        return [(l, h) for l, h in self.centres if hand(p, l) != hand(q, l)]

    def find_minima(self):
        images = [s * c.GetPositions() for c in self.mol.GetConformers() for s in (1.0, -1.0)]
        self.minima, self.maps, found, conf, first = [], {}, [], self.mol.GetConformer(0), images[0].copy()
        for image in images:
            for l, h in self.inverted(image, first):  # renumber hydrogens of CH2 and CH3
                image[h[:2]] = image[h[:2][::-1]]
            if self.inverted(image, first):
                continue
            for i, p in enumerate(image):
                conf.SetAtomPosition(i, p.tolist())
            self.ff.Minimize(maxIts=40000, forceTol=1e-5, energyTol=1e-9)
            c = conf.GetPositions() - conf.GetPositions().mean(0)
            found.append((self.energy(c.ravel()), c))
        found.sort(key=lambda f: f[0])
        for e, c in found:
            f = c[self.frame] - c[self.frame].mean(0)
            if e < found[0][0] + 5 and len(self.minima) < self.most and all(
                    fit(f, m["f"])[1] > 0.01 * len(f) for m in self.minima):
                self.minima.append({"e": e, "c": c, "f": f, **self.modes(c)})
        self.F = np.array([m["f"] for m in self.minima])
        for a, A in enumerate(self.minima):
            for b, B in enumerate(self.minima[:a]):
                p, _, q = np.linalg.svd(B["u"].T @ A["u"])  # pairs modes by what they do to distances
                self.maps[a, b] = (B["v"] / B["w"]) @ (p @ q) @ (A["v"] * A["w"]).T
                self.maps[b, a] = (A["v"] / A["w"]) @ (p @ q).T @ (B["v"] * B["w"]).T

    def modes(self, c):
        """Harmonic modes of a minimum: vectors v, roots w of the force constants, and u, what a mode of unit thermal
        size does to the (weighted) distances over one, two and three bonds; log of the volume of all modes."""
        def both(x):
            p = x.reshape(-1, 3)
            return np.append(self.grad(x), self.weights * np.linalg.norm(p[:, None] - p, axis=2))
        hess, d = np.split(np.array([both(c.ravel() + e) - both(c.ravel() - e) for e in 1e-4 * np.eye(c.size)]) / 2e-4,
                           [c.size], axis=1)
        rigid = [np.tile(e, self.n) for e in np.eye(3)] + [np.cross(e, c).ravel() for e in np.eye(3)]
        q = np.linalg.qr(np.array(rigid).T)[0]
        out = np.eye(c.size) - q @ q.T
        k, v = np.linalg.eigh(out @ (hess + hess.T) @ out / 2 + 1e6 * q @ q.T)
        k, v = np.maximum(k[:-6], 1.0), v[:, :-6]
        return {"v": v, "w": np.sqrt(k), "u": d.T @ v / np.sqrt(k), "kmax": k[-1],
                "log": np.log(k).sum() / 2 + np.linalg.slogdet((c*c).sum() * np.eye(3) - c.T @ c)[1] / 2}

    def place(self, p):
        """The nearest minimum; p centred, turned onto it, methyls renumbered; whether p was so before; the
        logarithm of the volume that a unit of the minimum's normal modes (of thermal size) has there."""
        f, order = p[self.frame], np.arange(self.n)
        rot, square = fit(f - f.mean(0), self.F)
        k = int(square.argmin())
        c = self.minima[k]["c"]
        turned = (p - f.mean(0)) @ rot[k].T + c[self.frame].mean(0)
        for h in self.methyls:
            order[h] = min((h[i:] + h[:i] for i in range(3)), key=lambda l: ((turned[l] - c[h])**2).sum())
        final = turned[order] - turned.mean(0)
        final = final @ fit(final, c)[0].T
        same = (order == np.arange(self.n)).all() and np.abs(p - final).max() < 1e-6
        return k, final, same, np.linalg.slogdet((c*final).sum() * np.eye(3) - final.T @ c)[1] - self.minima[k]["log"]

    def jump(self, old, beta, rng):
        a, p, _, volume = self.place(old[0].reshape(-1, 3))
        b = (a + int(rng.integers(1, len(self.minima)))) % len(self.minima)
        y = self.minima[b]["c"].ravel() + self.maps[a, b] @ (p - self.minima[a]["c"]).ravel()
        back, _, same, volume2 = self.place(y.reshape(-1, 3))
        if back != b or not same:
            return old
        e = self.energy(y)
        ok = math.log(1 - rng.random()) < beta * (old[1] - e) + volume2 - volume
        return (y, e, self.grad(y)) if ok else old

    def trajectory(self, old, beta, dt, rng):
        x, e, g = old
        p = rng.normal(size=x.size) / math.sqrt(beta)
        start = e + p @ p / 2
        for _ in range(int(rng.integers(4, 13))):
            p = p - dt/2 * g
            x = x + dt * p
            g = self.grad(x)
            p = p - dt/2 * g
        e = self.energy(x)
        return (x, e, g) if math.log(1 - rng.random()) < beta * (start - e - p @ p / 2) else old


def ladder(m, temps, o, rng):
    """Whether the lowest temperature was in the state, after the first fifth; accepted shares there."""
    starts = [m.minima[int(i)]["c"].ravel() for i in rng.integers(len(m.minima), size=len(temps))]
    reps, betas, series = [(x, m.energy(x), m.grad(x)) for x in starts], [1 / (KB * t) for t in temps], []
    dts = [0.8 / math.sqrt(max(a["kmax"] for a in m.minima))] * len(temps)
    taken = {"trajectory": [], "jump": [], "exchange": []}
    for r in range(o.rounds):
        for i in [0, 0, *range(len(temps))]:  # the lowest rung, which is counted, gets three moves
            old, reps[i] = reps[i], m.trajectory(reps[i], betas[i], dts[i] * rng.uniform(0.8, 1.2), rng)
            moved = reps[i] is not old
            taken["trajectory"] += [moved] * (i == 0)
            if r < o.rounds // 5:
                dts[i] *= 1.01 if moved else 0.96
            if not o.plain and len(m.minima) > 1:
                old, reps[i] = reps[i], m.jump(reps[i], betas[i], rng)
                taken["jump"] += [reps[i] is not old] * (i == 0)
            if i == 0 and r >= o.rounds // 5:
                series.append(m.state(reps[0][0]))
        for i in range(r % 2, len(temps) - 1, 2):
            ok = math.log(1 - rng.random()) < (betas[i] - betas[i+1]) * (reps[i][1] - reps[i+1][1])
            reps[i:i+2] = reps[i:i+2][::-1] if ok else reps[i:i+2]
            taken["exchange"].append(ok)
    if any(m.inverted(x.reshape(-1, 3), starts[0].reshape(-1, 3)) for x, _, _ in reps):
        print("warning: a stereocentre was inverted in", m.smiles, file=sys.stderr)
    return np.array(series, float), {k: round(float(np.mean(v or [0])), 3) for k, v in taken.items()}


def rhat(chains):
    half = chains.shape[1] // 2
    c = np.concatenate([chains[:, :half], chains[:, -half:]])
    within = c.var(1, ddof=1).mean()
    return math.sqrt((half - 1) / half + c.mean(1).var(ddof=1) / within) if within else math.nan


def run(entry, o):
    started, m = time.time(), Molecule(entry, o.seed, o.check, o.embeddings, o.minima)
    if not o.plain and not o.check:  # bias from the harmonic share of the state
        f = np.array([a["e"] / (KB*T0) - m.place(a["c"])[3] for a in m.minima])
        s = (np.exp(f.min() - f) * [m.state(a["c"].ravel()) for a in m.minima]).sum() / np.exp(f.min() - f).sum()
        m.bias = KB*T0 * math.log((1 - s) / s) if 0 < s < 1 else 0.0
    temps = [T0 * (o.top / T0) ** (i / (o.rungs - 1)) for i in range(o.rungs)]
    chains, taken = zip(*(ladder(m, temps, o, np.random.default_rng([o.seed, l])) for l in range(o.ladders)))
    chains, factor = np.array(chains), math.exp(-m.bias / (KB*T0))
    share, *each = [s * factor / (s * factor + 1 - s) for s in (chains.mean(), *chains.mean(1))]
    print(json.dumps({
        "smiles": m.smiles, "state": m.name, "torsion": m.atoms, "range": m.range,
        "share_percent": round(100 * share, 3), "rhat": round(rhat(chains), 4),
        "standard_error": round(100 * np.std(each, ddof=1) / len(each)**0.5, 3), "ladders": len(each),
        "rounds": o.rounds, "minima": len(m.minima), "bias_kcal": round(m.bias, 3), "accepted": taken[0],
        "seed": o.seed, "jumps": not o.plain, "evaluations": m.calls,
        "seconds": round(time.time() - started)}), flush=True)
    return m


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("molecules", nargs="*", type=int, help="numbers in the table MOLECULES (default: all)")
    p.add_argument("--check", action="store_true", help="test the method against a known answer")
    p.add_argument("--plain", action="store_true", help="without jumps between minima and without bias")
    for name, value in (("rounds", 4000), ("ladders", 8), ("rungs", 6), ("top", 1200), ("seed", 1),
                        ("embeddings", 100), ("minima", 14)):
        p.add_argument("--" + name, type=int, default=value)
    o, sums = p.parse_args(), [0.0, 0.0]
    for i in () if o.check else o.molecules or MOLECULES:
        run(MOLECULES[i], o)
    for o.plain in (False, True) if o.check else ():
        m = run(CHECK, o)
    for t in np.arange(-179.75, 180, 0.5) if o.check else ():
        rdMolTransforms.SetDihedralDeg(m.mol.GetConformer(), *m.atoms, float(t))
        x = m.mol.GetConformer().GetPositions().ravel()
        sums[m.state(x)] += math.exp(-m.energy(x) / (KB*T0))
    if o.check:
        print("by quadrature: %.3f %%" % (100 * sums[1] / sum(sums)))


if __name__ == "__main__":
    main()
