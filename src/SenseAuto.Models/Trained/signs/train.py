"""Trains the sign network on the pictures of pictures.py and writes signs.onnx.

    /usr/bin/python3 train.py --pictures 'chunk-*.npz' --held held.npz --steps 4500 --out signs.onnx [--start model.pt]

The network sees 48 x 48 RGB in 0..1, evens out brightness and contrast itself and answers one logit a class.
"""
import argparse
import glob
import time

import numpy as np
import torch
from torch import nn

import pictograms

CLASSES = len(pictograms.SIGNS) + 1


class Block(nn.Sequential):
    def __init__(self, inputs, outputs, stride):
        super().__init__(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class SignNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            Block(3, 16, 2), Block(16, 24, 1), Block(24, 48, 2), Block(48, 48, 1), Block(48, 80, 2), Block(80, 80, 1))
        self.head = nn.Linear(80 * 9, CLASSES)
        self.drop = nn.Dropout(0.25)

    def forward(self, x):
        x = x - x.mean(dim=(1, 2, 3), keepdim=True)
        x = x / ((x * x).mean(dim=(1, 2, 3), keepdim=True) + 1e-5).sqrt()
        x = nn.functional.avg_pool2d(self.body(x), 2)
        return self.head(self.drop(x.flatten(1)))


def load(pattern):
    files = [np.load(path) for path in sorted(glob.glob(pattern))]
    pictures = np.concatenate([file["pictures"] for file in files])
    return torch.from_numpy(pictures), torch.from_numpy(np.concatenate([file["labels"] for file in files]).astype(np.int64))


def shifted(batch, rng):
    """Every batch of pictures moved by a few pixels and lit once more."""
    dy, dx = rng.integers(-2, 3, 2)
    batch = torch.roll(nn.functional.pad(batch, (2, 2, 2, 2), mode="replicate"), (int(dy), int(dx)), (2, 3))[:, :, 2:-2, 2:-2]
    gains = torch.from_numpy(np.exp(rng.normal(0, 0.06, (len(batch), 3, 1, 1))).astype(np.float32))
    return (batch * gains).clamp_(0, 1)


def as_input(pictures):
    return pictures.permute(0, 3, 1, 2).float() / 255  # already in channels-last order


def score(net, pictures, labels):
    net.eval()
    with torch.no_grad():
        logits = torch.cat([net(as_input(part)) for part in pictures.split(250)])
    net.train()
    right = logits.argmax(1) == labels
    top3 = (logits.topk(3, 1).indices == labels[:, None]).any(1)
    return right.float().mean().item(), top3.float().mean().item(), logits.argmax(1)


def train(net, given):
    rng = np.random.default_rng(5)
    best = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=2e-3)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, given.rate, total_steps=given.steps, pct_start=0.12)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    held, held_labels = load(given.held)
    pictures, labels, files, started, running = None, None, 0, time.time(), 0.0
    for step in range(given.steps):
        # Pictures may still be in the making: take up the new files as they come.
        if step % 250 == 0 and len(glob.glob(given.pictures)) != files:
            files = len(glob.glob(given.pictures))
            pictures, labels = load(given.pictures)
        chosen = torch.from_numpy(rng.integers(0, len(labels), given.batch))
        loss = loss_of(net(shifted(as_input(pictures[chosen]), rng)), labels[chosen])
        best.zero_grad()
        loss.backward()
        best.step()
        plan.step()
        running = 0.98 * running + 0.02 * loss.item() if step else loss.item()
        if step % 50 == 0:
            print(f"{step} loss {running:.3f} {time.time() - started:.0f} s", flush=True)
        if step % 500 == 499 or step == given.steps - 1:
            top1, top3, _ = score(net, held, held_labels)
            print(f"{step + 1} loss {running:.3f} held top1 {top1:.4f} top3 {top3:.4f} files {files} {time.time() - started:.0f} s", flush=True)
            torch.save(net.state_dict(), given.out + ".pt")


def main():
    arguments = argparse.ArgumentParser()
    for name in ("--pictures", "--held", "--out"):
        arguments.add_argument(name, required=True)
    arguments.add_argument("--start")
    arguments.add_argument("--steps", type=int, default=4500)
    arguments.add_argument("--batch", type=int, default=96)
    arguments.add_argument("--rate", type=float, default=4e-3)
    given = arguments.parse_args()
    torch.manual_seed(5)
    torch.set_num_threads(1)
    net = SignNet().to(memory_format=torch.channels_last)
    if given.start:
        net.load_state_dict(torch.load(given.start))
    if given.steps:
        train(net, given)
    net.eval()
    torch.onnx.export(
        net, torch.zeros(1, 3, 48, 48), given.out, opset_version=13, input_names=["picture"], output_names=["logits"])


if __name__ == "__main__":
    main()
