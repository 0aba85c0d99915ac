#!/usr/bin/env python3
"""Reference populations at 300 K of conformational states on the GFN2-xTB surface, in vacuo or in GBSA water.

Needs Python 3, NumPy, RDKit and libxtb.so.6. Every share is a count from Markov chains whose exact stationary
distribution is exp(-E/kT), E being the energy that libxtb gives. GFN2 is called once for a whole trajectory, the
rest is done by a cheap guide G: Hamiltonian replica exchange (Sugita, Kitao, Okamoto 2000, doi:10.1063/1.1308516)
with nested Monte Carlo (Gelb 2003, doi:10.1063/1.1563597). The rungs of a ladder have the energy lambda E +
(1-lambda) G: first lambda = 0 at falling temperatures down to 300 K, then lambda rising to 1 at 300 K. All move by
hybrid Monte Carlo (leapfrog with forces of G, equal masses), accepted on their own energy, hence without error of
the time step or of G; where lambda = 0 there are also random turns about rotatable bonds. Neighbours are exchanged.
Only the rung lambda = 1 is counted.

A bad guide costs acceptance, never correctness. MMFF94 is too far from GFN2 (bond lengths; and it knows neither
boron nor zwitterions in water), so G is fitted to GFN2 for each molecule and then fixed: polynomials
in the distances over one and two bonds and their products, exp(-k r/2) of all other distances, cosines of torsions,
products of torsions about two rotatable bonds and of these torsions with distances; ridge regression to energies
and forces, first of embedded structures relaxed and shaken on GFN2, then of what the guide itself visits, until it
has no holes (low energies that GFN2 denies) there. The last fits are in the first sixth of the run.

The ensemble is that of the bonded molecule: a bond or 1-3 distance further from its mean than WALL, or two other
atoms far inside their van der Waals radii (CLOSEST), has infinite energy. wall_hits are the trajectories at
lambda > 0 refused for that; longest_bond_stretch (Angstrom, from the mean) is of the counted samples.
Ladders begin from random rotamers; the first fifth, in which time steps are set, is discarded. error_percent is the
standard error from the spread between ladders, batch_error_percent that from a fifth of a ladder each; split_rhat
is over ladders. A state never met has error 0, which means unknown. reweighted_percent is another estimate from the
same run: rung lambda = 0 at 300 K, weighted exp((G-E)/kT).

States: torsions and ranges (degrees; t is inside if (t-lo) mod 360 < hi-lo), all of which must hold, atoms numbered
as in the SMILES with the hydrogens of Chem.AddHs after them. Where equal atoms give several ways to say the same
state, "any" lists all alternatives for "torsions" (the first is repeated there), and one of them must hold.
"distance" [i, j, max] (Angstrom) must hold as well. Where there is "given" (torsions, with "given_ranges"), the share
is that among the structures for which these hold.

  gfn2_populations.py --check                    a torsion whose answer is known by quadrature
  gfn2_populations.py [--rounds N] [2 1 ...]     molecules by number, one JSON line a state
"""
import argparse, ctypes, json, math, os, sys, time
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem

KB, T0 = 0.0019872043, 300.0  # kcal/mol/K, K
BOHR, HARTREE = 0.529177210903, 627.5094740631
WALL, CLOSEST = (0.45, 0.9), 0.9  # Angstrom, bonds and 1-3 distances; other distances, of core distances
POWERS, FORCES = 6, 30.0  # of exp(-r/2) in the guide; weight of a squared energy against a squared force component
SYN, ANTI = (-90, 90), (90, 270)
SHARED = {"note": "GFN2 shares a proton between N and O: the minimum has N-H 1.14 and O...H 1.43 A, the neutral form "
                  "is 1.3 kcal/mol lower still, trans 10 higher; the wall cuts this ensemble. No good reference."}
