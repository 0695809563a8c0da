"""Trains the belt network on people without belts, over whom straps are drawn, and writes belt.onnx beside itself.

usage: train.py TORSOS.pkl     TORSOS.pkl: list of torsos as torsos.py beside this folder says.

The network sees the inner 2.8 face sizes as 96x96 grey levels, made even by their own mean and spread, and tells
a map of 24x24 places (is there a strap?) and one number (is the belt worn?). See README.md.
"""
import os
import sys

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from torsos import FACE, MIDDLE, PLAIN, SIDE, bend, cloth, cover, cut, even, mislead, paint, read, spoil, vary

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
        mislead(random, view, random.integers(0, PLAIN))
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
    kept, held = read(sys.argv[1])
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
            views, places = vary(random, pool[0][chosen], pool[1][chosen], 2)
            worn = pool[2][chosen]
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
