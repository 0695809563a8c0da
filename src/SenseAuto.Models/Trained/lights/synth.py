"""Rendered traffic lights: pictures with a known state, far more varied than any one camera gives."""
import cv2
import numpy as np

STATES = ["off", "red", "red-yellow", "yellow", "green"]
SHARE = [0.16, 0.27, 0.10, 0.19, 0.28]
LAMP_HUE = {"red": (-16, 10), "yellow": (20, 52), "green": (128, 192)}  # degrees of HSV


def hsv(h, s, v):
    """One colour, 0..1 linear-ish BGR, from hue in degrees."""
    pixel = np.array([[[(h % 360) / 2, s * 255, v * 255]]], np.uint8)
    return cv2.cvtColor(pixel, cv2.COLOR_HSV2BGR)[0, 0].astype(np.float32) / 255


def background(rng, h, w, stills):
    kind = rng.random()
    if kind < 0.3 and stills:
        still = stills[rng.integers(len(stills))]
        size = int(rng.integers(16, 300))
        y = rng.integers(0, max(1, still.shape[0] - size))
        x = rng.integers(0, max(1, still.shape[1] - size))
        return cv2.resize(still[y:y + size, x:x + size], (w, h)).astype(np.float32) / 255
    if kind < 0.7:  # sky: white, blue, grey, dusk, night
        v = rng.uniform(0.0, 0.2) if rng.random() < 0.25 else rng.uniform(0.35, 1.0)
        top = hsv(rng.uniform(190, 240), rng.uniform(0, 0.5), v)
        low = top * rng.uniform(0.7, 1.15, 3).astype(np.float32)
        t = np.linspace(0, 1, h, dtype=np.float32)[:, None, None]
        picture = np.clip(top * (1 - t) + low * t, 0, 1) * np.ones((h, w, 1), np.float32)
    else:
        picture = np.ones((h, w, 1), np.float32) * hsv(rng.uniform(0, 360), rng.uniform(0, 0.45), rng.uniform(0, 0.9))
    grid = rng.normal(0, 1, (int(rng.integers(2, 14)), int(rng.integers(2, 8)), 3)).astype(np.float32)
    grid = grid.mean(2, keepdims=True) * 0.8 + grid * 0.2
    picture = picture + rng.uniform(0, 0.25) * cv2.resize(grid, (w, h))
    for _ in range(rng.integers(0, 4)):  # branches, poles, wires
        a = (int(rng.integers(-10, w + 10)), int(rng.integers(-10, h + 10)))
        b = (int(rng.integers(0, w)), int(rng.integers(0, h)))
        cv2.line(picture, a, b, (float(rng.uniform(0, 0.5)),) * 3, int(rng.integers(1, 6)), cv2.LINE_AA)
    return np.clip(picture, 0, 1)


def housing_colour(rng):
    kind = rng.random()
    if kind < 0.7:
        return hsv(rng.uniform(0, 360), rng.uniform(0, 0.35), rng.uniform(0.02, 0.35))
    if kind < 0.82:
        return hsv(rng.uniform(35, 52), rng.uniform(0.4, 0.95), rng.uniform(0.3, 0.85))
    return hsv(rng.uniform(0, 360), rng.uniform(0, 0.2), rng.uniform(0.3, 0.75))


def lamp_mask(rng, shape, cx, cy, rx, ry, arrow):
    mask = np.zeros(shape, np.float32)
    if arrow < 0:
        cv2.ellipse(mask, (int(cx * 8), int(cy * 8)), (int(rx * 8), int(ry * 8)), 0, 0, 360, 1.0, -1, cv2.LINE_AA, 3)
        if rng.random() < 0.25:  # louvres, wires, a visor across the lens
            y = int(cy - ry * rng.uniform(0.2, 0.9))
            mask[:max(0, y), :] *= rng.uniform(0, 0.7)
        return mask
    d = np.array([[0, -0.9], [0.65, -0.1], [0.22, -0.2], [0.22, 0.85], [-0.22, 0.85], [-0.22, -0.2], [-0.65, -0.1]])
    t = np.deg2rad(arrow)
    d = d @ np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]])
    points = (np.stack([cx + d[:, 0] * rx, cy + d[:, 1] * ry], 1) * 8).astype(np.int32)
    cv2.fillPoly(mask, [points], 1.0, cv2.LINE_AA, 3)
    return mask


