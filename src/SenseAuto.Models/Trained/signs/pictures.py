"""Makes training pictures of traffic signs: a drawing, a pose, a light, a camera. No photograph of a sign is used.

    /usr/bin/python3 pictures.py --variants FOLDER --shelf SHELF --count 60000 --seed 1 --out chunk-1.npz [--held]

Output: `pictures` N x 48 x 48 x 3 uint8 RGB and `labels` N (place in pictograms.SIGNS; len(SIGNS) is "Other").
--held draws with the held-out face of the digits and with the held-out backgrounds only; without it neither is used.
The same arguments give the same pictures.
"""
import argparse
import glob
import os

import cv2
import numpy as np

import pictograms

SIZE = 48
SIGN_MIN = 12  # pixels a sign measures at least: the finder's least
WORK = 72
NAMES = list(pictograms.SIGNS)
OTHER = len(NAMES)
# Drawn more often than the rest: what is easily taken for another.
WEIGHTS = {name: 1.6 if name.startswith("SpeedLimit") else 1.0 for name in NAMES}


def load_tiles(folder, kind):
    tiles = {}
    for path in sorted(glob.glob(os.path.join(folder, f"*-{kind}.png"))):
        name = os.path.basename(path).split("-")[0]
        tile = cv2.imread(path, cv2.IMREAD_UNCHANGED)
        tile = cv2.resize(tile, (144, 144), interpolation=cv2.INTER_AREA)
        rgba = np.zeros((192, 192, 4), np.uint8)
        rgba[24:168, 24:168] = tile[:, :, [2, 1, 0, 3]]
        tiles.setdefault(name, []).append(rgba)
    return tiles


def load_backgrounds(shelf, held):
    """Road stills, traffic-light crops and indoor photos of the shelf; every fourth is held out."""
    patterns = ["drives/lanelines/test_images/*", "drives/vehicle-detection/test_images/*", "drives/comma2k19-example1/preview.png",
                "cabin/hands-subhi-test/images/test/*.jpg"]
    wide = [path for pattern in patterns for path in sorted(glob.glob(os.path.join(shelf, pattern)))]
    small = sorted(glob.glob(os.path.join(shelf, "drives/traffic-lights/traffic_light_images/**/*.*"), recursive=True))
    pick = lambda paths: [p for i, p in enumerate(paths) if (i % 4 == 3) == held]
    read = lambda paths: [cv2.cvtColor(picture, cv2.COLOR_BGR2RGB) for picture in map(cv2.imread, paths) if picture is not None]
    return read(pick(wide)), read(pick(small)[::3])


