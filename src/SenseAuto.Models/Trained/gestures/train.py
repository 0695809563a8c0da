"""Trains the two gesture networks and writes gestures.json beside itself.

usage: train.py FOLDER [--check]     FOLDER holds keypoint_classifier/ and point_history_classifier/ with their rows.

Static: 21 hand points -> open, fist, pointer, call, none. The rows know the first three; "call" and "none" come from
the jointed hand below, seen from many sides. Moving: 16 places of a fingertip -> stop, clockwise, counter-clockwise,
move. With --check five folds are scored too: each holds back one contiguous fifth of every class (and leaves out the
windows that overlap it), because neighbouring rows are nearly the same picture.
"""
import json
import os
import sys

import numpy as np
import torch

STATIC = ["open", "fist", "pointer", "call", "none"]
MOVING = ["stop", "clockwise", "counterClockwise", "move"]
BASES = np.array([[-0.22, 0.95], [0.0, 1.0], [0.2, 0.93], [0.38, 0.82]])
BONES = np.array([[0.45, 0.27, 0.22], [0.50, 0.31, 0.23], [0.46, 0.29, 0.23], [0.36, 0.21, 0.20]])
THUMB = np.array([0.40, 0.33, 0.27])


def turn(axis, angle):
    axis = axis / np.linalg.norm(axis)
    x = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.eye(3) + np.sin(angle) * x + (1 - np.cos(angle)) * x @ x


def finger(random, base, bones, bend, spread):
    """Four joints of a finger; bend 0 is straight, 1 is in the fist."""
    angles = np.radians(np.array([75, 100, 50]) * bend + random.normal(0, 6, 3))
    out = turn(np.array([0, 0, 1.0]), spread)
    points, at, angle = [base], base, 0.0
    for bone, more in zip(bones, angles):
        angle += more
        at = at + out @ np.array([0, np.cos(angle), -np.sin(angle)]) * bone
        points.append(at)
    return points


def hand(random, bends):
    """21 points of a right hand, palm towards -z; bends of thumb, index, middle, ring and little finger."""
    points = [np.zeros(3)]
    out, inwards = np.radians(random.uniform(30, 65)), np.radians(random.uniform(-45, -15))
    angle = out + (inwards - out) * bends[0]
    at = np.array([-0.22, 0.22, -0.05])
    points.append(at)
    for i, bone in enumerate(THUMB):
        step = angle - bends[0] * 0.25 * i
        at = at + bone * np.array([-np.sin(step), np.cos(step), -0.15 - 0.45 * bends[0]])
        points.append(at)
    fan = random.uniform(0.2, 1.2)
    for i in range(4):
        base = np.r_[BASES[i], 0] * random.uniform(0.93, 1.07)
        spread = fan * np.radians([10, 1, -8, -18][i]) * (1 - 0.7 * bends[i + 1])
        points += finger(random, base, BONES[i] * random.uniform(0.92, 1.08), bends[i + 1], spread)
    return np.array(points)


def seen(random, points):
    """From the palm's side or from the back, up to 50 degrees aslant, with the error of a landmark network."""
    tilt = turn(np.array([1.0, 0, 0]), np.radians(random.uniform(-45, 45)))
    yaw = turn(np.array([0, 1.0, 0]), np.radians(random.uniform(-50, 50)) + (np.pi if random.random() < 0.3 else 0))
    view = points @ (tilt @ yaw).T
    flat = view[:, :2] / (1 + 0.12 * view[:, 2:3])
    flat[:, 1] *= -1
    return flat + random.normal(0, 0.025, flat.shape)