BOTH_TRANS = {"given": [(0, 1, 3, 4), (4, 6, 8, 9)], "given_ranges": [ANTI, ANTI]}
MOLECULES = {  # SMILES, solvent, states: name, ranges, alternatives for the torsions, distance or condition
    1: ("C[C@@H](O)CO", None, [
        ("O-C-C-O gauche+", [(0, 120)], [[(2, 1, 3, 4)]]),
        ("O-C-C-O gauche-", [(-120, 0)], [[(2, 1, 3, 4)]]),
        ("O-C-C-O trans", [(120, 240)], [[(2, 1, 3, 4)]])]),
    2: ("OCCO", None, [
        ("O-C-C-O trans", [(120, 240)], [[(0, 1, 2, 3)]]),
        ("first H-O-C-C trans", [(120, 240)], [[(4, 0, 1, 2)]]),
        ("both H-O-C-C trans", [(120, 240)] * 2, [[(4, 0, 1, 2), (9, 3, 2, 1)]])]),
    3: ("CC(=O)Nc1ccc(O)cc1", None, [
        ("amide cis (CH3 and aryl cis)", [SYN], [[(0, 1, 3, 4)]]),
        ("O-H on the ring's side of the C=O carbon", [SYN, SYN],
         [[(17, 8, 7, 6), (1, 3, 4, 5)], [(17, 8, 7, 9), (1, 3, 4, 10)]],
         {"given": [(0, 1, 3, 4)], "given_ranges": [ANTI]})]),
    4: ("CC(=O)Oc1ccccc1C(=O)O", None, [
        ("H-O-C=O anti", [ANTI], [[(20, 12, 10, 11)]]),
        ("H-O-C=O syn, C=O towards the ester", [SYN, SYN], [[(20, 12, 10, 11), (11, 10, 9, 4)]]),
        ("H-O-C=O syn, C=O away from the ester", [SYN, ANTI], [[(20, 12, 10, 11), (11, 10, 9, 4)]]),
        ("ester cis (CH3 and aryl cis)", [SYN], [[(0, 1, 3, 4)]])]),
    5: ("[NH3+]CCC(=O)[O-]", "water", [
        ("N-C-C-C trans", [(120, 240)], [[(0, 1, 2, 3)]], SHARED),
        ("N-C-C-C gauche+ (half of the rest by symmetry)", [(0, 120)], [[(0, 1, 2, 3)]], SHARED)]),
    6: ("CC(=O)N[C@@H](C)C(=O)NC", None, [
        ("C7eq: phi -120 to 0, psi 0 to 120", [(-120, 0), (0, 120)], [[(1, 3, 4, 6), (3, 4, 6, 8)]], BOTH_TRANS),
        ("C5: phi -240 to -120, psi 90 to 240", [(-240, -120), (90, 240)], [[(1, 3, 4, 6), (3, 4, 6, 8)]],
         BOTH_TRANS),
        ("C7ax: phi 0 to 120, psi -120 to 0", [(0, 120), (-120, 0)], [[(1, 3, 4, 6), (3, 4, 6, 8)]], BOTH_TRANS),
        ("acetyl amide cis (CH3 and CA cis)", [SYN], [[(0, 1, 3, 4)]]),
        ("methylamide cis (CA and CH3 cis)", [SYN], [[(4, 6, 8, 9)]])]),
    7: ("NCCO", None, [
        ("N-C-C-O trans", [(120, 240)], [[(0, 1, 2, 3)]]),
        ("H of O within 2.4 A of N", [(0, 360)], [[(0, 1, 2, 3)]], {"distance": (10, 0, 2.4)})]),
    8: ("C=CB(O)O", None, [
        ("both H towards C (H-O-B-C syn)", [SYN, SYN], [[(8, 3, 2, 1), (9, 4, 2, 1)]]),
        ("both H away from C", [ANTI, ANTI], [[(8, 3, 2, 1), (9, 4, 2, 1)]]),
        ("one H towards C, its O cis to CH2", [SYN, ANTI, SYN],
         [[(8, 3, 2, 1), (9, 4, 2, 1), (0, 1, 2, 3)], [(9, 4, 2, 1), (8, 3, 2, 1), (0, 1, 2, 4)]]),
        ("one H towards C, its O trans to CH2", [SYN, ANTI, ANTI],
         [[(8, 3, 2, 1), (9, 4, 2, 1), (0, 1, 2, 3)], [(9, 4, 2, 1), (8, 3, 2, 1), (0, 1, 2, 4)]])])}
MOLECULES[9] = ("OCCO", "water", MOLECULES[2][2])
MOLECULES[10] = (MOLECULES[6][0], "water", MOLECULES[6][2])
CHECK = ("OO", None, [("positive torsion (check)", [(0, 180)], [[(2, 0, 1, 3)]]),
                      ("torsion beyond 120 (check)", [(120, 240)], [[(2, 0, 1, 3)]])])


class Xtb:
    """GFN2-xTB energy and gradient (kcal/mol, Angstrom). Every replica has its own results object (slot), which
    starts the next self-consistent field from its last; a fresh one is made where that fails."""
    def __init__(self, mol, solvent):
        self.lib = lib = ctypes.CDLL("libxtb.so.6")
        for f in "Environment", "Molecule", "Calculator", "Results":
            getattr(lib, "xtb_new" + f).restype = ctypes.c_void_p
        z = (ctypes.c_int * mol.GetNumAtoms())(*(a.GetAtomicNum() for a in mol.GetAtoms()))
        x = np.ascontiguousarray(mol.GetConformer().GetPositions() / BOHR)
        charge, ref = ctypes.c_double(Chem.GetFormalCharge(mol)), ctypes.byref
        self.env, self.calc = ctypes.c_void_p(lib.xtb_newEnvironment()), ctypes.c_void_p(lib.xtb_newCalculator())
        lib.xtb_setVerbosity(self.env, 0)
        self.mol = ctypes.c_void_p(lib.xtb_newMolecule(
            self.env, ref(ctypes.c_int(len(z))), z, x.ctypes.data_as(ctypes.c_void_p), ref(charge),
            ref(ctypes.c_int(0)), None, None))
        lib.xtb_loadGFN2xTB(self.env, self.mol, self.calc, None)
        if solvent:
            lib.xtb_setSolvent(self.env, self.calc, solvent.encode(), None, None, None)
        if lib.xtb_checkEnvironment(self.env):
            raise RuntimeError("libxtb does not accept " + Chem.MolToSmiles(mol))
        self.slots, self.calls, self.failed = {}, 0, 0

    def version(self):
        try:
            path = next(l.split()[-1] for l in open("/proc/self/maps") if "libxtb.so" in l)
            return os.path.realpath(path).split(".so.")[1]
        except (OSError, StopIteration, IndexError):
            return None

    def __call__(self, x, slot=None):
        x, e, g = np.ascontiguousarray(x / BOHR), ctypes.c_double(), np.zeros(x.shape)
        for _ in range(2):
            if slot not in self.slots:
                self.slots[slot] = ctypes.c_void_p(self.lib.xtb_newResults())
            res, self.calls = self.slots[slot], self.calls + 1
            self.lib.xtb_updateMolecule(self.env, self.mol, x.ctypes.data_as(ctypes.c_void_p), None)
            self.lib.xtb_singlepoint(self.env, self.mol, self.calc, res)
            bad = self.lib.xtb_checkEnvironment(self.env)
            self.lib.xtb_getEnergy(self.env, res, ctypes.byref(e))
            self.lib.xtb_getGradient(self.env, res, g.ctypes.data_as(ctypes.c_void_p))
            if not bad and slot is not None and np.isfinite(g).all():
                return e.value * HARTREE, g * HARTREE / BOHR
            self.lib.xtb_delResults(ctypes.byref(self.slots.pop(slot)))
            if not bad and np.isfinite(g).all():
                return e.value * HARTREE, g * HARTREE / BOHR
            while self.lib.xtb_checkEnvironment(self.env):  # reading the message clears it
                self.lib.xtb_getError(self.env, ctypes.create_string_buffer(512), ctypes.byref(ctypes.c_int(512)))
        self.failed += 1
        return math.inf, None


