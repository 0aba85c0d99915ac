"""The diffusion baseline: denoising score matching in PyTorch on the CPU, and samples of it as an XYZ file.

    /usr/bin/python3 torch_diffusion.py FRAMES.npz OUT.xyz [--steps N] [--samples N] [--seed S] [--threads T]

FRAMES.npz holds R [frames, atoms, 3] in Å and z [atoms]. Variance-exploding SDE (Song et al., arXiv:2011.13456): noise from
0.01 to 10 Å without net translation, frames turned at random in every batch. Score network: one token an atom, 128 wide, 4
transformer layers of 4 heads, noise level as Fourier features; preconditioned as Karras et al. (arXiv:2206.00364, table 1).
Sampling: predictor-corrector, 1,000 predictor steps with one Langevin step each (signal-to-noise ratio 0.16), and a last step
without noise. Writes OUT.xyz and OUT.json with what was done and
how long it took, part by part. Debian: python3-torch.
"""
import argparse
import json
import math
import pathlib
import sys
import time

import numpy as np
import torch

SYMBOLS = {1: "H", 6: "C", 7: "N", 8: "O", 9: "F", 16: "S", 17: "Cl"}
LOWEST, HIGHEST = 0.01, 10.0
SIGNAL_TO_NOISE = 0.16

parser = argparse.ArgumentParser()
parser.add_argument("frames")
parser.add_argument("out", type=pathlib.Path)
parser.add_argument("--steps", type=int, default=20_000)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--samples", type=int, default=20_000)
parser.add_argument("--sampling-steps", type=int, default=1000)
parser.add_argument("--part", type=int, default=500, help="samples written at a time")
parser.add_argument("--seed", type=int, default=0)
parser.add_argument("--threads", type=int, default=1)
arguments = parser.parse_args()
torch.set_num_threads(arguments.threads)
torch.manual_seed(arguments.seed)


class Score(torch.nn.Module):
    """Denoises positions [batch, atoms, 3] at noise levels [batch]; score = (denoised - positions) / level²."""

    def __init__(self, atoms, spread, width=128, layers=4, heads=4):
        super().__init__()
        self.spread = spread
        self.positions = torch.nn.Linear(3, width)
        self.atoms = torch.nn.Parameter(torch.randn(atoms, width))
        self.register_buffer("frequencies", torch.exp(torch.linspace(math.log(0.1), math.log(10), width // 2)))
        self.level = torch.nn.Sequential(torch.nn.Linear(width, width), torch.nn.SiLU(), torch.nn.Linear(width, width))
        layer = torch.nn.TransformerEncoderLayer(width, heads, 4 * width, 0.0, "gelu", batch_first=True, norm_first=True)
        self.layers = torch.nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.norm = torch.nn.LayerNorm(width)
        self.out = torch.nn.Linear(width, 3)
        torch.nn.init.zeros_(self.out.weight)
        torch.nn.init.zeros_(self.out.bias)

    def raw(self, x, level):
        total = (level**2 + self.spread**2).sqrt()[:, None, None]
        phase = level.log()[:, None] * self.frequencies
        features = self.level(torch.cat([phase.sin(), phase.cos()], 1))
        tokens = self.positions(x / total) + self.atoms + features[:, None]
        out = self.out(self.norm(self.layers(tokens)))
        return out - out.mean(1, keepdim=True)

    def forward(self, x, level):
        s, d = level[:, None, None] ** 2, self.spread**2
        return d / (s + d) * x + (s * d / (s + d)).sqrt() * self.raw(x, level)

    def score(self, x, level):
        return (self(x, level) - x) / level[:, None, None] ** 2


def turned(x):
    """Each frame under a random rotation."""
    q = torch.nn.functional.normalize(torch.randn(len(x), 4), dim=1)
    a, b, c, d = q.T
    rows = [1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c),
            2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b),
            2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)]
    return x @ torch.stack(rows, 1).view(-1, 3, 3)


def noise_like(x):
    noise = torch.randn_like(x)
    return noise - noise.mean(1, keepdim=True)


def train(frames):
    net = Score(frames.shape[1], frames.std().item())
    average = Score(frames.shape[1], frames.std().item())
    average.load_state_dict(net.state_dict())
    optimiser = torch.optim.Adam(net.parameters(), 1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, arguments.steps)
    for step in range(1, arguments.steps + 1):
        x = turned(frames[torch.randint(0, len(frames), (arguments.batch,))])
        level = torch.exp(torch.empty(len(x)).uniform_(math.log(LOWEST), math.log(HIGHEST)))
        s, d = level[:, None, None] ** 2, net.spread**2
        noisy = x + level[:, None, None] * noise_like(x)
        target = (x - d / (s + d) * noisy) / (s * d / (s + d)).sqrt()
        loss = (net.raw(noisy, level) - target).pow(2).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            kept = min(0.999, (1 + step) / (10 + step))
            for slow, fast in zip(average.parameters(), net.parameters()):
                slow.lerp_(fast, 1 - kept)
        if step % 500 == 0:
            print(f"{time.time() - begun:.0f} s, step {step}: loss {loss.item():.4f}", file=sys.stderr, flush=True)
    return average.eval()


@torch.no_grad()
def sample(net, count, atoms):
    levels = torch.exp(torch.linspace(math.log(HIGHEST), math.log(LOWEST), arguments.sampling_steps + 1))
    x = HIGHEST * noise_like(torch.empty(count, atoms, 3))
    for now, after in zip(levels[:-1], levels[1:]):
        score = net.score(x, now.expand(count))
        noise = noise_like(x)
        scale = (SIGNAL_TO_NOISE * noise.flatten(1).norm(dim=1).mean() / score.flatten(1).norm(dim=1).mean()) ** 2 * 2
        x = x + scale * score + (2 * scale).sqrt() * noise
        difference = now**2 - after**2
        x = x + difference * net.score(x, now.expand(count)) + difference.sqrt() * noise_like(x)
    return net(x, levels[-1].expand(count))


data = np.load(arguments.frames)
frames = torch.tensor(data["R"], dtype=torch.float32)
frames = frames - frames.mean(1, keepdim=True)
begun = time.time()
net = train(frames)
seconds = {"trainingSeconds": time.time() - begun, "trainingProcessorSeconds": time.process_time()}
arguments.out.unlink(missing_ok=True)
count = 0
while count < arguments.samples:
    samples = sample(net, min(arguments.part, arguments.samples - count), frames.shape[1])
    count += len(samples)
    with open(arguments.out, "a") as out:
        for geometry in samples.tolist():
            out.write(f"{len(geometry)}\n\n")
            for z, (x, y, w) in zip(data["z"].ravel().tolist(), geometry):
                out.write(f"{SYMBOLS[z]} {x:.6f} {y:.6f} {w:.6f}\n")
    seconds["samplingSeconds"] = time.time() - begun - seconds["trainingSeconds"]
    arguments.out.with_suffix(".json").write_text(json.dumps({
        "peer": "pytorch " + torch.__version__, "parameters": sum(p.numel() for p in net.parameters()),
        "seed": arguments.seed, "steps": arguments.steps, "batch": arguments.batch, "samples": count,
        "threads": arguments.threads, "samplingSteps": arguments.sampling_steps, **seconds,
    }) + "\n")
    print(f"{time.time() - begun:.0f} s, {count} samples", file=sys.stderr, flush=True)
