"""Finds what the network so far takes for a sign on pictures that hold none, so that it can learn better.

    /usr/bin/python3 negatives.py --model model.pt --shelf SHELF --count 12000 --seed 1 --out hard-1.npz [--held]

Crops of 10..200 pixels, half of them around a patch of strong colour, from the shelf's stills and from one frame in 25 of its
cabin clips. A crop is kept when the network gives a sign more than 0.2, and one in ten of the others. Output as pictures.py.
--held takes every fourth file and no other; without it those are left out.
"""
import argparse
import glob
import os

import cv2
import numpy as np
import torch

import pictograms
import train

STILLS = ["drives/lanelines/test_images/*", "drives/vehicle-detection/test_images/*", "drives/comma2k19-example1/preview.png",
          "cabin/hands-subhi-test/images/test/*.jpg", "cabin/mediapipe-testdata/**/*.jpg", "cabin/faces-keijiro/**/*.jpg"]
CLIPS = ["cabin/gaze-hysts/**/*.mp4", "cabin/headpose-yakhyo/**/*.mp4", "cabin/intel-samples/**/*.mp4", "cabin/pet-cat-video/**/*.mp4"]
ROADS = 12


def sources(shelf, held):
    find = lambda patterns: [p for pattern in patterns for p in sorted(glob.glob(os.path.join(shelf, pattern), recursive=True))]
    pick = lambda paths: [path for i, path in enumerate(paths) if (i % 4 == 3) == held]
    for path in pick(find(STILLS)):
        picture = cv2.imread(path)
        if picture is not None and min(picture.shape[:2]) > 220:
            scale = min(1.0, 1280 / picture.shape[1])
            small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            # Roads count more: there the finder looks.
            yield from [small] * (ROADS if "/drives/" in path else 1)
    for path in pick(find(CLIPS)):
        clip = cv2.VideoCapture(path)
        for place in range(100000):
            if not clip.grab():
                break
            if place % 25 == 0:
                picture = clip.retrieve()[1]
                if min(picture.shape[:2]) > 220:
                    yield picture


def boxes(picture, rng, count):
    """Squares (x, y, side) inside of the picture."""
    height, width = picture.shape[:2]
    hsv = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV)
    strong = ((hsv[:, :, 1] > 50) & (hsv[:, :, 2] > 30)).astype(np.uint8)
    hue = (((hsv[:, :, 0].astype(int) + 10) % 180) // 20).astype(np.uint8)
    patches = []
    for part in range(9):
        _, _, stats, _ = cv2.connectedComponentsWithStats((hue == part).astype(np.uint8) & strong)
        patches += [s for s in stats[1:] if 8 <= max(s[2], s[3]) <= 200 and min(s[2], s[3]) >= 6]
    for place in range(count):
        if patches and place % 2:
            x, y, w, h, _ = patches[rng.integers(len(patches))]
            side = int(max(w, h) * rng.uniform(0.95, 1.3))
            x, y = x + w / 2 - side / 2 + rng.normal(0, 0.05) * side, y + h / 2 - side / 2 + rng.normal(0, 0.05) * side
        else:
            side = int(np.exp(rng.uniform(np.log(10), np.log(200))))
            x, y = rng.uniform(0, width - side), rng.uniform(0, height - side)
        yield int(np.clip(x, 0, width - side - 1)), int(np.clip(y, 0, height - side - 1)), side


def crops(picture, rng, count):
    found = []
    for x, y, side in boxes(picture, rng, count):
        crop = picture[y:y + side, x:x + side, ::-1].astype(np.float32) * np.exp(rng.normal(0, 0.25))
        if rng.random() < 0.5:
            crop = crop[:, ::-1]
        if rng.random() < 0.3:
            crop = cv2.GaussianBlur(crop, (0, 0), 0.3 + rng.exponential(0.02) * side)
        way = cv2.INTER_AREA if side > 48 else cv2.INTER_LINEAR
        found.append(np.clip(cv2.resize(crop, (48, 48), interpolation=way), 0, 255).astype(np.uint8))
    return np.stack(found)


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--model", "--shelf", "--out"):
        arguments.add_argument(name, required=True)
    arguments.add_argument("--count", type=int, required=True)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--held", action="store_true")
    given = arguments.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    net = train.SignNet()
    net.load_state_dict(torch.load(given.model))
    net.eval()
    rng = np.random.default_rng(given.seed)
    pictures = list(sources(given.shelf, given.held))
    kept, tried = [], 0
    while sum(map(len, kept)) < given.count and tried < 40 * given.count:
        batch = crops(pictures[rng.integers(len(pictures))], rng, 64)
        tried += len(batch)
        with torch.no_grad():
            sign = 1 - torch.softmax(net(train.as_input(torch.from_numpy(batch))), 1)[:, -1].numpy()
        kept.append(batch[(sign > 0.2) | (rng.random(len(batch)) < 0.1)])
    kept = np.concatenate(kept)[:given.count]
    print(f"{len(kept)} of {tried} crops kept, {len(pictures)} pictures")
    np.savez(given.out, pictures=kept, labels=np.full(len(kept), len(pictograms.SIGNS), np.uint8))


if __name__ == "__main__":
    main()