class Toy:
    """In place of GFN2: lengths, cosines of angles, and V(torsion), which is then distributed as exp(-V/kT). The
    guide is fitted to another V than the one counted."""
    def __init__(self):
        self.calls, self.failed, self.wave = 0, 0, 0.0

    def version(self):
        return None

    def v(self, t):
        return 0.6 * np.cos(t) + 0.4 * np.cos(2*t) + self.wave * np.cos(t - 1)

    def energy(self, x):  # HOOH
        d = x[..., [2, 0, 1], :] - x[..., [0, 1, 3], :]
        r = np.linalg.norm(d, axis=-1)
        c = (d[..., :2, :] * d[..., 1:, :]).sum(-1) / (r[..., :2] * r[..., 1:])
        return (400 * (r - [0.97, 1.45, 0.97])**2).sum(-1) + (50 * (c - 0.2)**2).sum(-1) + self.v(
            np.radians(torsion(x, (2, 0, 1, 3))))

    def __call__(self, x, slot=None):
        self.calls += 1
        h = 1e-4 * np.eye(x.size).reshape(-1, *x.shape)
        return float(self.energy(x)), ((self.energy(x + h) - self.energy(x - h)) / 2e-4).reshape(x.shape)


def torsion(x, atoms):
    a, b, c, d = (x[..., i, :] for i in atoms)
    u, v, w = b - a, c - b, d - c
    m, n = np.cross(u, v), np.cross(v, w)
    return np.degrees(np.arctan2(np.linalg.norm(v, axis=-1) * (u * n).sum(-1), (m * n).sum(-1)))


def turned(x, j, k, mask, angle):
    """The masked atoms turned about the bond j-k, by Rodrigues' formula."""
    axis, y = (x[k] - x[j]) / np.linalg.norm(x[k] - x[j]), x[mask] - x[j]
    x = x.copy()
    x[mask] = x[j] + y * math.cos(angle) + np.cross(axis, y) * math.sin(angle) \
        + np.outer(y @ axis, axis) * (1 - math.cos(angle))
    return x


def neighbours(mol):
    return [sorted(b.GetIdx() for b in a.GetNeighbors()) for a in mol.GetAtoms()]


def hands(x, near):
    """The labelled handedness of every centre with four neighbours."""
    return [np.linalg.det(x[l[1:]] - x[l[0]]) > 0 for l in near if len(l) == 4]


def within(x, torsions, ranges):
    return np.all([(torsion(x, a) - lo) % 360 < hi - lo for a, (lo, hi) in zip(torsions, ranges)], 0)


def holds(state, x):
    """Whether the state and its condition hold; whether its condition holds."""
    inside, more = np.any([within(x, atoms, state[1]) for atoms in state[2]], 0), dict(*state[3:])
    if "distance" in more:
        i, j, most = more["distance"]
        inside = inside & (np.linalg.norm(x[..., i, :] - x[..., j, :], axis=-1) < most)
    given = within(x, more["given"], more["given_ranges"]) if "given" in more else np.full(inside.shape, True)
    return inside & given, given


