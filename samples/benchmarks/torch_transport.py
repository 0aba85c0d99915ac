"""The peer of the default training step: the same transport drift in PyTorch on the CPU, timed. Prints one JSON line.

    /usr/bin/python3 torch_transport.py FRAMES.npz [--threads N] [--steps N]

FRAMES.npz holds R [frames, atoms, 3] in Å and z [atoms]. As the default: 64 Gaussian numbers and the code of one of two rotamer
states -> 3 x 256 -> 3N positions and an angle for each single bond that is turned, batch 256 in one group for each state; bond
lengths, cosines of angles, cosines and sines of torsions and all distances, standardised; sorted values carried to stored quantiles along every feature and along 128 of 512 random directions
of the whitened internal coordinates; running second moments; Adam, and a moving average at every second step. With the energy a
kernel potential of 150 points in 6 copies is a further direction, in every second step. The time does not depend on what the
positives are, so the frames are taken. Debian: python3-torch, libopenblas0-pthread.
"""
import argparse
import itertools
import json
import math
import time

import numpy as np
import torch

parser = argparse.ArgumentParser()
parser.add_argument("frames")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--steps", type=int, default=200)
arguments = parser.parse_args()
torch.set_num_threads(arguments.threads)
torch.manual_seed(0)

NOISE, STATES, WIDTH, LAYERS, BATCH = 64, 2, 256, 3, 256
CODE, ANGLE = 15, 0.3
DIRECTIONS, BANK, MOMENTS, ENERGY = 128, 512, 0.3, 0.05
POINTS, WIDTH_OF_KERNEL = 150 * 6, 20.0
GROUP = BATCH // STATES
TINY = 1e-6

data = np.load(arguments.frames)
R = torch.tensor(data["R"], dtype=torch.float32)
N = R.shape[1]
I, J = (torch.tensor(t) for t in np.triu_indices(N, 1))
radius = np.where(data["z"].ravel() == 1, 0.31, 0.76)
first = data["R"][0]
bonds = [(i, j) for i, j in itertools.combinations(range(N), 2)
         if np.linalg.norm(first[i] - first[j]) < 1.3 * (radius[i] + radius[j])]
neighbours = [[b if a == i else a for a, b in bonds if i in (a, b)] for i in range(N)]
angles = [(a, c, b) for c in range(N) for a, b in itertools.combinations(neighbours[c], 2)]
torsions = [(a, b, c, d) for b, c in bonds for a in neighbours[b] for d in neighbours[c] if a != c and d != b and a != d]


def beyond(b, c):
    """The atoms that turn about the bond b-c on the side of c; None in a ring."""
    reached, open_atoms = set(), [c]
    while open_atoms:
        atom = open_atoms.pop()
        for other in neighbours[atom]:
            if other == b and atom != c:
                return None
            if other not in (b, c) and other not in reached:
                reached.add(other)
                open_atoms.append(other)
    return sorted(reached)


turns = []
for b, c in bonds:
    sides = beyond(b, c), beyond(c, b)
    if all(sides):
        turns.append((b, c, sides[0]) if len(sides[0]) <= len(sides[1]) else (c, b, sides[1]))
BONDS, ANGLES, TORSIONS = (torch.tensor(t).T for t in (bonds, angles, torsions))
INTERNALS = len(bonds) + len(angles) + 2 * len(torsions)


def length(v):
    return (v.pow(2).sum(-1) + TINY).sqrt()


def geometry(outputs):
    """[batch, 3N + turns] -> [batch, 3N]: one side of each bond turned about it."""
    x = outputs[:, :3 * N].reshape(-1, N, 3)
    for k, (b, c, side) in enumerate(turns):
        u = torch.nn.functional.normalize(x[:, c] - x[:, b], dim=1)[:, None]
        v = x[:, side] - x[:, b:b + 1]
        angle = ANGLE * outputs[:, 3 * N + k, None, None]
        turned = (x[:, b:b + 1] + v * angle.cos() + torch.cross(u.expand_as(v), v, dim=-1) * angle.sin()
                  + u * (u * v).sum(-1, keepdim=True) * (1 - angle.cos()))
        x = x.index_copy(1, torch.tensor(side), turned)
    return x.reshape(-1, 3 * N)


def features(x):
    """[batch, 3N] -> [batch, features], internal coordinates first."""
    x = x.view(-1, N, 3)
    u, v = x[:, ANGLES[0]] - x[:, ANGLES[1]], x[:, ANGLES[2]] - x[:, ANGLES[1]]
    p, q, r = (x[:, TORSIONS[k + 1]] - x[:, TORSIONS[k]] for k in range(3))
    m, n = torch.cross(p, q, dim=-1), torch.cross(q, r, dim=-1)
    norm = length(m) * length(n)
    return torch.cat([length(x[:, BONDS[0]] - x[:, BONDS[1]]), (u * v).sum(-1) / (length(u) * length(v)),
                      (m * n).sum(-1) / norm, length(q) * (p * n).sum(-1) / norm, length(x[:, I] - x[:, J])], 1)


def quantiles(values):
    """[points, columns] -> [GROUP, columns]."""
    return torch.quantile(values, (torch.arange(GROUP) + 0.5) / GROUP, dim=0)


Y = features(R.reshape(len(R), -1))
halves = [Y[::2], Y[1::2]]
means = torch.stack([half.mean(0) for half in halves])
scale = 1 / torch.cat([half - mean for half, mean in zip(halves, means)]).std(0).clamp(min=1e-4)
halves = [(half - mean) * scale for half, mean in zip(halves, means)]
inside = torch.cat(halves)[:, :INTERNALS]
variances, vectors = torch.linalg.eigh(torch.cov(inside.T))
kept = variances > 1e-2 * variances.mean()
W = vectors[:, kept] / variances[kept].sqrt()
bank = torch.nn.functional.normalize(torch.randn(W.shape[1], BANK), dim=0)
axis_quantiles = torch.stack([quantiles(half) for half in halves])
direction_quantiles = torch.stack([quantiles(half[:, :INTERNALS] @ W @ bank) for half in halves])


