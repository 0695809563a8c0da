"""People's torsos and how straps are drawn over them: shared by the recipes of the belt and the straps network.

A torso is (source, 230x230 grey picture, 230x230 bool "inside the picture"), a square of 3.6 face sizes (larger side of
the detector's box) around the point 1.7 face sizes below the face's middle. Views are its inner 2.8 face sizes, 96x96.
"""
import pickle

import cv2
import numpy as np
import torch

SIDE = 96
MIDDLE = SIDE / 2
FACE = SIDE / 2.8
HELD = ("headpose-yakhyo", "video03", "thanks", "sister", "walk")


def read(path):
    """Torsos to train on, and those that are held back."""
    torsos = pickle.load(open(path, "rb"))
    held = [t for t in torsos if any(name in t[0] for name in HELD)]
    kept = [t for t in torsos if not any(name in t[0] for name in HELD)]
    print(len(kept), "torsos to train on,", len(held), "held back", flush=True)
    return kept, held


def at(x, y):
    """A point in face sizes from the middle of the square: shoulders lie near y = -0.75, armpits near 0.1."""
    return np.array([MIDDLE + x * FACE, MIDDLE + y * FACE])


def cut(random, picture, inside):
    """The network's view with the errors of a face detector: 15 % in size, 0.25 face sizes in place, 8 degrees."""
    size = 230 * 2.8 / 3.6 * np.exp(random.normal(0, 0.12))
    x, y = 115 + random.normal(0, 0.15, 2) * 230 / 3.6
    turn = cv2.getRotationMatrix2D((float(x), float(y)), random.normal(0, 5), SIDE / size)
    turn[:, 2] += SIDE / 2 - np.array([x, y])
    view = cv2.warpAffine(picture, turn, (SIDE, SIDE)).astype(np.float32)
    known = cv2.warpAffine(inside.astype(np.uint8), turn, (SIDE, SIDE), flags=cv2.INTER_NEAREST)
    if random.random() < 0.4:
        floor = int(SIDE * random.uniform(0.55, 1))
        known[floor:] = 0
        if random.random() < 0.3:
            view[floor:] = random.uniform(0, 255)
            known[:] = 1
        else:
            view[floor:] = 0
    return view, known