class Guide:
    """G(x) = sum of coefficients times terms, plus a fixed wall of repulsion. Terms are descriptors v or products of
    two; a descriptor depends on one internal coordinate (distance or torsion). All functions take stacks of x."""
    def __init__(self, mol, frames):
        n, hops = mol.GetNumAtoms(), Chem.GetDistanceMatrix(mol).astype(int)
        self.near = near = neighbours(mol)
        pairs = sorted(((i, j) for j in range(n) for i in range(j)), key=lambda p: (min(hops[p], 3), p))
        self.tors = [(i, j, k, l) for j in range(n) for k in near[j] if k > j
                     for i in near[j] for l in near[k] if len({i, j, k, l}) == 4]
        hydrogen = lambda a: mol.GetAtomWithIdx(a).GetAtomicNum() == 1
        self.rotors = []  # (torsion, bond, atoms that a turn moves); not CH3 or NH3+, which dynamics mixes
        for b in mol.GetBonds():
            j, k = sorted((b.GetBeginAtomIdx(), b.GetEndAtomIdx()))
            if b.GetBondType() == Chem.BondType.SINGLE and not b.IsInRing() and all(
                    len(near[a]) > 1 and sum(map(hydrogen, near[a])) < 3 for a in (j, k)):
                side, todo = {k}, [k]
                while todo:
                    new = set(near[todo.pop()]) - side - {j}
                    side, todo = side | new, todo + list(new)
                first = min(t for t in self.tors if t[1:3] == (j, k))
                self.rotors.append((self.tors.index(first), j, k, np.isin(np.arange(n), list(side))))
        self.n, self.ns, self.pairs = n, sum(hops[p] < 3 for p in pairs), np.array(pairs)
        self.i, self.j, self.t = *self.pairs.T, np.array(self.tors).T
        self.to_pairs = np.array([(self.i == a) * 1.0 - (self.j == a) for a in range(n)])
        self.to_tors = np.array([(self.t == a).ravel() * 1.0 for a in range(n)])
        self.bond = np.array([hops[p] == 1 for p in pairs[:self.ns]])
        self.wall, self.quartic = np.where(self.bond, *WALL), np.where(self.bond, 600.0, 60.0)
        table, elements = Chem.GetPeriodicTable(), [a.GetAtomicNum() for a in mol.GetAtoms()]
        polar = lambda h, a: elements[h] == 1 and {elements[a], elements[near[h][0]]} <= {7, 8}
        self.core = np.array([(0.55 if polar(*p) or polar(*p[::-1]) else 0.72) * sum(
            table.GetRvdw(elements[a]) for a in p) for p in pairs[self.ns:]])  # closer for hydrogen bonds
        r, rank = self.internal(frames)[0], Chem.CanonicalRankAtoms(mol, breakTies=False)
        kinds = [(hops[p], *sorted(rank[a] for a in p)) for p in pairs[:self.ns]]
        mean = {k: np.median([r[:, s] for s in range(self.ns) if kinds[s] == k]) for k in set(kinds)}
        self.r0 = np.array([mean[k] for k in kinds])
        # descriptors in the order of values(); self.u is the internal coordinate of each
        ns, npair, nt = self.ns, len(pairs), len(self.tors)
        self.u = np.concatenate([np.arange(ns), np.arange(ns), *[np.arange(ns, npair)] * POWERS,
                                 *[np.arange(npair, npair + nt)] * 6, [0]])
        base = 2*ns + POWERS * (npair - ns)  # then cos t, cos 2t, cos 3t, sin t, sin 2t, sin 3t, and 1
        one = len(self.u) - 1
        path = [set(p) if hops[p] == 1 else set(p) | set(near[p[0]]) & set(near[p[1]]) for p in pairs[:ns]]
        z = [[(base + m*nt + t) for m in (0, 1, 3, 4)] for t, *_ in self.rotors]
        terms = [(a, one) for a in range(base + 3*nt)] + [(base + m*nt + t, one) for t, *_ in self.rotors
                                                           for m in (3, 4, 5)]
        terms += [(a, b) for b in range(ns) for a in range(b + 1)
                  if len(path[a] & path[b]) >= (1 if self.bond[a] or self.bond[b] else 2)]
        terms += [(a, b) for p in range(len(z)) for q in range(p) for a in z[q] for b in z[p]]
        terms += [(s, a) for p, (t, *_) in enumerate(self.rotors) for s in range(ns)
                  if len(path[s] & set(self.tors[t])) > 1 for a in z[p]]
        self.w = np.array(sorted({a for t in terms for a in t if t[1] != one}))
        terms.append((one, one))
        self.terms = np.array(terms)
        # one coefficient for terms that a renumbering of equal atoms (that keeps labelled hands) makes alike
        index, parent, x = {t: f for f, t in enumerate(terms)}, list(range(len(terms))), frames[0]
        pair_at, tors_at = {p: s for s, p in enumerate(pairs)}, {t: s for s, t in enumerate(self.tors)}

        def root(f):
            while parent[f] != f:
                f = parent[f]
            return f
        for g in mol.GetSubstructMatches(Chem.Mol(mol), uniquify=False, maxMatches=2000):
            if hands(x[list(g)], near) != hands(x, near):
                continue
            new = [pair_at[tuple(sorted(g[a] for a in p))] for p in pairs]
            for t in self.tors:
                h = tuple(g[a] for a in t)
                new.append(npair + tors_at[h if h[1] < h[2] else h[::-1]])
            block = np.arange(one + 1)
            for start, size, first in [(0, ns, 0), (ns, ns, 0)] + [
                    (2*ns + k * (npair-ns), npair - ns, ns) for k in range(POWERS)] + [
                    (base + m*nt, nt, npair) for m in range(6)]:
                block[start:start + size] = start - first + np.array(new)[self.u[start:start + size]]
            for f, (a, b) in enumerate(terms):
                h = (int(block[a]), int(block[b]))
                h = index.get(h, index.get(h[::-1]))
                if h is not None:
                    parent[root(f)] = root(h)
        _, self.kind = np.unique([root(f) for f in range(len(terms))], return_inverse=True)
        self.order = np.argsort(self.kind, kind="stable")
        self.starts = np.searchsorted(self.kind[self.order], np.arange(self.kind.max() + 1))
        k = self.kind.max() + 1
        self.normal, self.right, self.zero = np.zeros((k, k)), np.zeros(k), None

    def internal(self, x):
        """Distances and their directions; cosines and sines of torsions and the gradients at their four atoms."""
        d = x[:, self.i] - x[:, self.j]
        r = np.sqrt((d*d).sum(-1))
        a, b, c, d4 = (x[:, t] for t in self.t)
        f, g, h = a - b, b - c, d4 - c
        a, b = np.cross(f, g), np.cross(h, g)
        aa, bb, gg = (a*a).sum(-1), (b*b).sum(-1), np.sqrt((g*g).sum(-1))
        ab = np.sqrt(aa * bb)
        cos, sin = (a*b).sum(-1) / ab, (np.cross(b, a) * g).sum(-1) / (ab * gg)
        ga, gb = (1 / aa)[..., None] * a, (1 / bb)[..., None] * b
        s = ((f*g).sum(-1) / gg)[..., None] * ga - ((h*g).sum(-1) / gg)[..., None] * gb
        ga, gb = -gg[..., None] * ga, gg[..., None] * gb
        return r, d / r[..., None], cos, sin, np.concatenate([ga, s - ga, -s - gb, gb], 1)

    def values(self, r, c, s):
        """All descriptors and their derivatives by their internal coordinate."""
        q, t = r[:, :self.ns] - self.r0, np.exp(1 - r[:, self.ns:] / 2)
        v, d, p = [q, q**3], [np.ones_like(q), 3*q*q], t
        for k in range(1, POWERS + 1):
            v, d, p = v + [p], d + [-k/2 * p], p * t
        c2, s2, c3, s3 = 2*c*c - 1, 2*s*c, (4*c*c - 3) * c, (3 - 4*s*s) * s
        one = np.ones((len(r), 1))
        return np.concatenate(v + [c, c2, c3, s, s2, s3, one], 1), np.concatenate(
            d + [-s, -2*s2, -3*s3, c, 2*c2, 3*c3, 0*one], 1)

    def inside(self, r, near=1.0, far=CLOSEST):
        return (np.abs(r[:, :self.ns] - self.r0) < near * self.wall).all(1) & (r[:, self.ns:] > far * self.core).all(1)

    def fixed(self, r):
        q, x = r[:, :self.ns] - self.r0, (self.core / r[:, self.ns:])**12
        return (self.quartic * q**4).sum(1) + x.sum(1), np.concatenate(
            [4 * self.quartic * q**3, -12 * x / r[:, self.ns:]], 1)

    def learn(self, frames, energies, grads, believed=None):
        """Adds structures to the normal equations. Low ones count most, and so do those that the guide believed to be
        low: these are the holes in it."""
        if self.zero is None:
            self.zero = min(energies)
        r, unit, c, s, gt = self.internal(frames)
        (v, d), (e0, g0), nt = self.values(r, c, s), self.fixed(r), len(self.tors)
        a, b = self.terms[self.order].T
        rows, target = [], []
        for m in range(len(frames)):
            low = energies[m] if believed is None else min(energies[m], believed[m])
            weight = math.exp(-max(0.0, low - self.zero) / (3 * self.n * KB * T0))
            jac = np.zeros((r.shape[1] + nt, self.n, 3))
            jac[:r.shape[1]] = self.to_pairs.T[:, :, None] * unit[m][:, None]
            for k in range(4):
                jac[r.shape[1] + np.arange(nt), self.t[k]] = gt[m, k*nt:(k+1)*nt]
            jac = jac.reshape(len(jac), -1)
            grad = (d[m, a] * v[m, b])[:, None] * jac[self.u[a]] + (v[m, a] * d[m, b])[:, None] * jac[self.u[b]]
            grad = np.hstack([grad, FORCES**0.5 * (v[m, a] * v[m, b])[:, None]])
            rows.append(weight**0.5 * np.add.reduceat(grad, self.starts, axis=0))
            target.append(weight**0.5 * np.append(grads[m].ravel() - g0[m] @ jac[:r.shape[1]],
                                                  FORCES**0.5 * (energies[m] - self.zero - e0[m])))
            if len(rows) == 20 or m == len(frames) - 1:
                rows, target = np.hstack(rows), np.concatenate(target)
                self.normal, self.right = self.normal + rows @ rows.T, self.right + rows @ target
                rows, target = [], []

    def solve(self, ridge=1e-6):
        diagonal = np.diag(self.normal)
        c = np.linalg.solve(self.normal + np.diag(ridge * diagonal + 1e-9), self.right)[self.kind]
        (a, b), one, at = self.terms.T, len(self.u) - 1, {w: k for k, w in enumerate(self.w)}
        self.linear, self.matrix = np.zeros(one + 1), np.zeros((len(self.w),) * 2)
        np.add.at(self.linear, a[b == one], c[b == one])
        for f in np.flatnonzero(b != one):
            self.matrix[at[a[f]], at[b[f]]] += c[f] / 2
            self.matrix[at[b[f]], at[a[f]]] += c[f] / 2

    def __call__(self, x):
        """Energy (infinite beyond the wall), gradient."""
        r, unit, c, s, gt = self.internal(x)
        (v, d), (e, g) = self.values(r, c, s), self.fixed(r)
        w, ns, npair, nt = v[:, self.w], self.ns, r.shape[1], len(self.tors)
        mw = w @ self.matrix
        e = e + self.zero + v @ self.linear + (w * mw).sum(1)
        by = np.tile(self.linear, (len(x), 1))
        by[:, self.w] += 2 * mw
        by *= d
        g[:, :ns] += by[:, :ns] + by[:, ns:2*ns]
        end = 2*ns + POWERS * (npair - ns)
        g[:, ns:] += by[:, 2*ns:end].reshape(len(x), POWERS, -1).sum(1)
        gtors = np.tile(by[:, end:-1].reshape(len(x), 6, -1).sum(1), 4)
        grad = self.to_pairs @ (g[..., None] * unit) + self.to_tors @ (gtors[..., None] * gt)
        inside = self.inside(r) & np.isfinite(grad).all((1, 2))
        return np.where(inside & np.isfinite(e), e, np.inf), np.where(inside[:, None, None], grad, 0.0)