def bends_of(random, name):
    straight = lambda: random.uniform(-0.05, 0.2)
    curled = lambda: random.uniform(0.75, 1.05)
    half = lambda: random.uniform(0.3, 0.7)
    if name == "open":
        return [straight() for _ in range(5)]
    if name == "fist":
        return [curled() for _ in range(5)]
    if name == "pointer":
        return [curled(), straight(), curled(), curled(), curled()]
    if name == "call":
        return [random.uniform(-0.1, 0.2), curled(), curled(), curled(), straight()]
    while True:
        kinds = random.integers(0, 3 if random.random() < 0.4 else 2, 5)
        shape = "".join("sch"[k] for k in kinds)
        # What is left out is a shape with a name of its own, or too like one to be called otherwise.
        fingers = shape[1:]
        if "s" not in fingers or fingers in ("ssss", "sccc", "shcc", "scch", "schc") or shape == "scccs":
            continue
        if shape.count("h") == 1:
            continue
        return [(straight, curled, half)[k]() for k in kinds]


def generated(random, name, count):
    rows = np.array([seen(random, hand(random, bends_of(random, name))) for _ in range(count)])
    rows[random.random(count) < 0.5, :, 0] *= -1
    return rows


def canonical(points):
    """Wrist at the origin, knuckles above it, root mean square of the distances to the wrist 1."""
    points = points - points[:, :1]
    up = points[:, [5, 9, 13, 17]].mean(1)
    length = np.linalg.norm(up, axis=1, keepdims=True) + 1e-9
    sin, cos = up[:, :1] / length, -up[:, 1:] / length
    x = points[:, :, 0] * cos + points[:, :, 1] * sin
    y = points[:, :, 1] * cos - points[:, :, 0] * sin
    scale = np.sqrt((x ** 2 + y ** 2).mean(1))[:, None] + 1e-9
    return np.stack([x / scale, y / scale], 2).reshape(len(points), 42)


def features(points):
    """38 numbers of a hand's shape that neither turning nor mirroring changes."""
    points = canonical(points).reshape(-1, 21, 2)
    away = lambda a, b: np.linalg.norm(points[:, a] - points[:, b], axis=1)
    out = []
    for first in (1, 5, 9, 13, 17):
        second, third, tip = first + 1, first + 2, first + 3
        path = away(first, second) + away(second, third) + away(third, tip) + 1e-6
        out += [away(first, tip) / path, away(0, tip) / (away(0, second) + 1e-6) - 1, away(0, tip)]
        for a, b, c in ((0, first, second), (first, second, third), (second, third, tip)):
            u, v = points[:, b] - points[:, a], points[:, c] - points[:, b]
            out.append((u * v).sum(1) / (np.linalg.norm(u, axis=1) * np.linalg.norm(v, axis=1) + 1e-6))
    out += [away(4 * i, 4 * i + 4) for i in (1, 2, 3, 4)]
    out += [away(8, 5) - away(12, 9), away(8, 16), away(8, 10), away(8, 6) / (away(6, 5) + 1e-6)]
    return np.clip(np.stack(out, 1), -3, 3)


def static_more(random, rows, labels, times):
    rows = np.tile(rows, (times, 1, 1))
    size = np.sqrt((rows ** 2).sum(2).mean(1))[:, None, None]
    rows = rows + random.normal(0, 0.03, rows.shape) * size
    slant = np.eye(2) + random.normal(0, 0.1, (len(rows), 2, 2))
    rows = rows @ slant
    rows[random.random(len(rows)) < 0.5, :, 0] *= -1
    return features(rows), np.tile(labels, times)


def moving_more(random, rows, labels, times):
    rows, labels = np.tile(rows, (times, 1, 1)), np.tile(labels, times)
    rows = rows * np.exp(random.normal(0, 0.15, (len(rows), 1, 2))) + random.normal(0, 0.002, rows.shape)
    mirrored = random.random(len(rows)) < 0.5
    rows[mirrored, :, random.integers(0, 2)] *= -1
    labels = np.where(mirrored & (labels == 1), 2, np.where(mirrored & (labels == 2), 1, labels))
    return moving_input(rows), labels


def moving_input(rows):
    """Places from the first one, ten times enlarged, held within +-3: a jump is a jump."""
    return np.clip((rows - rows[:, :1]) * 10, -3, 3).reshape(len(rows), 32)


