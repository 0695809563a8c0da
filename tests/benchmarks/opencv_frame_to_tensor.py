#!/usr/bin/python3
"""Milliseconds OpenCV needs for the job of FrameToTensorBench: one thread, 1280x720 to 416x416 planar RGB of 0..1.

Prints one line of JSON with medians. bgr_ms and nv12_ms end in blobFromImage, the usual way; bgr_reused_ms and
nv12_reused_ms write into memory taken once, which spares OpenCV the page faults of a new 2 MB tensor a picture.
The fair comparison is with the smaller of the two, and with MALLOC_MMAP_THRESHOLD_=1000000000 and
MALLOC_TRIM_THRESHOLD_=2000000000 in the environment. Needs python3-opencv.
"""
import json
import sys
import time

import cv2
import numpy as np

REPEATS = int(sys.argv[1]) if len(sys.argv) > 1 else 60


SMALL = np.empty((416, 416, 3), np.uint8)
RGB = np.empty_like(SMALL)
FULL = np.empty((720, 1280, 3), np.uint8)
CHANNELS = [np.empty((416, 416), np.uint8) for _ in range(3)]
TENSOR = np.empty((3, 416, 416), np.float32)


def from_bgr(picture):
    cv2.resize(picture, (416, 416), dst=SMALL, interpolation=cv2.INTER_LINEAR)
    cv2.cvtColor(SMALL, cv2.COLOR_BGR2RGB, dst=RGB)
    return cv2.dnn.blobFromImage(RGB, 1 / 255.0)


def from_bgr_reused(picture):
    cv2.resize(picture, (416, 416), dst=SMALL, interpolation=cv2.INTER_LINEAR)
    cv2.split(SMALL, CHANNELS)
    for plane, channel in enumerate(reversed(CHANNELS)):
        cv2.multiply(channel, 1 / 255.0, dst=TENSOR[plane], dtype=cv2.CV_32F)
    return TENSOR


def from_nv12(picture):
    return from_bgr(cv2.cvtColor(picture, cv2.COLOR_YUV2BGR_NV12, dst=FULL))


def from_nv12_reused(picture):
    return from_bgr_reused(cv2.cvtColor(picture, cv2.COLOR_YUV2BGR_NV12, dst=FULL))


def median_ms(job, picture):
    took = []
    for _ in range(REPEATS):
        job(picture)
    for _ in range(REPEATS):
        started = time.perf_counter()
        job(picture)
        took.append((time.perf_counter() - started) * 1000)
    return sorted(took)[REPEATS // 2]


def main():
    cv2.setNumThreads(1)
    noise = np.random.default_rng(1)
    bgr = noise.integers(0, 256, (720, 1280, 3), dtype=np.uint8)
    nv12 = noise.integers(0, 256, (1080, 1280), dtype=np.uint8)
    jobs = {
        "bgr_ms": (from_bgr, bgr),
        "bgr_reused_ms": (from_bgr_reused, bgr),
        "nv12_ms": (from_nv12, nv12),
        "nv12_reused_ms": (from_nv12_reused, nv12),
    }
    print(json.dumps({name: round(median_ms(job, picture), 4) for name, (job, picture) in jobs.items()}))


if __name__ == "__main__":
    main()