class Ladders:
    """Replicas x[ladder, rung]: temperatures of the guide first, then the steps of lambda up to 1."""
    def __init__(self, guide, surface, o, lambdas, starts, rng):
        self.guide, self.surface, self.rng = guide, surface, rng
        temps = [T0 * (o.top / T0) ** (1 - i / (o.rungs - 1)) for i in range(o.rungs)]
        self.lam = np.array([0.0] * o.rungs + lambdas)
        self.beta = 1 / (KB * np.array(temps + [T0] * len(lambdas)))
        self.k0, self.shape = o.rungs, (o.ladders, len(self.lam))
        self.x = starts[rng.integers(len(starts), size=self.shape)]
        e, g = guide(self.x.reshape(-1, guide.n, 3))
        self.e, self.g = e.reshape(self.shape), g.reshape(self.x.shape)
        self.e2 = np.zeros(self.shape)  # GFN2, kept up to date where lambda > 0
        self.step, self.tune, self.hits = np.full(self.shape, 0.015), True, 0
        self.taken = {}
        for l in range(o.ladders):
            for k in range(self.k0, self.shape[1]):
                self.e2[l, k] = self.surface(self.x[l, k], (l, k))[0]

    def note(self, name, ok, where):
        for k, rung in enumerate(where):
            s = self.taken.setdefault((name, int(rung)), [0, 0])
            s[0], s[1] = s[0] + int(ok[:, k].sum()), s[1] + len(ok)

    def take(self, rungs, ok, x, e, g, e2=None):
        for a, b in (self.x, x), (self.e, e), (self.g, g), (self.e2, e2):
            if b is not None:
                part = a[:, rungs]
                part[ok] = b[ok]
                a[:, rungs] = part

    def evaluate(self, x):
        e, g = self.guide(x.reshape(-1, *x.shape[2:]))
        return e.reshape(x.shape[:2]), g.reshape(x.shape)

    def surfaces(self, x, e, rungs):
        e2 = np.full(e.shape, np.inf)
        for l, k in zip(*np.nonzero(np.isfinite(e))):
            e2[l, k] = self.surface(x[l, k], (int(l), int(rungs[k])))[0]
        return e2

    def dynamics(self, rungs):
        """One hybrid Monte Carlo trajectory of each replica in these rungs."""
        x, g, beta = self.x[:, rungs], self.g[:, rungs], self.beta[rungs]
        p = self.rng.normal(size=x.shape)
        kinetic = (p*p).sum((2, 3)) / 2
        dt = (self.step[:, rungs] * self.rng.uniform(0.8, 1.2, x.shape[:2]))[..., None, None]
        scale = beta[None, :, None, None]
        for _ in range(int(self.rng.integers(5, 14))):
            p = p - dt/2 * scale * g
            x = x + dt * p
            e, g = self.evaluate(x)
            p = p - dt/2 * scale * g
        lam = self.lam[rungs]
        e2 = self.surfaces(x, e, rungs) if lam[0] > 0 else np.zeros(e.shape)
        self.hits += int(np.isinf(e).sum()) if lam[0] > 0 else 0
        with np.errstate(invalid="ignore"):
            change = beta * (lam * (e2 - self.e2[:, rungs]) + (1 - lam) * (e - self.e[:, rungs])) \
                + (p*p).sum((2, 3)) / 2 - kinetic
            change = np.where(np.isinf(e) | np.isinf(e2), np.inf, change)
        ok = np.log(1 - self.rng.random(e.shape)) < -change
        self.take(rungs, ok, x, e, g, e2 if lam[0] > 0 else None)
        if self.tune:  # at lambda > 0 the guide's error, not the step, may limit acceptance: bounded below
            self.step[:, rungs] = np.maximum(self.step[:, rungs] * np.where(ok, 1.01, 0.97), 0.007)
        self.note("dynamics", ok, rungs)

    def turns(self, rungs):
        """A turn about one rotatable bond of each replica (guide only)."""
        x, guide = self.x[:, rungs].copy(), self.guide
        which = self.rng.integers(len(guide.rotors), size=x.shape[:2])
        angle = np.where(self.rng.random(x.shape[:2]) < 0.5, self.rng.uniform(-180, 180, x.shape[:2]),
                         self.rng.choice([-120, 120, 180], size=x.shape[:2]) + self.rng.normal(size=x.shape[:2]) * 20)
        for l, k in np.ndindex(*x.shape[:2]):
            x[l, k] = turned(x[l, k], *guide.rotors[which[l, k]][1:], math.radians(angle[l, k]))
        e, g = self.evaluate(x)
        with np.errstate(invalid="ignore"):
            ok = np.log(1 - self.rng.random(e.shape)) < self.beta[rungs] * (self.e[:, rungs] - e)
        self.take(rungs, ok, x, e, g)
        self.note("turn", ok, rungs)

    def exchange(self, k):
        """Rungs k and k+1 of every ladder; both need GFN2 where either has lambda > 0."""
        u = lambda rung, place: self.beta[rung] * (
            self.lam[rung] * self.e2[:, place] + (1 - self.lam[rung]) * self.e[:, place])
        change = u(k, k+1) + u(k+1, k) - u(k, k) - u(k+1, k+1)
        ok = np.log(1 - self.rng.random(len(change))) < -change
        for a in self.x, self.e, self.g, self.e2:
            a[ok, k], a[ok, k+1] = a[ok, k+1].copy(), a[ok, k].copy()
        self.note("exchange", ok[:, None], [k])

    def mix(self, times):
        """The guide's part of a round."""
        rungs = np.arange(self.k0)
        for i in range(times):
            self.dynamics(rungs)
            if self.guide.rotors:
                self.turns(rungs)
            for k in range(i % 2, self.k0 - 1, 2):
                self.exchange(k)

    def accepted(self, first=0):
        """Accepted shares of each rung from the first on."""
        rate = lambda s: round(s[0] / s[1], 2)
        return {n: [rate(self.taken[n, k]) for k in range(first, self.shape[1]) if (n, k) in self.taken]
                for n in ("dynamics", "turn", "exchange")}