def power(matrix, f):
    values, basis = torch.linalg.eigh((matrix + matrix.T) / 2)
    return basis * f(values) @ basis.T


class Moments:
    """The linear map between running second moments of the batch and those of the target."""

    def __init__(self, target):
        self.target_mean = target.mean(0).double()
        self.root = power(torch.cov(target.T).double(), lambda v: v.clamp(min=0).sqrt())
        self.mean = torch.zeros_like(self.target_mean)
        self.covariance = torch.zeros_like(self.root)
        self.batches = 0

    def displacement(self, points):
        self.batches += 1
        rate = 1 if self.batches == 1 else 0.1 if self.batches <= 200 else 0.02
        self.mean.lerp_(points.mean(0).double(), rate)
        self.covariance.lerp_(torch.cov(points.T).double(), rate)
        if self.batches % 5 == 1:
            inner = power(self.root @ self.covariance @ self.root, lambda v: 1 / v.clamp(min=0.02).sqrt())
            self.stretch = power(self.root @ inner @ self.root, lambda v: (v - 1).clamp(-0.9, 2)).float()
        return (points - self.mean.float()) @ self.stretch + (self.target_mean - self.mean).float()


moments = [Moments(half[:, :INTERNALS] @ W) for half in halves]
points = 1 / length(R[torch.randint(0, len(R), (POINTS,))][:, I] - R[torch.randint(0, len(R), (POINTS,))][:, J])
weights = 1e-3 * torch.randn(POINTS, len(I))
energy_quantiles = torch.sort(torch.randn(STATES, GROUP), 1).values


def energies(x):
    """A Matérn 5/2 gradient-domain model, [batch, 3N] -> [batch]."""
    x = x.view(-1, N, 3)
    q = 1 / length(x[:, I] - x[:, J])
    scaled = math.sqrt(5) / WIDTH_OF_KERNEL * torch.cdist(q, points).clamp(min=1e-6)
    along = q @ weights.T - (points * weights).sum(1)
    return (along * (1 + scaled) * torch.exp(-scaled)).sum(1) * 5 / (3 * WIDTH_OF_KERNEL**2)


def loss(net, step, with_energy):
    noise = torch.cat([torch.randn(BATCH, NOISE), CODE * torch.eye(STATES).repeat_interleave(GROUP, 0)], 1)
    x = geometry(net(noise))
    f = ((features(x).view(STATES, GROUP, -1) - means[:, None]) * scale)
    white = f[..., :INTERNALS] @ W
    block = slice(step * DIRECTIONS % BANK, step * DIRECTIONS % BANK + DIRECTIONS)
    values = torch.cat([f, white @ bank[:, block]], 2)
    target = torch.cat([axis_quantiles, direction_quantiles[..., block]], 2)
    result = (values.sort(1).values - target).pow(2).mean()
    with torch.no_grad():
        goal = white + torch.stack([m.displacement(w) for m, w in zip(moments, white)])
    result = result + MOMENTS * (white - goal).pow(2).mean()
    if with_energy and step % 2 == 0:
        e = energies(x).view(STATES, GROUP)
        ordered, order = e.sort(1)
        size = torch.empty_like(e).scatter_(1, order, (ordered - energy_quantiles).detach()).clamp(-3, 3)
        result = result + 2 * ENERGY * (size * e).mean()
    return result


def network():
    layers = [torch.nn.Linear(NOISE + STATES, WIDTH), torch.nn.SiLU()]
    for _ in range(LAYERS - 1):
        layers += [torch.nn.Linear(WIDTH, WIDTH), torch.nn.SiLU()]
    return torch.nn.Sequential(*layers, torch.nn.Linear(WIDTH, 3 * N + len(turns)))


def steps(with_energy):
    net, average = network(), network()
    with torch.no_grad():
        net[-1].weight.mul_(0.1)
        net[-1].bias.copy_(torch.cat([(R[0] - R[0].mean(0)).reshape(-1), torch.zeros(len(turns))]))
    optimiser = torch.optim.Adam(net.parameters(), 4e-3)
    times = []
    for step in range(arguments.steps + 10):
        begun = time.perf_counter()
        value = loss(net, step, with_energy)
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        if step % 2 == 0:
            with torch.no_grad():
                torch._foreach_mul_(list(average.parameters()), 0.99)
                torch._foreach_add_(list(average.parameters()), list(net.parameters()), alpha=0.01)
        times.append(time.perf_counter() - begun)
    assert math.isfinite(value.item())
    # Pairs of steps, since the energy counts in every second one.
    times = np.array(times[10:]).reshape(-1, 2).mean(1)
    return net, 1e3 * float(np.median(times))


def samples_per_second(net, batch=4096, repeats=20):
    code = CODE * torch.eye(STATES)[torch.randint(0, STATES, (batch,))]
    with torch.no_grad():
        geometry(net(torch.cat([torch.randn(batch, NOISE), code], 1)))
        begun = time.perf_counter()
        for _ in range(repeats):
            geometry(net(torch.cat([torch.randn(batch, NOISE), code], 1)))
        return repeats * batch / (time.perf_counter() - begun)


net, plain = steps(False)
_, energetic = steps(True)
print(json.dumps({"peer": "pytorch " + torch.__version__, "configuration": "default", "threads": arguments.threads,
                  "parameters": sum(p.numel() for p in net.parameters()), "step_ms_median": plain,
                  "energy_step_ms_median": energetic, "samples_per_s": samples_per_second(net)}))
