"""Trains the straps network on people without belts, over whom straps are drawn, and writes straps.onnx beside itself.

usage: train.py TORSOS.pkl     TORSOS.pkl: list of torsos as torsos.py beside this folder says.

The network sees the inner 2.8 face sizes as 96x96 grey levels, made even by their own mean and spread, and tells
a map of 24x24 places (is there a strap?) and four numbers that sum to one: no strap, a belt over the shoulder, a belt
that is not over the shoulder, a child's harness. See README.md.
"""
import os
import sys

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from torsos import (
    FACE, MIDDLE, PLAIN, SIDE, at, bend, cloth, cover, cut, even, mislead, paint, read, spoil, vary)

POOL, BATCH, EPOCHS = 20000, 50, 9
NONE, FITTED, MISROUTED, HARNESS = range(4)
SHARES = (0.42, 0.30, 0.18, 0.10)


def strap(random, view):
    """From one shoulder to the opposite hip; seen from the side of the car the strap lies steeper or nearer the neck."""
    side = random.choice([-1, 1])
    high, over = random.uniform(-1.6, -0.8), random.uniform(0.1, 1.1)
    start = at(side * over, high)
    reach, drop = random.uniform(0.3, 1.9), random.uniform(1.5, 3.0)
    end = start + np.array([-side * reach, drop]) * FACE
    points = bend(random, start, end, random.uniform(-0.08, 0.12) * side)
    mask = paint(random, view, points, random.uniform(0.14, 0.46) * FACE, random.random() < 0.35)
    if random.random() < 0.25:
        # From the pillar down to the shoulder, where it turns.
        pillar = start + np.array([side * random.uniform(0.1, 0.8), random.uniform(-0.7, -0.2)]) * FACE
        mask = np.maximum(mask, paint(random, view, bend(random, pillar, start, 0.0), 0.25 * FACE, False))
    return mask


def misrouted(random, view):
    """Below the armpit or over the upper arm, then flat over the lower chest to the other hip."""
    side = random.choice([-1, 1])
    width = random.uniform(0.16, 0.42) * FACE
    start = at(side * random.uniform(0.8, 1.35), random.uniform(-0.2, 0.5))
    end = start + np.array([-side * random.uniform(1.4, 2.4), random.uniform(0.35, 1.5)]) * FACE
    mask = paint(random, view, bend(random, start, end, random.uniform(-0.04, 0.14) * side), width, random.random() < 0.3)
    if random.random() < 0.5:
        arm(random, view, mask, start, side)
    if random.random() < 0.4:
        # The part beside the body, from the pillar to behind the arm: seen, too, but not on the chest.
        high = at(side * random.uniform(1.15, 1.6), -1.7)
        low = start + np.array([side * random.uniform(0.1, 0.3), -0.2]) * FACE
        paint(random, view, bend(random, high, low, 0.0), width * 0.9, False)
    return mask


