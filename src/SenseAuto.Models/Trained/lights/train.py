"""Trains lights.onnx. Usage: train.py SHELF OUT_FOLDER   (SHELF holds drives/traffic-lights and drives/*/test_images)
Prints: score of a network that has seen rendered lights only, grouped five-fold cross-validation; writes the network
trained on everything. One thread; about 20 minutes."""
import glob
import os
import sys
import cv2
import numpy as np
import torch
from torch import nn
import synth

torch.set_num_threads(1)
torch.manual_seed(7)
cv2.setNumThreads(1)
SHELF, OUT = sys.argv[1], sys.argv[2]
# Training shows dark lights three times as often as roads do: their share is taken back by that.
PRIOR = torch.log(torch.tensor([1 / 3, 1.0, 1.0, 1.0, 1.0]))
LABEL = {name: i for i, name in enumerate(synth.STATES)}


def half(tensor):
    """The network's first layer, done ahead: 3 x 64 x 32, 8 bits."""
    t = tensor.astype(np.float32)
    return ((t[:, 0::2, 0::2] + t[:, 1::2, 0::2] + t[:, 0::2, 1::2] + t[:, 1::2, 1::2]) / 4 + 0.5).astype(np.uint8)


def bank(rng, count, stills):
    labels = rng.choice(len(synth.STATES), count, p=synth.SHARE)
    return np.stack([half(synth.to_tensor(synth.render(rng, synth.STATES[k], stills))) for k in labels]), labels


class Body(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 3
        for channels in (16, 24, 32, 48):
            layers += [nn.Conv2d(before, channels, 3, padding=1), nn.BatchNorm2d(channels), nn.ReLU(), nn.MaxPool2d(2)]
            before = channels
        self.features = nn.Sequential(*layers)
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(0.3), nn.Linear(48 * 4 * 2, 48), nn.ReLU(), nn.Linear(48, 5))

    def forward(self, x):
        return self.head(self.features(x))


class Whole(nn.Module):
    """As it runs: the mean of 2 x 2 samples first (the warp is bilinear, which alone would alias), shares last."""

    def __init__(self, body):
        super().__init__()
        self.body = body

    def forward(self, picture):
        return torch.softmax(self.body(nn.functional.avg_pool2d(picture, 2)) + PRIOR, 1)