def glow(light, radius):
    """A wide halo, made at a quarter of the size because only its shape matters."""
    small = cv2.resize(light, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(0.6, radius / 4))
    return cv2.resize(small, (light.shape[1], light.shape[0]))


LIT = {"off": [], "red": ["red"], "red-yellow": ["red", "yellow"], "yellow": ["yellow"], "green": ["green"]}


def render(rng, state, stills):
    """BGR picture, 8 bits, of its own random size."""
    h, w = 144, 72
    picture = background(rng, h, w, stills)
    if state == "off" and rng.random() < 0.25:
        return finish(rng, picture, housing=None)
    mx, my = rng.uniform(-0.02, 0.3), rng.uniform(-0.03, 0.2)
    top, bottom = my * h * rng.uniform(0.3, 1.4), h - my * h * rng.uniform(0.3, 1.4)
    half = w * (0.5 - mx)
    cx = w / 2 + rng.uniform(-0.08, 0.08) * w
    body = np.zeros((h, w), np.float32)
    if rng.random() < 0.25:  # back plate
        pad = rng.uniform(0.1, 0.5) * half
        plate = np.zeros((h, w), np.float32)
        cv2.rectangle(plate, (int(cx - half - pad), int(top - pad)), (int(cx + half + pad), int(bottom + pad)), 1.0, -1)
        shade = housing_colour(rng) if rng.random() < 0.3 else np.full(3, rng.uniform(0, 0.2), np.float32)
        picture = picture * (1 - plate[..., None]) + plate[..., None] * shade
    cv2.rectangle(body, (int(cx - half), int(top)), (int(cx + half), int(bottom)), 1.0, -1, cv2.LINE_AA)
    colour = housing_colour(rng)
    shading = 1 + rng.uniform(-0.3, 0.3) * (np.linspace(-1, 1, w, dtype=np.float32)[None, :, None])
    picture = picture * (1 - body[..., None]) + body[..., None] * colour * shading
    span = (bottom - top)
    order = ["red", "yellow", "green"]
    lit = LIT[state]
    if rng.random() < 0.06:
        order = ["red", "green"] if state in ("red", "green") else order
    light = np.zeros((h, w, 3), np.float32)
    core = np.zeros((h, w, 3), np.float32)
    exposure = np.exp(rng.uniform(np.log(0.55), np.log(5.0)))
    bloom = rng.uniform(0.0, 1.0) ** 2 * 1.4
    arrow = float(rng.choice([0, 90, -90, 180, 30])) if rng.random() < 0.18 else -1.0
    arrow = -1.0 if arrow == -1.0 else arrow % 360
    hue_shift = rng.normal(0, 3)
    fill = rng.uniform(0.62, 0.98)
    for i, name in enumerate(order):
        cy = top + span * (i + 0.5) / len(order) + rng.normal(0, 0.01) * span
        ry = min(span / len(order) / 2 * fill, half * 1.3)
        rx = min(half * rng.uniform(0.7, 0.97), ry * rng.uniform(0.85, 1.15))
        ry = min(ry, rx * 1.35)
        disc = lamp_mask(rng, (h, w), cx, cy, rx, ry, -1.0)[..., None]
        low, high = LAMP_HUE[name]
        dark = hsv(rng.uniform(low, high), rng.uniform(0.0, 0.75), rng.uniform(0.03, 0.38))
        picture = picture * (1 - disc) + disc * dark
        if name in lit:
            saturation = rng.uniform(0.72, 1.0)
            hue = rng.uniform(low, high) + hue_shift
            tint = hsv(hue, saturation, 1.0) + rng.uniform(0, 0.08)
            tint = tint / tint.max()
            mask = lamp_mask(rng, (h, w), cx, cy, rx, ry, arrow)[..., None]
            if rng.random() < 0.5:  # brighter in the middle
                yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
                fall = np.exp(-(((xx - cx) / rx) ** 2 + ((yy - cy) / ry) ** 2) * rng.uniform(0.2, 1.5))
                mask = mask * fall[..., None]
            power = exposure * rng.uniform(0.8, 1.25)
            core += mask * tint * power
            light += glow(mask * tint * power, rx * rng.uniform(0.5, 1.8)) * bloom
            picture = picture * (1 - mask * min(1.0, power))
        if rng.random() < 0.6:  # visor shadow
            axes, wide = (int(rx * 1.05), int(ry * 1.05)), int(rng.integers(1, 5))
            cv2.ellipse(picture, (int(cx), int(cy)), axes, 0, 190, 350, (0.03, 0.03, 0.03), wide, cv2.LINE_AA)
    total = picture + core + light
    over = np.clip(total - 1, 0, None).mean(2, keepdims=True)  # a sensor that is full spills into white
    total = total + over * rng.uniform(0.2, 1.3)
    return finish(rng, np.clip(total, 0, 1), housing=True)


