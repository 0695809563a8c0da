"""Trains the belt network on people without belts, over whom straps are drawn, and writes belt.onnx beside itself.

usage: train.py TORSOS.pkl     TORSOS.pkl: list of torsos as torsos.py beside this folder says.

The network sees the inner 2.8 face sizes as 96x96 grey levels, made even by their own mean and spread, and tells
a map of 24x24 places (is there a strap?) and one number (is the belt worn?). See README.md.
"""
import os
import pickle
import sys

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from torsos import FACE, HELD, MIDDLE, SIDE, bend, cloth, cover, cut, even, paint, spoil

POOL, BATCH, EPOCHS = 9000, 50, 9


def strap(random, view):
    """From one shoulder to the opposite hip."""
    f = FACE
    side = random.choice([-1, 1])
    start = np.array([MIDDLE + side * random.uniform(0.25, 1.25) * f, MIDDLE + random.uniform(-1.5, -0.75) * f])
    reach, drop = random.uniform(0.5, 1.9), random.uniform(1.6, 3.0)
    end = np.array([start[0] - side * reach * f, start[1] + drop * f])
    points = bend(random, start, end, random.uniform(-0.08, 0.1))
    return paint(random, view, points, random.uniform(0.16, 0.46) * f, random.random() < 0.35)


def distract(random, view):
    """What a worn belt is not: level, upright, paired, short, too broad, or beside the body."""
    f = FACE
    at = lambda x, y: np.array([MIDDLE + x * f, MIDDLE + y * f])
    kind = random.integers(0, 7)
    width = random.uniform(0.1, 0.45) * f
    weak = random.random() < 0.3
    if kind == 0:
        x, tilt = random.uniform(-1.2, 1.2), random.uniform(-0.15, 0.15)
        paint(random, view, bend(random, at(x, -1.5), at(x + tilt, 1.6), 0.02), width, weak)
    elif kind == 1:
        y, tilt = random.uniform(-0.9, 1.3), random.uniform(-0.3, 0.3)
        paint(random, view, bend(random, at(-1.6, y - tilt), at(1.6, y + tilt), 0.03), width, weak)
    elif kind == 2:
        x, y, slope = random.uniform(0.35, 0.9), random.uniform(-0.6, 0.4), random.uniform(-0.2, 0.3)
        for side in (-1, 1):
            paint(random, view, bend(random, at(side * x, -1.3), at(slope * side, y), 0.02), width * 0.7, weak)
    elif kind == 3:
        side = random.choice([-1, 1])
        far, high = random.uniform(0.95, 1.35), random.uniform(-1.1, -0.7)
        tip = at(side * (far - 0.25), high + 0.35)
        paint(random, view, bend(random, at(side * (far + 0.5), high - 0.7), tip, 0.0), width, weak)
    elif kind == 4:
        side = random.choice([-1, 1])
        elbow = at(side * random.uniform(0.9, 1.4), random.uniform(0.2, 1.0))
        hand = at(-side * random.uniform(-0.2, 0.9), random.uniform(0.5, 1.4))
        paint(random, view, bend(random, elbow, hand, 0.03), random.uniform(0.5, 0.9) * f, weak)
    elif kind == 5:
        for side in (-1, 1):
            x = random.uniform(0.5, 0.8)
            paint(random, view, bend(random, at(side * x, -1.2), at(side * x * 1.1, 1.5), 0.02), width, weak)
    else:
        x = random.uniform(-1, 1)
        paint(random, view, bend(random, at(x, -1.4), at(x + random.uniform(-0.5, 0.5), -0.7), 0), width, weak)


def sample(random, torsos):
    if random.random() < 0.15:
        view, known = cloth(random)
    else:
        _, picture, inside = torsos[random.integers(len(torsos))]
        view, known = cut(random, picture, inside)
    if random.random() < 0.5:
        view, known = view[:, ::-1].copy(), known[:, ::-1].copy()
    worn = random.random() < 0.5
    mask = np.zeros_like(view)
    if random.random() < (0.25 if worn else 0.55):
        distract(random, view)
    if worn:
        mask = strap(random, view) * known
        if random.random() < 0.4:
            cover(random, view, mask)
        # So much hidden that nobody could tell: the sample says nothing of the belt.
        if mask.sum() < 0.02 * mask.size:
            mask[:] = 0
            worn = False
    elif random.random() < 0.3:
        cover(random, view, mask)
    places = cv2.resize(mask, (24, 24), interpolation=cv2.INTER_AREA)
    return even(spoil(random, view, known)), (places > 0.3).astype(np.float32), float(worn)