def train(mol, surface, o, rng):
    """Guide fitted to the surface; structures to begin from (all labelled hands alike)."""
    frames, energies, grads = [], [], []

    def add(x, e, g):
        if math.isfinite(e):
            frames.append(x.copy()), energies.append(e), grads.append(g)
    start = np.array([c.GetPositions() for c in mol.GetConformers()])
    guide = Guide(mol, start)
    for m in range(o.starts):
        for _ in range(200):  # a random rotamer without overlap
            x = start[m % len(start)]
            for rotor in guide.rotors:
                x = turned(x, *rotor[1:], rng.uniform(0, 2 * math.pi))
            if (guide.internal(x[None])[0][0, guide.ns:] > guide.core).all():
                break
        for i in range(20):  # downhill, then shaken
            e, g = surface(x)
            if g is None:
                break
            if i % 4 == 3:
                add(x, e, g)
            x = x - 0.0006 * g * min(1, 80 / np.abs(g).max())
        if g is None:
            continue
        p, dt, beta = rng.normal(size=x.shape), 0.015, 1 / (KB * rng.uniform(300, 700))
        for i in range(24):
            p = p - dt/2 * beta * g
            x = x + dt * p
            e, g = surface(x)
            if g is None:
                break
            p = 0.97 * (p - dt/2 * beta * g) + 0.24 * rng.normal(size=x.shape)
            if i % 4 == 3:
                add(x, e, g)
    keep = np.array(energies) < min(energies) + 3 * guide.n * KB * 700
    guide = Guide(mol, np.array(frames)[keep])
    whole = lambda x: guide.inside(guide.internal(x)[0], 0.8, 1.0)
    keep &= whole(np.array(frames))
    frames, energies, grads = [[a for a, k in zip(l, keep) if k] for l in (frames, energies, grads)]
    guide.learn(np.array(frames), energies, grads)
    for cycle in range(3 * o.cycles):
        guide.solve(o.ridge)
        low = np.array(energies) < min(energies) + 3 * guide.n * KB * T0
        run = Ladders(guide, surface, o, [], np.array(frames)[low], rng)
        new, at300 = [], []
        for part in range(3):
            run.mix(20 if cycle else 8)
            for l, k in np.ndindex(*run.shape):
                e, g = surface(run.x[l, k])
                if k == run.k0 - 1:
                    at300.append(e - run.e[l, k])
                if math.isfinite(e) and e < guide.zero + 6 * guide.n * KB * o.top:
                    new.append((run.x[l, k].copy(), e, g, run.e[l, k]))
        x, e, g, believed = zip(*new)
        guide.learn(np.array(x), e, g, believed)
        for a, b in zip((frames, energies, grads), (x, e, g)):
            a.extend(b)
        off = np.abs(np.array(at300) - np.median(at300))
        scatter = round(1.4826 * float(np.median(off)), 2)
        print("guide %d: %d structures, %d coefficients, E-G at 300 K scatters by %.2f (at most %.1f) kcal/mol" % (
            cycle + 1, len(frames), len(guide.right), scatter, off.max()), file=sys.stderr, flush=True)
        if cycle >= o.cycles - 1 and off.max() < 5:  # else there are holes in the guide
            break
    guide.solve(o.ridge)
    low = (np.array(energies) < min(energies) + 3 * guide.n * KB * T0) & whole(np.array(frames))
    low &= np.array([hands(f, guide.near) == hands(start[0], guide.near) for f in frames])
    return guide, np.array(frames)[low], scatter