def cloth(random):
    """A made torso: shoulders, seams, folds. For variety of brightness and of what is not a strap."""
    size = SIDE
    view = np.full((size, size), random.uniform(10, 200), np.float32)
    noise = cv2.resize(random.normal(0, 1, (8, 8)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    view += noise * random.uniform(5, 30)
    half, top = random.uniform(0.8, 1.3) * FACE, random.uniform(0.1, 0.5) * FACE
    level = random.uniform(15, 235)
    body = np.array([
        [MIDDLE - 0.25 * half, top - 5], [MIDDLE + 0.25 * half, top - 5], [MIDDLE + half, top + 0.35 * half],
        [MIDDLE + half * 1.15, size], [MIDDLE - half * 1.15, size], [MIDDLE - half, top + 0.35 * half]])
    shape = np.zeros((size, size), np.float32)
    cv2.fillPoly(shape, [body.astype(np.int32)], 1.0)
    folds = cv2.resize(random.normal(0, 1, (12, 12)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    fill = level + folds * random.uniform(3, 25)
    if random.random() < 0.3:
        period, angle = random.uniform(3, 12), random.uniform(0, np.pi)
        yy, xx = np.mgrid[:size, :size]
        fill += np.sin((xx * np.cos(angle) + yy * np.sin(angle)) * 2 * np.pi / period) * random.uniform(5, 40)
    return np.where(cv2.GaussianBlur(shape, (5, 5), 0) > 0.5, fill, view), np.ones((size, size), np.uint8)


def band(points, widths):
    """Mask of a band along a polyline, and the signed place across it (-1..1)."""
    size = SIDE
    mask, across = np.zeros((size, size), np.float32), np.zeros((size, size), np.float32)
    yy, xx = np.mgrid[:size, :size].astype(np.float32)
    nearest = np.full((size, size), 1e9, np.float32)
    for (a, b), width in zip(zip(points[:-1], points[1:]), widths):
        along = b - a
        length = np.hypot(*along) + 1e-6
        u = ((xx - a[0]) * along[0] + (yy - a[1]) * along[1]) / length ** 2
        v = ((xx - a[0]) * along[1] - (yy - a[1]) * along[0]) / length
        far = np.abs(v) + 1e3 * ((u < -0.02) | (u > 1.02))
        here = far < nearest
        nearest[here], across[here] = far[here], (v / (width / 2))[here]
    mask[:] = np.clip((1.0 - np.abs(across)) * 3 + 0.5, 0, 1) * (nearest < 500)
    return mask, across


def bend(random, start, end, bow):
    """A polyline from start to end, bowed sideways as a strap lies over a chest."""
    steps = np.linspace(0, 1, 8)[:, None]
    normal = np.array([-(end - start)[1], (end - start)[0]])
    return start + (end - start) * steps + normal * bow * np.sin(np.pi * steps)


def paint(random, view, points, width, weak):
    """Draws one strap and returns its mask. Contrast may be small, folds of the cloth shine through."""
    widths = width * np.linspace(random.uniform(0.8, 1.1), random.uniform(0.9, 1.3), len(points) - 1)
    mask, across = band(points, widths)
    under = view[mask > 0.5]
    if under.size == 0:
        return mask
    mean = under.mean()
    contrast = random.uniform(10, 30) if weak else random.uniform(25, 130)
    level = np.clip(mean + contrast * random.choice([-1, 1]), 5, 250)
    texture = (view - cv2.GaussianBlur(view, (0, 0), 4.5)) * random.uniform(0.1, 0.8)
    along = cv2.resize(random.normal(0, 1, (6, 6)).astype(np.float32), view.shape[::-1], interpolation=cv2.INTER_CUBIC)
    fill = level + texture + along * random.uniform(0, 14)
    fill = fill + random.uniform(-18, 18) * (np.abs(np.abs(across) - 0.8) < 0.15)
    shade = cv2.GaussianBlur(mask, (0, 0), random.uniform(0.6, 2.5)) * random.uniform(0, 25)
    view -= shade
    view[:] = view * (1 - mask) + fill * mask
    return mask


PLAIN = 7


def mislead(random, view, kind):
    """What a worn belt is not, one of PLAIN kinds: level, upright, paired, short, too broad, or beside the body."""
    width = random.uniform(0.1, 0.45) * FACE
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
        paint(random, view, bend(random, elbow, hand, 0.03), random.uniform(0.5, 0.9) * FACE, weak)
    elif kind == 5:
        for side in (-1, 1):
            x = random.uniform(0.5, 0.8)
            paint(random, view, bend(random, at(side * x, -1.2), at(side * x * 1.1, 1.5), 0.02), width, weak)
    else:
        x = random.uniform(-1, 1)
        paint(random, view, bend(random, at(x, -1.4), at(x + random.uniform(-0.5, 0.5), -0.7), 0), width, weak)


def cover(random, view, mask):
    """An arm, hand or hair before the strap."""
    size = SIDE
    shape = np.zeros((size, size), np.float32)
    centre = (int(random.uniform(0, size)), int(random.uniform(0.15, 1) * size))
    axes = (int(random.uniform(0.15, 0.8) * FACE), int(random.uniform(0.1, 0.35) * FACE))
    cv2.ellipse(shape, centre, axes, random.uniform(0, 180), 0, 360, 1.0, -1)
    shape = cv2.GaussianBlur(shape, (0, 0), 1)
    view[:] = view * (1 - shape) + shape * (random.uniform(20, 240) + random.normal(0, 4, view.shape))
    mask *= 1 - shape


def spoil(random, view, known):
    """What a camera does: light from a side, gamma, blur, noise, compression."""
    size = SIDE
    yy, xx = np.mgrid[:size, :size] / size - 0.5
    angle = random.uniform(0, 2 * np.pi)
    view = view * (1 + random.uniform(0, 0.6) * (xx * np.cos(angle) + yy * np.sin(angle)))
    view = 255 * np.clip(view / 255, 0, 1) ** np.exp(random.normal(0, 0.35)) * random.uniform(0.35, 1.1)
    small = cv2.resize(view.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    if random.random() < 0.6:
        small = cv2.GaussianBlur(small, (0, 0), random.uniform(0.3, 1.2))
    small = np.clip(small + random.normal(0, random.uniform(0.5, 6), small.shape), 0, 255)
    if random.random() < 0.4:
        small = cv2.imdecode(cv2.imencode(".jpg", small, [1, int(random.uniform(40, 90))])[1], 0).astype(np.float32)
    small[cv2.resize(known, (SIDE, SIDE), interpolation=cv2.INTER_NEAREST) == 0] = 0
    return small


def even(view):
    return (view - view.mean()) / (view.std() + 8)


def vary(random, views, places, reach):
    """The same samples mirrored, moved by up to reach places of the map, brighter, noisier."""
    places = places.view(-1, 24, 24)
    if random.random() < 0.5:
        views, places = views.flip(3), places.flip(2)
    right, down = (int(v) for v in random.integers(-reach, reach + 1, 2))
    views = torch.roll(views, (4 * down, 4 * right), (2, 3))
    places = torch.roll(places, (down, right), (1, 2))
    views = views * random.uniform(0.8, 1.25) + random.normal(0, 0.1) + torch.randn_like(views) * random.uniform(0, 0.1)
    return views, places.flatten(1)