class Belt(torch.nn.Module):
    """96 -> 48 -> 24 -> 12 -> 6 and back to 24; the verdict looks at the map and at the deepest layer."""

    def __init__(self):
        super().__init__()
        block = lambda i, o, s: torch.nn.Sequential(
            torch.nn.Conv2d(i, o, 3, s, 1), torch.nn.BatchNorm2d(o), torch.nn.ReLU())
        self.one, self.two = block(1, 12, 2), torch.nn.Sequential(block(12, 24, 2), block(24, 24, 1))
        self.three = torch.nn.Sequential(block(24, 32, 2), block(32, 32, 1))
        self.four = torch.nn.Sequential(block(32, 48, 2), block(48, 48, 1))
        self.back3, self.back2 = block(48 + 32, 32, 1), block(32 + 24, 24, 1)
        self.places = torch.nn.Conv2d(24, 1, 1)
        self.look = torch.nn.Sequential(block(25, 24, 2), block(24, 24, 2))
        self.verdict = torch.nn.Sequential(
            torch.nn.Linear(24 * 36 + 48, 48), torch.nn.ReLU(), torch.nn.Dropout(0.3), torch.nn.Linear(48, 1))
        self.up = torch.nn.Upsample(scale_factor=2, mode="nearest")

    def forward(self, x):
        two = self.two(self.one(x))
        three = self.three(two)
        four = self.four(three)
        wide = self.back2(torch.cat([self.up(self.back3(torch.cat([self.up(four), three], 1))), two], 1))
        places = self.places(wide)
        seen = self.look(torch.cat([wide, torch.sigmoid(places)], 1)).flatten(1)
        return places.flatten(1), self.verdict(torch.cat([seen, four.mean((2, 3))], 1))


class Shipped(torch.nn.Module):
    """With the sigmoids, and names for the outputs."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        places, worn = self.net(x)
        return torch.sigmoid(places), torch.sigmoid(worn)


def batch(random, torsos, count):
    views, places, worn = zip(*(sample(random, torsos) for _ in range(count)))
    return (torch.tensor(np.array(views)[:, None], dtype=torch.float32),
            torch.tensor(np.array(places).reshape(count, -1)), torch.tensor(worn)[:, None])


def vary(random, views, places, worn):
    """The same samples mirrored, moved by whole places of the map, brighter, noisier."""
    places = places.view(-1, 24, 24)
    if random.random() < 0.5:
        views, places = views.flip(3), places.flip(2)
    right, down = (int(v) for v in random.integers(-2, 3, 2))
    views = torch.roll(views, (4 * down, 4 * right), (2, 3))
    places = torch.roll(places, (down, right), (1, 2))
    views = views * random.uniform(0.8, 1.25) + random.normal(0, 0.1) + torch.randn_like(views) * random.uniform(0, 0.1)
    return views, places.flatten(1), worn


def score(net, views, worn):
    net.eval()
    with torch.no_grad():
        said = torch.sigmoid(net(views)[1])
    net.train()
    right = (said > 0.5) == (worn > 0.5)
    return right[worn > 0.5].float().mean().item(), right[worn < 0.5].float().mean().item()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(5)
    torsos = pickle.load(open(sys.argv[1], "rb"))
    held = [t for t in torsos if any(name in t[0] for name in HELD)]
    kept = [t for t in torsos if not any(name in t[0] for name in HELD)]
    print(len(kept), "torsos to train on,", len(held), "held back", flush=True)
    random, test = np.random.default_rng(1), batch(np.random.default_rng(2), held, 400)
    pool = batch(random, kept, POOL)
    print("drawn", flush=True)
    net = Belt()
    steps = POOL // BATCH * EPOCHS
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, steps)
    judge = torch.nn.BCEWithLogitsLoss()
    weight = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0))
    for epoch in range(EPOCHS):
        for chosen in torch.randperm(POOL)[:POOL // BATCH * BATCH].split(BATCH):
            views, places, worn = vary(random, *(part[chosen] for part in pool))
            optimiser.zero_grad()
            told, verdict = net(views)
            (weight(told, places) + judge(verdict, worn)).backward()
            optimiser.step()
            schedule.step()
        print(epoch + 1, "worn %.3f not worn %.3f" % score(net, test[0], test[2]), flush=True)
    net.eval()
    torch.onnx.export(
        Shipped(net).eval(), torch.zeros(1, 1, SIDE, SIDE), os.path.join(HERE, "belt.onnx"), opset_version=13,
        input_names=["torso"], output_names=["places", "worn"])


if __name__ == "__main__":
    main()