def fit(inputs, labels, hidden, classes, epochs, dropout=0.0, smoothing=0.02, decay=1e-3):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    sizes = [inputs.shape[1], *hidden, classes]
    layers = []
    for i in range(len(sizes) - 1):
        layers += [torch.nn.Linear(sizes[i], sizes[i + 1])]
        if i < len(hidden):
            layers += [torch.nn.ReLU()] + ([torch.nn.Dropout(dropout)] if dropout > 0 else [])
    net = torch.nn.Sequential(*layers)
    x, y = torch.tensor(inputs, dtype=torch.float32), torch.tensor(labels)
    optimiser = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=smoothing)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(256):
            optimiser.zero_grad()
            loss(net(x[batch]), y[batch]).backward()
            optimiser.step()
        schedule.step()
    return net.eval()


def says(net, inputs):
    with torch.no_grad():
        return net(torch.tensor(inputs, dtype=torch.float32)).argmax(1).numpy()


def rows_of(path, points):
    table = np.loadtxt(path, delimiter=",")
    return table[:, 1:].reshape(len(table), points, 2), table[:, 0].astype(int)


def blocks(labels, fold, margin):
    """True for the rows of the fold's contiguous fifth of each class; and for the rows to train on."""
    held, train = np.zeros(len(labels), bool), np.ones(len(labels), bool)
    for label in np.unique(labels):
        at = np.flatnonzero(labels == label)
        first, last = len(at) * fold // 5, len(at) * (fold + 1) // 5
        held[at[first:last]] = True
        train[at[max(0, first - margin):min(len(at), last + margin)]] = False
    return held, train


def train_static(rows, labels, seed):
    random = np.random.default_rng(seed)
    real, truth = static_more(random, rows, labels, 3)
    made = {"call": 1500, "none": 2000, "open": 700, "fist": 700, "pointer": 700}
    drawn = [features(generated(random, name, count)) for name, count in made.items()]
    names = [np.full(count, STATIC.index(name)) for name, count in made.items()]
    inputs, names = np.concatenate([real, *drawn]), np.concatenate([truth, *names])
    return fit(inputs, names, [64, 32], 5, 16, dropout=0.2, smoothing=0.05, decay=1e-2)


def train_moving(rows, labels, seed):
    random = np.random.default_rng(seed)
    return fit(*moving_more(random, rows, labels, 4), [32, 16], 4, 16)


def score(name, rows, labels, train, to_input, margin):
    scores = []
    for fold in range(5):
        held, kept = blocks(labels, fold, margin)
        net = train(rows[kept], labels[kept], fold)
        right = says(net, to_input(rows[held])) == labels[held]
        scores.append(right.mean())
        by_class = [right[labels[held] == k].mean().round(3) for k in np.unique(labels)]
        print(f"{name} fold {fold}: {right.mean():.4f} by class {by_class}", flush=True)
    print(f"{name}: mean {np.mean(scores):.4f} least {np.min(scores):.4f}", flush=True)


def layers_of(net):
    linear = [layer for layer in net if isinstance(layer, torch.nn.Linear)]
    number = lambda values: [float(f"{v:.5g}") for v in values.detach().numpy().ravel()]
    return [{"inputs": l.in_features, "weights": number(l.weight), "biases": number(l.bias)} for l in linear]


def main():
    folder = sys.argv[1]
    static = rows_of(os.path.join(folder, "keypoint_classifier", "keypoint.csv"), 21)
    moving = rows_of(os.path.join(folder, "point_history_classifier", "point_history.csv"), 16)
    if "--check" in sys.argv:
        score("static", *static, train_static, features, 12)
        score("moving", *moving, train_moving, moving_input, 16)
    result = {
        "static": {"classes": STATIC, "layers": layers_of(train_static(*static, 1))},
        "moving": {"classes": MOVING, "layers": layers_of(train_moving(*moving, 1))},
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "gestures.json"), "w", encoding="utf-8") as file:
        json.dump(result, file, separators=(",", ":"))


main()