def fit(body, x, y, epochs, rate, fresh=None):
    optimiser = torch.optim.AdamW(body.parameters(), rate, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, epochs=epochs, steps_per_epoch=(len(x) + 63) // 64)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.03)
    for epoch in range(epochs):
        if fresh is not None and epoch > 0:
            x, y = fresh(len(x))
        body.train()
        order = np.random.permutation(len(x))
        loss_sum = 0.0
        for i in range(0, len(order), 64):
            part = order[i:i + 64]
            loss = loss_of(body(torch.from_numpy(x[part]).float() / 255), torch.from_numpy(y[part]).long())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            loss_sum += float(loss) * len(part)
        print(f"  epoch {epoch + 1} loss {loss_sum / len(order):.4f}", flush=True)


def shares(body, x):
    body.eval()
    with torch.no_grad():
        return torch.softmax(body(torch.from_numpy(x).float() / 255) + PRIOR, 1).numpy()


def groups_of(pictures):
    """Pictures of the same lamp in the same drive look alike: single linkage on a thumbnail, so they share a fold."""
    small = [cv2.resize(p, (6, 12), interpolation=cv2.INTER_AREA) for p in pictures]
    thumbs = np.stack([p.reshape(-1).astype(np.float32) for p in small])
    group = np.arange(len(thumbs))
    near = 14.0 * np.sqrt(thumbs.shape[1])
    for i in range(len(thumbs)):
        for j in np.nonzero(np.linalg.norm(thumbs[i + 1:] - thumbs[i], axis=1) < near)[0] + i + 1:
            group[group == group[j]] = group[i]
    return group


def folds_of(group, count=5):
    """Largest group first into the emptiest fold."""
    fold, size = np.zeros(len(group), int), np.zeros(count)
    ids, counts = np.unique(group, return_counts=True)
    for k in np.argsort(-counts):
        fold[group == ids[k]] = np.argmin(size)
        size[np.argmin(size)] += counts[k]
    return fold, len(ids), counts.max()


def joined(rng, upper, lower, share):
    """The upper part of one picture on the lower part of another."""
    h, w = lower.shape[:2]
    out = lower.copy()
    cut = int(share * h)
    out[:cut] = cv2.resize(upper, (w, h))[:cut]
    return out


def real_set(rng, pictures, labels):
    """Shelf pictures varied; yellow, rare there, is shown more often; red-yellow and off are put together from them."""
    x, y = [], []
    reds = [p for p, k in zip(pictures, labels) if k == LABEL["red"]]
    yellows = [p for p, k in zip(pictures, labels) if k == LABEL["yellow"]]
    greens = [p for p, k in zip(pictures, labels) if k == LABEL["green"]]
    for picture, label in zip(pictures, labels):
        for _ in range(14 if label == LABEL["yellow"] else 2):
            x.append(half(synth.to_tensor(synth.vary(rng, picture))))
            y.append(label)
    for _ in range(250):
        both = joined(rng, reds[rng.integers(len(reds))], yellows[rng.integers(len(yellows))], 0.36)
        x.append(half(synth.to_tensor(synth.vary(rng, both))))
        y.append(LABEL["red-yellow"])
        green = greens[rng.integers(len(greens))]
        upper = green[:len(green) // 2]
        dark = np.concatenate([upper, upper[::-1]])
        x.append(half(synth.to_tensor(synth.vary(rng, dark))))
        y.append(LABEL["off"])
    return np.stack(x), np.array(y)


def tuned(start, rng, pictures, labels, sx, sy, epochs):
    body = Body()
    body.load_state_dict(start)

    def mix(_=None):
        x, y = real_set(rng, pictures, labels)
        some = rng.choice(len(sx), 4000, replace=False)
        return np.concatenate([x, sx[some]]), np.concatenate([y, sy[some]])

    x, y = mix()
    fit(body, x, y, epochs, 1.5e-3, lambda count: tuple(part[:count] for part in mix()))
    return body


def confusion(labels, answers):
    table = np.zeros((5, 5), int)
    np.add.at(table, (labels, answers), 1)
    print("  truth \\ said " + " ".join(f"{s:>10}" for s in synth.STATES))
    for name in ("red", "yellow", "green"):
        print(f"  {name:12} " + " ".join(f"{v:10}" for v in table[LABEL[name]]))
    right = sum(table[LABEL[n], LABEL[n]] for n in ("red", "yellow", "green"))
    print(f"  right: {right} of {len(labels)} = {100 * right / len(labels):.2f} %", flush=True)


def main():
    rng = np.random.default_rng(11)
    np.random.seed(11)
    stills = [cv2.imread(f) for f in sorted(glob.glob(os.path.join(SHELF, "drives/*/test_images/*.jpg")))]
    folder = os.path.join(SHELF, "drives/traffic-lights/traffic_light_images/training")
    files = [(f, LABEL[c]) for c in ("red", "yellow", "green") for f in sorted(glob.glob(f"{folder}/{c}/*"))]
    pictures, labels = [cv2.imread(f) for f, _ in files], np.array([k for _, k in files])
    plain = np.stack([half(synth.to_tensor(p)) for p in pictures])
    stored = os.path.join(OUT, "bank.npz")
    if os.path.exists(stored):
        sx, sy = np.load(stored)["x"], np.load(stored)["y"]
    else:
        sx, sy = bank(rng, 20000, stills)
        np.savez(stored, x=sx, y=sy)
    first = Body()
    print("rendered lights only:", flush=True)
    if os.path.exists(os.path.join(OUT, "first.pt")):
        first.load_state_dict(torch.load(os.path.join(OUT, "first.pt")))
    else:
        fit(first, sx[:18500], sy[:18500], 12, 4e-3)
    held = shares(first, sx[18500:]).argmax(1)
    print(f"  held-back rendered lights: {100 * np.mean(held == sy[18500:]):.2f} %")
    print("shelf pictures, none of them seen:")
    confusion(labels, shares(first, plain).argmax(1))
    torch.save(first.state_dict(), os.path.join(OUT, "first.pt"))
    fold, groups, largest = folds_of(groups_of(pictures))
    print(f"{groups} groups, the largest of {largest}; folds {np.bincount(fold)}")
    answers = np.zeros((len(labels), 5), np.float32)
    for k in range(5):
        keep = np.nonzero(fold != k)[0]
        body = tuned(first.state_dict(), rng, [pictures[i] for i in keep], labels[keep], sx, sy, 4)
        answers[fold == k] = shares(body, plain[fold == k])
    print("cross-validation:")
    confusion(labels, answers.argmax(1))
    for i in np.nonzero(answers.argmax(1) != labels)[0]:
        print("  wrong:", os.path.basename(files[i][0]), synth.STATES[labels[i]], answers[i].round(2))
    body = tuned(first.state_dict(), rng, pictures, labels, sx, sy, 6)
    print("trained on all:")
    confusion(labels, shares(body, plain).argmax(1))
    whole = Whole(body).eval()
    torch.onnx.export(
        whole, torch.zeros(1, 3, 128, 64), os.path.join(OUT, "lights.onnx"), opset_version=13,
        input_names=["picture"], output_names=["shares"], do_constant_folding=True)


main()
