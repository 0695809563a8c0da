"""Reads raw pictures, writes the float tensor OpenCV makes of them: argv = format width height side input output."""
import sys

import cv2
import numpy as np

kind, width, height, side = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
raw = np.fromfile(sys.argv[5], np.uint8)
if kind == "Nv12":
    bgr = cv2.cvtColor(raw.reshape(height * 3 // 2, width), cv2.COLOR_YUV2BGR_NV12)
elif kind == "Yuyv":
    bgr = cv2.cvtColor(raw.reshape(height, width, 2), cv2.COLOR_YUV2BGR_YUYV)
elif kind == "Gray8":
    bgr = cv2.cvtColor(raw.reshape(height, width), cv2.COLOR_GRAY2BGR)
elif kind == "Rgb24":
    bgr = cv2.cvtColor(raw.reshape(height, width, 3), cv2.COLOR_RGB2BGR)
else:
    bgr = raw.reshape(height, width, 3)
small = cv2.resize(bgr, (side, side), interpolation=cv2.INTER_LINEAR)
cv2.dnn.blobFromImage(cv2.cvtColor(small, cv2.COLOR_BGR2RGB)).astype(np.float32).tofile(sys.argv[6])