def rhat(chains):
    half = chains.shape[1] // 2
    c = np.concatenate([chains[:, :half], chains[:, -half:]])
    within = c.var(1, ddof=1).mean()
    return round(math.sqrt((half - 1) / half + c.mean(1).var(ddof=1) / within), 4) if within else None


def embed(smiles, seed, many):
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    p = AllChem.ETKDGv3()
    p.randomSeed, p.forceTransAmides = seed, False
    AllChem.EmbedMultipleConfs(mol, many, p)
    AllChem.UFFOptimizeMoleculeConfs(mol)  # embedding without forced amides leaves linear C-N-C
    near, first = neighbours(mol), mol.GetConformer(0).GetPositions()
    for c in mol.GetConformers():  # renumber hydrogens of CH2 and CH3 to one labelled isomer
        x = c.GetPositions()
        for l in near:
            h = [j for j in l if mol.GetAtomWithIdx(j).GetAtomicNum() == 1]
            if len(h) > 1 and hands(x, [l]) != hands(first, [l]):
                x[h[:2]] = x[h[:2][::-1]]
        for i, p in enumerate(x):
            c.SetAtomPosition(i, p.tolist())
    return mol


def run(entry, o, check=False):
    started, (smiles, solvent, states) = time.time(), entry
    mol, rng = embed(smiles, o.seed, 40), np.random.default_rng(o.seed)
    surface = Toy() if check else Xtb(mol, solvent)
    guide, starts, scatter = train(mol, surface, o, rng)
    trained, surface.wave = surface.calls, 1.0  # (of the toy: from here on another torsion potential)
    steps = 2 if check else max(1, math.ceil(scatter / (o.gap * KB * T0)))
    lad = Ladders(guide, surface, o, [(i + 1) / steps for i in range(steps)], starts, rng)
    k0, top = lad.k0, lad.shape[1] - 1
    upper = np.arange(k0, top + 1)
    series, low, logw, seen, holes, stretch = [], [], [], [], [], 0.0
    for r in range(o.rounds):
        if r == o.rounds // 5:
            lad.tune, lad.taken, lad.hits = False, {}, 0
        lad.mix(o.inner)
        known = [surface(lad.x[l, k0-1], (l, k0-1)) for l in range(o.ladders)]
        lad.e2[:, k0-1] = [e for e, _ in known]
        counted = r >= o.rounds // 5
        if r < o.rounds // 6 and not check:  # the guide is still mended; ladders that were in a hole begin again
            seen += [(lad.x[l, k0-1].copy(), e, g, lad.e[l, k0-1], l)
                     for l, (e, g) in enumerate(known) if g is not None]
            if (r + 1) % max(1, o.rounds // 30) == 0:
                x, e, g, believed, l = (np.array(a) for a in zip(*seen))
                off, seen = np.abs(e - believed - np.median(e - believed)), []
                guide.learn(x, e, g, believed)
                guide.solve(o.ridge)
                for again in set(l[off > 5]):
                    lad.x[again, :k0] = starts[rng.integers(len(starts), size=k0)]
                lad.e, lad.g = lad.evaluate(lad.x)
                holes.append(len(set(l[off > 5])))
                continue
        if counted:
            low.append([holds(s, lad.x[:, k0-1]) for s in states])
            logw.append((lad.e[:, k0-1] - lad.e2[:, k0-1]) / (KB * T0))
        for k in range(top - 1, k0 - 2, -1):
            lad.exchange(k)
        for again in range(2):
            if counted:
                series.append([holds(s, lad.x[:, top]) for s in states])
            if not again:
                lad.dynamics(upper)
        if counted:
            d = guide.internal(lad.x[:, top])[0][:, :guide.ns] - guide.r0
            stretch = max(stretch, float(d[:, guide.bond].max()))
        if (r + 1) % 200 == 0:
            print("round %d, %d s: %s" % (r + 1, time.time() - started, [
                round(100 * float(i / max(g, 1)), 2) for i, g in np.sum(series, axis=(0, 3))] if series else ""),
                file=sys.stderr, flush=True)
    noise = max(abs(surface(lad.x[l, top])[0] - lad.e2[l, top]) for l in range(o.ladders))
    print("ladders in a hole of the guide before its last fits:", holes, file=sys.stderr)
    print("accepted by rung:", lad.accepted(), file=sys.stderr, flush=True)
    accepted = {"dynamics": lad.accepted(k0)["dynamics"], "exchange": lad.accepted(k0 - 1)["exchange"]}
    chains, low = np.array(series, float), np.array(low, float)  # round, state, (holds, given), ladder
    w = np.exp(np.array(logw) - np.max(logw))
    for i, s in enumerate(states):
        c, given = chains[:, i].transpose(1, 2, 0)
        share = lambda part: c[part].sum(-1) / np.maximum(1, given[part].sum(-1))
        parts = np.array_split(np.arange(c.shape[1]), 5)
        means, batches = share(np.s_[:]), np.array([share(np.s_[:, p]) for p in parts])
        line = {"smiles": smiles, "solvent": solvent, "state": s[0], "torsions": s[2][0], "ranges": s[1]}
        if len(s[2]) > 1:
            line["any"] = s[2]
        line.update(*s[3:])
        line.update({
            "share_percent": round(100 * c.sum() / given.sum(), 2),
            "error_percent": round(100 * means.std(ddof=1) / len(means)**0.5, 2),
            "batch_error_percent": round(100 * batches.std(ddof=1) / batches.size**0.5, 2),
            "split_rhat": rhat(c), "ladders": o.ladders, "rounds": o.rounds,
            "reweighted_percent": round(100 * float((w * low[:, i, 0]).sum() / (w * low[:, i, 1]).sum()), 2),
            "effective_weights": round(float(w.sum()**2 / (w*w).sum() / w.size), 3),
            "guide_scatter_kcal": scatter, "lambda_steps": steps, "accepted": accepted, "wall_hits": lad.hits,
            "longest_bond_stretch": round(stretch, 3), "scf_failures": surface.failed,
            "scf_history_kcal": float("%.1g" % noise), "gfn2_calls": surface.calls, "calls_for_guide": trained,
            "seed": o.seed, "seconds": round(time.time() - started), "xtb": surface.version()})
        print(json.dumps(line), flush=True)
    if check:
        t = np.radians(np.arange(-179.95, 180, 0.1))
        f = np.exp(-surface.v(t) / (KB * T0))
        for s in states:
            (lo, hi), = s[1]
            print("by quadrature: %.3f %%" % (100 * f[(np.degrees(t) - lo) % 360 < hi - lo].sum() / f.sum()))
    return guide, lad


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("molecules", nargs="*", type=int, help="numbers in the table MOLECULES (default: all)")
    p.add_argument("--check", action="store_true", help="test the method against a known answer")
    for name, value, text in (
            ("rounds", 1000, "rounds of every ladder"), ("ladders", 8, "independent ladders"),
            ("rungs", 6, "temperatures of the guide"), ("top", 750.0, "highest of them"),
            ("inner", 4, "trajectories of the guide in a round"), ("seed", 1, ""), ("starts", 60, "structures to fit"),
            ("cycles", 8, "refinements of the guide"), ("ridge", 1e-5, "penalty of the fit"),
            ("gap", 1.5, "scatter of E-G, in kT, that one step of lambda may have")):
        p.add_argument("--" + name, type=type(value), default=value, help=text)
    o = p.parse_args()
    for i in [] if o.check else o.molecules or MOLECULES:
        run(MOLECULES[i], o)
    if o.check:
        run(CHECK, o, True)


if __name__ == "__main__":
    main()