def arm(random, view, mask, start, side):
    """An upper arm that hangs over the place where the strap comes out."""
    shape = np.zeros((SIDE, SIDE), np.float32)
    top = start + np.array([side * 0.1, -0.9]) * FACE
    low = start + np.array([side * random.uniform(-0.1, 0.3), random.uniform(0.5, 1.2)]) * FACE
    cv2.line(shape, tuple(top.astype(int).tolist()), tuple(low.astype(int).tolist()), 1.0,
             int(random.uniform(0.35, 0.7) * FACE))
    shape = cv2.GaussianBlur(shape, (0, 0), 1)
    folds = cv2.resize(random.normal(0, 1, (9, 9)).astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    level = view[mask < 0.5].mean() + random.uniform(-40, 40)
    view[:] = view * (1 - shape) + shape * (level + folds * random.uniform(2, 15))
    mask *= 1 - shape


def harness(random, view):
    """Five points: two straps from the shoulders to a buckle before the belly, the hips' straps, a clip, pads."""
    width, weak = random.uniform(0.14, 0.34) * FACE, random.random() < 0.25
    seed = random.integers(1 << 30)
    wide, high, low = random.uniform(0.3, 0.75), random.uniform(-1.15, -0.75), random.uniform(0.1, 1.1)
    middle = random.uniform(-0.15, 0.15)
    near = random.uniform(0.02, 0.2)
    mask = np.zeros_like(view)
    for side in (-1, 1):
        # Both straps are of one cloth.
        cloth_of = np.random.default_rng(seed)
        points = bend(random, at(middle + side * wide, high), at(middle + side * near, low), random.uniform(0, 0.1) * side)
        mask = np.maximum(mask, paint(cloth_of, view, points, width, weak))
        if random.random() < 0.6:
            hip = at(middle + side * random.uniform(0.7, 1.1), low + random.uniform(0.1, 0.5))
            cloth_of = np.random.default_rng(seed)
            mask = np.maximum(mask, paint(cloth_of, view, bend(random, at(middle, low), hip, 0.0), width, weak))
        if random.random() < 0.4:
            pad = points[:4]
            paint(random, view, pad, width * random.uniform(1.2, 1.7), False)
    if random.random() < 0.5:
        y = random.uniform(high + 0.3, low - 0.3)
        paint(random, view, bend(random, at(middle - wide, y), at(middle + wide, y), 0.0), width * 0.8, False)
    if random.random() < 0.8:
        size = random.uniform(0.12, 0.25)
        buckle = (at(middle - size, low - size).astype(int), at(middle + size, low + size).astype(int))
        cv2.rectangle(view, tuple(buckle[0].tolist()), tuple(buckle[1].tolist()), float(random.uniform(0, 230)), -1)
    return mask


DRAW = {FITTED: strap, MISROUTED: misrouted, HARNESS: harness}


def distract(random, view):
    """What a worn belt is not: other straps, or a wheel, light and lapels."""
    kind = random.integers(0, PLAIN + 3)
    if kind < PLAIN:
        mislead(random, view, kind)
    else:
        # Thrown by the plain kinds too: the dice of all samples stay those that the network was trained with.
        random.random(2)
        (wheel, light, lapel)[kind - PLAIN](random, view)


def wheel(random, view):
    """A steering wheel's rim before the belly."""
    shape = np.zeros((SIDE, SIDE), np.float32)
    centre = tuple(at(random.uniform(-1.2, 1.2), random.uniform(0.9, 2.2)).astype(int).tolist())
    axes = (int(random.uniform(0.9, 2.0) * FACE), int(random.uniform(0.5, 1.6) * FACE))
    cv2.ellipse(shape, centre, axes, random.uniform(-40, 40), 0, 360, 1.0, int(random.uniform(0.12, 0.35) * FACE))
    shape = cv2.GaussianBlur(shape, (0, 0), 0.8)
    view[:] = view * (1 - shape) + shape * (random.uniform(5, 90) + random.normal(0, 3, view.shape))


def light(random, view):
    """The edge of a shadow or a stripe of sun across the chest."""
    yy, xx = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    angle, way = random.uniform(0.2, 1.4), random.choice([-1, 1])
    off = (xx - MIDDLE) * np.sin(angle) * way - (yy - MIDDLE) * np.cos(angle) + random.uniform(-0.9, 0.9) * FACE
    soft = random.uniform(0.5, 4)
    share = 1 / (1 + np.exp(-np.clip(off / soft, -30, 30)))
    if random.random() < 0.4:
        share *= 1 / (1 + np.exp(-np.clip((random.uniform(0.3, 1.2) * FACE - off) / soft, -30, 30)))
    view *= 1 - random.uniform(0.15, 0.7) * share


def lapel(random, view):
    """An open coat or a collar: from the neck to the middle on both sides, a step of brightness, no band."""
    low, wide = random.uniform(-0.3, 1.3), random.uniform(0.2, 0.6)
    shape = np.zeros((SIDE, SIDE), np.float32)
    middle = random.uniform(-0.25, 0.25)
    corners = np.array([at(middle - wide, -1.3), at(middle + wide, -1.3), at(middle + random.uniform(-0.1, 0.1), low)])
    cv2.fillPoly(shape, [corners.astype(np.int32)], 1.0)
    shape = cv2.GaussianBlur(shape, (0, 0), 0.7)
    view[:] = np.clip(view + shape * random.choice([-1, 1]) * random.uniform(20, 110), 0, 255)
    if random.random() < 0.4:
        tie = bend(random, at(middle, -1.2), at(middle + random.uniform(-0.1, 0.1), low), 0.0)
        paint(random, view, tie, random.uniform(0.15, 0.3) * FACE, False)


def sample(random, torsos):
    if random.random() < 0.15:
        view, known = cloth(random)
    else:
        _, picture, inside = torsos[random.integers(len(torsos))]
        view, known = cut(random, picture, inside)
    if random.random() < 0.5:
        view, known = view[:, ::-1].copy(), known[:, ::-1].copy()
    kind = random.choice(4, p=SHARES)
    mask = np.zeros_like(view)
    for _ in range(random.choice(3, p=(0.7, 0.25, 0.05) if kind != NONE else (0.4, 0.4, 0.2))):
        distract(random, view)
    if kind != NONE:
        mask = DRAW[kind](random, view) * known
        if random.random() < 0.35:
            cover(random, view, mask)
        if random.random() < 0.15:
            light(random, view)
        # So much hidden that nobody could tell: the sample says nothing of the belt.
        if mask.sum() < 0.025 * mask.size:
            return None
    elif random.random() < 0.3:
        cover(random, view, mask)
    places = cv2.resize(mask, (24, 24), interpolation=cv2.INTER_AREA)
    return even(spoil(random, view, known)), (places > 0.3).astype(np.float32), kind


class Belt(torch.nn.Module):
    """96 -> 24 -> 12 -> 6 and back to 24; the verdict looks at the map and at the deepest layer.

    A second plane, each level against the mean and spread of its surroundings (22 levels wide and high), makes a strap
    in the shade as strong as one in the sun.
    """

    def __init__(self):
        super().__init__()
        block = lambda i, o, s: torch.nn.Sequential(
            torch.nn.Conv2d(i, o, 3, s, 1), torch.nn.BatchNorm2d(o), torch.nn.ReLU())
        self.plain, self.shade = torch.nn.Conv2d(1, 32, 6, 4, 1), torch.nn.Conv2d(1, 32, 3, 2, 1, bias=False)
        self.one = torch.nn.Sequential(torch.nn.BatchNorm2d(32), torch.nn.ReLU())
        self.two, self.three = block(32, 28, 1), torch.nn.Sequential(block(28, 40, 2), block(40, 40, 1))
        self.four = torch.nn.Sequential(block(40, 56, 2), block(56, 56, 1))
        self.back3, self.back2 = block(56 + 40, 36, 1), block(36 + 28, 28, 1)
        self.places = torch.nn.Conv2d(28, 1, 1)
        self.look = torch.nn.Sequential(block(29, 28, 2), block(28, 28, 2))
        self.verdict = torch.nn.Sequential(
            torch.nn.Dropout(0.2), torch.nn.Linear(28 * 36 + 56, 48), torch.nn.ReLU(), torch.nn.Dropout(0.3),
            torch.nn.Linear(48, 4))
        self.up = torch.nn.Upsample(scale_factor=2, mode="nearest")

    def near(self, x):
        """Against the surroundings, at half the size."""
        pool = lambda v: torch.nn.functional.avg_pool2d(v, 11, 1, 5, count_include_pad=False)
        half = torch.nn.functional.avg_pool2d(x, 2)
        mean = pool(half)
        spread = torch.sqrt(torch.relu(pool(half * half) - mean * mean) + 1e-4)
        return (half - mean) / (spread + 0.15)

    def forward(self, x):
        two = self.two(self.one(self.plain(x) + self.shade(self.near(x))))
        three = self.three(two)
        four = self.four(three)
        wide = self.back2(torch.cat([self.up(self.back3(torch.cat([self.up(four), three], 1))), two], 1))
        places = self.places(wide)
        seen = self.look(torch.cat([wide, torch.sigmoid(places)], 1)).flatten(1)
        return places.flatten(1), self.verdict(torch.cat([seen, four.mean((2, 3))], 1))


class Shipped(torch.nn.Module):
    """With the sigmoid and the softmax, and names for the outputs."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        places, kinds = self.net(x)
        return torch.sigmoid(places), torch.softmax(kinds, 1)


def batch(random, torsos, count):
    samples = []
    while len(samples) < count:
        one = sample(random, torsos)
        if one is not None:
            samples.append(one)
    views, places, kinds = zip(*samples)
    return (torch.tensor(np.array(views)[:, None], dtype=torch.float32),
            torch.tensor(np.array(places).reshape(count, -1)), torch.tensor(np.array(kinds)))


def score(net, views, kinds):
    """Row by row what was drawn, column by column what was said, per cent of the row."""
    net.eval()
    with torch.no_grad():
        said = torch.cat([net(part)[1].argmax(1) for part in views.split(100)])
    net.train()
    table = torch.zeros(4, 4)
    for drawn, told in zip(kinds, said):
        table[drawn, told] += 1
    return (100 * table / table.sum(1, keepdim=True)).round().int().tolist()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(5)
    kept, held = read(sys.argv[1])
    random, test = np.random.default_rng(1), batch(np.random.default_rng(2), held, 800)
    net = Belt()
    steps = POOL // BATCH * EPOCHS
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, steps)
    judge = torch.nn.CrossEntropyLoss(label_smoothing=0.02)
    weight = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0))
    pool = batch(random, kept, POOL)
    print("drawn", flush=True)
    for epoch in range(EPOCHS):
        for chosen in torch.randperm(POOL)[:POOL // BATCH * BATCH].split(BATCH):
            views, places = vary(random, pool[0][chosen], pool[1][chosen], 1)
            kinds = pool[2][chosen]
            optimiser.zero_grad()
            told, verdict = net(views)
            (weight(told, places) + judge(verdict, kinds)).backward()
            optimiser.step()
            schedule.step()
        print(epoch + 1, "none, fitted, misrouted, harness:", score(net, test[0], test[2]), flush=True)
    net.eval()
    torch.onnx.export(
        Shipped(net).eval(), torch.zeros(1, 1, SIDE, SIDE), os.path.join(HERE, "straps.onnx"), opset_version=13,
        input_names=["torso"], output_names=["places", "kinds"])


if __name__ == "__main__":
    main()
