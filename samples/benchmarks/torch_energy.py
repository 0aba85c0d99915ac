"""The peer of a training step of energy-based diffusion: the same losses in PyTorch on the CPU, timed. Prints one JSON line.

    /usr/bin/python3 torch_energy.py [--batch N] [--steps N]

As samples/run energy.StepTime: points of the plane, batches in pairs of opposite noise, ln q = -|x|^2/2 + network of x and five
features of the time, 3 x 92 SiLU; denoising score matching, alone and with the squared Fokker-Planck residual whose divergence is exact;
Adam and a moving average at every step. Derivatives by autograd. Times are processor time. Debian: python3-torch, libopenblas0-pthread.
"""
import argparse
import json
import math
import time

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--batch", type=int, default=512)
parser.add_argument("--steps", type=int, default=300)
arguments = parser.parse_args()
torch.set_num_threads(1)
torch.manual_seed(0)

BATCH, WIDTH, DIMENSIONS, WEIGHT = arguments.batch, 92, 2, 5e-4
data = torch.randn(100_000, DIMENSIONS)


def features(t):
    variance = -torch.expm1(-0.1 * t - 9.95 * t * t)
    r = 2 * math.pi * t
    return torch.cat([2 * t - 1, torch.cos(r), torch.sin(r), -torch.cos(2 * r), 1 + torch.log(variance + 1e-3) / 3], 1)


def step(network, average, adam, residual):
    half = BATCH // 2
    t = torch.rand(half, 1).clamp_(min=1e-5).repeat(2, 1).requires_grad_(residual)
    with torch.no_grad():
        kept = torch.exp(-0.05 * t - 4.975 * t * t)
        sigma = torch.sqrt(1 - kept * kept)
        noise = torch.randn(half, DIMENSIONS)
        noise = torch.cat([noise, -noise])
        x = kept * data[torch.randint(len(data), (half,))].repeat(2, 1) + sigma * noise
    x.requires_grad_()
    value = network(torch.cat([x, features(t)], 1)) - (x * x).sum(1, keepdim=True) / 2
    if residual:
        score, pace = torch.autograd.grad(value.sum(), (x, t), create_graph=True)
    else:
        (score,) = torch.autograd.grad(value.sum(), x, create_graph=True)
    loss = ((noise + sigma * score) ** 2).mean()
    if residual:
        divergence = sum(
            torch.autograd.grad(score[:, d].sum(), x, create_graph=True)[0][:, d] for d in range(DIMENSIONS))
        beta = 0.1 + 19.9 * t.detach()[:, 0]
        r = beta / 2 * (divergence + (score * (score + x)).sum(1) + DIMENSIONS) - pace[:, 0]
        loss = loss + WEIGHT / DIMENSIONS**2 * (r * r).mean()
    adam.zero_grad(set_to_none=True)
    loss.backward()
    adam.step()
    with torch.no_grad():
        torch._foreach_mul_(average, 0.999)
        torch._foreach_add_(average, list(network.parameters()), alpha=0.001)
    return float(loss)


def milliseconds(residual):
    layers, inputs = [], DIMENSIONS + 5
    for _ in range(3):
        layers += [torch.nn.Linear(inputs, WIDTH), torch.nn.SiLU()]
        inputs = WIDTH
    network = torch.nn.Sequential(*layers, torch.nn.Linear(WIDTH, 1))
    average = [p.detach().clone() for p in network.parameters()]
    adam = torch.optim.Adam(network.parameters(), lr=1e-3, foreach=True)
    for _ in range(20):
        step(network, average, adam, residual)
    start = time.process_time()
    for _ in range(arguments.steps):
        step(network, average, adam, residual)
    return 1000 * (time.process_time() - start) / arguments.steps


print(json.dumps({
    "program": f"PyTorch {torch.__version__}",
    "batch": BATCH,
    "denoising": milliseconds(False),
    "residual": milliseconds(True),
}))