class Maker:
    def __init__(self, tiles, wide, small, rng):
        self.tiles, self.wide, self.small, self.rng = tiles, wide, small, rng
        weights = np.array([WEIGHTS[name] for name in NAMES] + [7.0])
        self.shares = weights / weights.sum()
        self.other_signs = [name for name in tiles if name.startswith("Other")]

    def make(self):
        """One picture (48 x 48 x 3 uint8) and its label."""
        rng = self.rng
        label = int(rng.choice(len(self.shares), p=self.shares))
        self.share = rng.uniform(0.55, 1.0)
        canvas = self.background()
        if rng.random() < 0.3:
            self.neighbour(canvas)
        if label == OTHER:
            self.other(canvas)
        else:
            self.paste(canvas, self.tile(NAMES[label]))
        return self.camera(self.spoil(canvas)), label

    def tile(self, name):
        choices = self.tiles[name]
        return choices[self.rng.integers(len(choices))]

    def background(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            source = self.wide[rng.integers(len(self.wide))]
            side = int(min(rng.uniform(24, 220), source.shape[0] - 1, source.shape[1] - 1))
            y, x = rng.integers(source.shape[0] - side), rng.integers(source.shape[1] - side)
            canvas = cv2.resize(source[y:y + side, x:x + side], (WORK, WORK), interpolation=cv2.INTER_LINEAR).astype(np.float32)
        else:
            canvas = self.texture()
        gain, lift = rng.uniform(0.3, 1.4), rng.uniform(-40, 60)
        return np.clip(canvas * gain + lift, 0, 255)

    def texture(self):
        """Sky, leaves, walls: a colour, a slope and noise of several sizes."""
        rng = self.rng
        canvas = np.ones((WORK, WORK, 3), np.float32) * rng.uniform(10, 250) + rng.normal(0, 18, 3).astype(np.float32)
        for cells in (2, 5, 12, 30):
            strength = rng.exponential(14)
            noise = rng.normal(0, strength, (cells, cells, 1)) + rng.normal(0, strength * 0.3, (cells, cells, 3))
            canvas += cv2.resize(noise.astype(np.float32), (WORK, WORK), interpolation=cv2.INTER_CUBIC)
        for _ in range(rng.integers(0, 4)):
            a, b = rng.integers(-10, WORK + 10, 2), rng.integers(-10, WORK + 10, 2)
            colour = tuple(float(v) for v in rng.uniform(0, 255) + rng.normal(0, 25, 3))
            cv2.line(canvas, tuple(int(v) for v in a), tuple(int(v) for v in b), colour, int(rng.integers(1, 14)))
        return canvas

    def neighbour(self, canvas):
        """A post below, another sign or a plate above or under ours."""
        rng = self.rng
        middle = WORK / 2 + rng.normal(0, 3)
        grey = float(rng.uniform(40, 200))
        if rng.random() < 0.6:
            half = rng.uniform(1, 4)
            cv2.rectangle(canvas, (int(middle - half), WORK // 2), (int(middle + half), WORK), (grey, grey, grey), -1)
        where = rng.random()
        if where < 0.35:
            self.paste(canvas, self.tile(NAMES[rng.integers(OTHER)]), dy=rng.choice([-1.0, 1.0]) * rng.uniform(0.86, 1.02))
        elif where < 0.65:
            top = int(WORK * rng.uniform(0.86, 0.94))
            light = float(rng.uniform(150, 250))
            cv2.rectangle(canvas, (int(middle - 28), top), (int(middle + 28), WORK), (light, light, light), -1)
            cv2.rectangle(canvas, (int(middle - 28), top), (int(middle + 28), WORK + 5), (40, 40, 40), 1)

    def paste(self, canvas, tile, dy=0.0, dx=0.0, scale=None):
        """The sign with a pose, its paint as old as it happens to be."""
        rng = self.rng
        size = WORK * (scale if scale else self.share)
        stretch = np.exp(rng.normal(0, 0.05))
        half = np.array([size * stretch, size / stretch]) * (96 / 72) / 2
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) * half
        corners += rng.normal(0, 0.022, (4, 2)) * size * rng.uniform(0, 2)
        angle = np.radians(rng.normal(0, 5) + (rng.normal(0, 9) if rng.random() < 0.15 else 0))
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        centre = WORK / 2 + rng.normal(0, 0.03, 2) * WORK + np.array([dx, dy]) * WORK
        target = (corners @ turn.T + centre).astype(np.float32)
        source = np.array([[0, 0], [192, 0], [192, 192], [0, 192]], np.float32)
        warped = cv2.warpPerspective(tile, cv2.getPerspectiveTransform(source, target), (WORK, WORK), flags=cv2.INTER_LINEAR)
        alpha = warped[:, :, 3:].astype(np.float32) / 255
        canvas += (self.paint(warped[:, :, :3].astype(np.float32)) - canvas) * alpha

    def paint(self, colour):
        rng = self.rng
        if rng.random() < 0.35:
            grey = colour.mean(axis=2, keepdims=True)
            colour = colour + (grey - colour) * rng.uniform(0, 0.75)
        white = rng.uniform(110, 255) * np.exp(rng.normal(0, 0.05, 3))
        black = rng.uniform(0, min(70, white.min() * 0.45))
        colour = black + colour / 255 * (white - black)
        if rng.random() < 0.3:
            cells = rng.normal(1, 0.15, (3, 3, 1)).astype(np.float32)
            colour = colour * cv2.resize(cells, (WORK, WORK), interpolation=cv2.INTER_CUBIC)[:, :, None]
        return np.clip(colour, 0, 255).astype(np.float32)

    def other(self, canvas):
        """What a finder may hand over that is no sign of ours."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.3 and self.other_signs:
            self.paste(canvas, self.tile(self.other_signs[rng.integers(len(self.other_signs))]))
        elif kind < 0.45:
            far = rng.uniform(0.45, 0.8) * rng.choice([-1, 1], 2) * rng.permutation([1.0, rng.uniform(0, 0.6)])
            self.paste(canvas, self.tile(NAMES[rng.integers(OTHER)]), dx=far[0], dy=far[1])
        elif kind < 0.52:
            self.paste(canvas, self.tile(NAMES[rng.integers(OTHER)]), scale=rng.uniform(2.2, 3.5), dx=rng.uniform(-.8, .8), dy=rng.uniform(-.8, .8))
        elif kind < 0.66 and self.small:
            lamp = self.small[rng.integers(len(self.small))]
            h, w = lamp.shape[:2]
            side = min(h, w)
            y = rng.integers(h - side + 1)
            canvas[:] = cv2.resize(lamp[y:y + side, :side], (WORK, WORK), interpolation=cv2.INTER_AREA)
        elif kind < 0.85:
            self.blobs(canvas)

    def blobs(self, canvas):
        """Rings, discs, triangles and boxes in signal colours without a meaning."""
        rng = self.rng
        for _ in range(rng.integers(1, 4)):
            colour = [(190, 20, 30), (20, 70, 160), (240, 180, 20), (245, 245, 245), (30, 30, 30)][rng.integers(5)]
            colour = tuple(float(np.clip(v + rng.normal(0, 20), 0, 255)) for v in colour)
            x, y = (int(v) for v in rng.integers(8, WORK - 8, 2))
            r = int(rng.integers(6, 34))
            shape = rng.integers(4)
            thick = -1 if rng.random() < 0.6 else int(rng.integers(3, 9))
            if shape == 0:
                cv2.circle(canvas, (x, y), r, colour, thick)
            elif shape == 1:
                cv2.rectangle(canvas, (x - r, y - int(r * rng.uniform(0.2, 1))), (x + r, y + r), colour, thick)
            else:
                points = (np.array([x, y]) + rng.normal(0, r, (int(rng.integers(3, 6)), 2))).astype(np.int32)
                cv2.fillPoly(canvas, [points], colour)

    def spoil(self, canvas):
        """Shadow, dirt, branches, glare."""
        rng = self.rng
        if rng.random() < 0.22:
            normal = rng.normal(0, 1, 2)
            yy, xx = np.mgrid[0:WORK, 0:WORK] - WORK / 2
            side = (xx * normal[0] + yy * normal[1]) / np.hypot(*normal) + rng.uniform(-25, 25)
            canvas = canvas * (1 - rng.uniform(0.2, 0.65) / (1 + np.exp(np.clip(-side / rng.uniform(0.3, 4), -30, 30))))[:, :, None]
        if rng.random() < 0.14:
            for _ in range(rng.integers(1, 5)):
                colour = tuple(float(v) for v in rng.uniform(10, 220) + rng.normal(0, 15, 3))
                a, b = rng.integers(0, WORK, 2), rng.integers(0, WORK, 2)
                canvas = np.ascontiguousarray(canvas)
                if rng.random() < 0.5:
                    cv2.line(canvas, tuple(int(v) for v in a), tuple(int(v) for v in b), colour, int(rng.integers(1, 5)))
                else:
                    cv2.ellipse(canvas, tuple(int(v) for v in a), (int(rng.integers(2, 11)), int(rng.integers(2, 8))),
                                float(rng.uniform(0, 180)), 0, 360, colour, -1)
        if rng.random() < 0.1:
            yy, xx = np.mgrid[0:WORK, 0:WORK]
            cx, cy, r = rng.uniform(0, WORK), rng.uniform(0, WORK), rng.uniform(6, 30)
            canvas = canvas + (rng.uniform(30, 170) * np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / (2 * r * r)))[:, :, None]
        return canvas

    def camera(self, canvas):
        """Light, lens, sensor and file: what lies between the sign and 48 x 48 pixels."""
        rng = self.rng
        canvas = np.clip(canvas, 0, 255).astype(np.float32) / 255
        canvas = canvas ** np.exp(rng.normal(0, 0.35))
        gain = np.exp(rng.uniform(np.log(0.08), np.log(1.5)) * (1 if rng.random() < 0.65 else 0.25))
        if rng.random() < 0.06:
            gain = rng.uniform(1.5, 3.5)  # blown out: against the light, white drowns the ring
        cast = np.exp(rng.normal(0, 0.09, 3))
        haze = rng.uniform(0, 0.35) if rng.random() < 0.25 else 0.0
        canvas = np.clip((canvas * (1 - haze) + haze) * gain * cast + rng.uniform(0, 0.05), 0, 1)
        if rng.random() < 0.25:
            grey = canvas.mean(axis=2, keepdims=True)
            canvas = canvas + (grey - canvas) * rng.uniform(0.2, 0.9)
        canvas = self.blur((canvas * 255).astype(np.float32))
        side = int(np.exp(rng.uniform(np.log(SIGN_MIN / self.share), np.log(72))))
        small = cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA)
        noise = 0.3 + 0.7 * min(1.0, gain)
        small = small + rng.normal(0, noise * rng.exponential(3.5), small.shape)
        if rng.random() < 0.3:
            small = small + rng.normal(0, noise * rng.exponential(4), (side, side, 1))
        small = np.clip(small, 0, 255).astype(np.uint8)
        if rng.random() < 0.35:
            _, coded = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(30, 95))])
            small = cv2.imdecode(coded, cv2.IMREAD_COLOR)
        if rng.random() < 0.2:
            sharp = small.astype(np.float32)
            small = np.clip(sharp + rng.uniform(0.3, 1.3) * (sharp - cv2.GaussianBlur(sharp, (0, 0), 1.0)), 0, 255).astype(np.uint8)
        way = cv2.INTER_AREA if side > SIZE else [cv2.INTER_LINEAR, cv2.INTER_LINEAR, cv2.INTER_CUBIC][rng.integers(3)]
        return cv2.resize(small, (SIZE, SIZE), interpolation=way)

    def blur(self, canvas):
        rng = self.rng
        kind = rng.random()
        if kind < 0.45:
            return cv2.GaussianBlur(canvas, (0, 0), 0.3 + rng.exponential(0.9))
        if kind < 0.65:
            length, angle = rng.uniform(2, 11), rng.uniform(0, np.pi)
            kernel = np.zeros((13, 13), np.float32)
            reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
            cv2.line(kernel, tuple(int(round(v)) for v in 6 - reach), tuple(int(round(v)) for v in 6 + reach), 1.0)
            return cv2.filter2D(canvas, -1, kernel / kernel.sum())
        return canvas


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--variants", "--shelf", "--out"):
        arguments.add_argument(name, required=True)
    arguments.add_argument("--count", type=int, required=True)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--held", action="store_true")
    given = arguments.parse_args()
    cv2.setNumThreads(1)
    tiles = load_tiles(given.variants, "train")
    if given.held:
        tiles.update(load_tiles(given.variants, "held"))
    maker = Maker(tiles, *load_backgrounds(given.shelf, given.held), np.random.default_rng(given.seed))
    pictures = np.empty((given.count, SIZE, SIZE, 3), np.uint8)
    labels = np.empty(given.count, np.uint8)
    for i in range(given.count):
        pictures[i], labels[i] = maker.make()
    np.savez(given.out, pictures=pictures, labels=labels)


if __name__ == "__main__":
    main()