def finish(rng, picture, housing):
    """Camera: tilt, haze, white balance, blur, size, noise, JPEG."""
    h, w = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), rng.normal(0, 4), rng.uniform(0.9, 1.1))
    turn[0, 1] += rng.normal(0, 0.03)
    picture = cv2.warpAffine(picture, turn, (w, h), borderMode=cv2.BORDER_REPLICATE)
    if rng.random() < 0.35:
        haze = rng.uniform(0, 0.6)
        picture = picture * (1 - haze) + haze * hsv(rng.uniform(180, 250), rng.uniform(0, 0.15), rng.uniform(0.5, 1.0))
    picture = np.clip(picture * rng.uniform(0.9, 1.1, 3).astype(np.float32) * rng.uniform(0.5, 1.2), 0, 1)
    picture = picture ** rng.uniform(0.6, 1.5)
    return degrade(rng, (picture * 255).astype(np.uint8))


def degrade(rng, picture):
    tall = int(np.exp(rng.uniform(np.log(12), np.log(140))))
    wide = max(5, int(tall * rng.uniform(0.3, 0.6)))
    picture = cv2.resize(picture, (wide, tall), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.4:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.02 * tall + 0.5))
    noise = rng.normal(0, rng.uniform(0, 7), picture.shape)
    picture = np.clip(picture + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        ok, code = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 96))])
        picture = cv2.imdecode(code, cv2.IMREAD_COLOR)
    return picture


def vary(rng, picture):
    """A shelf picture as another camera might have seen it."""
    h, w = picture.shape[:2]
    if rng.random() < 0.5:
        picture = picture[:, ::-1]
    m = cv2.getRotationMatrix2D((w / 2, h / 2), rng.normal(0, 5), np.exp(rng.uniform(-0.25, 0.2)))
    m[0, 2] += rng.uniform(-0.1, 0.1) * w
    m[1, 2] += rng.uniform(-0.06, 0.06) * h
    picture = cv2.warpAffine(np.ascontiguousarray(picture), m, (w, h), borderMode=cv2.BORDER_REPLICATE)
    tone = cv2.cvtColor(picture, cv2.COLOR_BGR2HSV).astype(np.float32)
    tone[..., 0] = (tone[..., 0] + rng.normal(0, 2.5)) % 180
    tone[..., 1] = np.clip(tone[..., 1] * rng.uniform(0.6, 1.4), 0, 255)
    picture = cv2.cvtColor(tone.astype(np.uint8), cv2.COLOR_HSV2BGR).astype(np.float32) / 255
    picture = np.clip(picture * rng.uniform(0.45, 1.25) * rng.uniform(0.93, 1.07, 3), 0, 1) ** rng.uniform(0.7, 1.5)
    picture = (picture * 255).astype(np.uint8)
    return degrade(rng, picture) if rng.random() < 0.7 else picture


def to_tensor(picture):
    """What the runtime's warp gives: 3 x 128 x 64, RGB 0..1; a wide picture is turned so that its left is up."""
    h, w = picture.shape[:2]
    if w > 1.25 * h:
        picture = np.ascontiguousarray(picture.transpose(1, 0, 2))
        h, w = w, h
    x = (np.arange(64, dtype=np.float32) + 0.5) * w / 64 - 0.5
    y = (np.arange(128, dtype=np.float32) + 0.5) * h / 128 - 0.5
    xx, yy = np.meshgrid(x, y)
    out = cv2.remap(picture, xx, yy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(out[:, :, ::-1].transpose(2, 0, 1))
