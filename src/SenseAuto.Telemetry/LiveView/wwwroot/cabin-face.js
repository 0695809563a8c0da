// The driver's face as points, without a picture unless pictures are switched on; the gaze as two rays.

import { begin, label, tones } from "./canvas.js";
import { EYES, GAZE } from "./cabin-words.js";

// Places in the 478 points: outline of face, eyes, brows, lips, and the two iris middles.
const LINES = [
  [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
    172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10],
  [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7, 33],
  [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249, 263],
  [70, 63, 105, 66, 107], [300, 293, 334, 296, 336],
  [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61],
  [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78],
  [168, 6, 197, 195, 5, 4, 1],
];
const IRISES = [468, 473];
const RAY_FACES = 0.9;
const ROOM = 1.7;

export class Face {
  #canvas;
  #picture = null;
  #view = null;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  show(bitmap) {
    this.#picture?.close();
    this.#picture = bitmap;
  }

  draw(hello, frame) {
    const { cabin } = hello;
    const { ctx, width, height } = begin(this.#canvas);
    const points = pointsOf(frame.mesh, cabin.perPixel);
    this.#canvas.dataset.points = points.length;
    const view = cabin.pictures ? wholeView(cabin, width, height) : this.#faceView(frame, width, height);
    if (cabin.pictures && this.#picture) {
      ctx.drawImage(this.#picture, view.left, view.top, cabin.width * view.scale, cabin.height * view.scale);
    }
    if (!view || points.length === 0) {
      drawNobody(ctx, width, height);
      return;
    }
    const at = ([x, y]) => [view.left + x * view.scale, view.top + y * view.scale];
    drawMesh(ctx, points.map(at), cabin.pictures ? 0.5 : 1);
    drawRays(ctx, points, at, frame, cabin.pictures);
    drawOpenings(ctx, frame, width);
  }

  /** Near enough to fill the card; moves slowly, so that a moving head is seen to move. */
  #faceView(frame, width, height) {
    const [left, top, wide, high] = frame.face.box;
    if (!(wide > 0)) {
      return this.#view;
    }
    const scale = Math.min(width, height) / (ROOM * Math.max(wide, high));
    const wanted = { scale, left: width / 2 - (left + wide / 2) * scale, top: height / 2 - (top + high / 2) * scale };
    const pull = this.#view === null ? 1 : 0.04;
    const last = this.#view ?? wanted;
    const soft = (key) => last[key] + pull * (wanted[key] - last[key]);
    this.#view = { scale: soft("scale"), left: soft("left"), top: soft("top") };
    return this.#view;
  }
}

function wholeView(cabin, width, height) {
  const scale = Math.min(width / cabin.width, height / cabin.height);
  return { scale, left: (width - cabin.width * scale) / 2, top: (height - cabin.height * scale) / 2 };
}

function pointsOf(mesh, perPixel) {
  const points = [];
  for (let i = 0; i + 1 < mesh.length; i += 2) {
    points.push([mesh[i] / perPixel, mesh[i + 1] / perPixel]);
  }
  return points;
}

function drawNobody(ctx, width, height) {
  ctx.strokeStyle = tones.faint;
  ctx.lineWidth = 2;
  ctx.setLineDash([6, 8]);
  ctx.beginPath();
  ctx.ellipse(width / 2, height / 2, height * 0.2, height * 0.27, 0, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawMesh(ctx, points, strength) {
  ctx.globalAlpha = 0.5 * strength;
  ctx.fillStyle = tones.None;
  for (const [x, y] of points) {
    ctx.fillRect(x - 0.7, y - 0.7, 1.4, 1.4);
  }
  ctx.globalAlpha = strength;
  ctx.strokeStyle = tones.lead;
  ctx.lineWidth = 1.4;
  for (const line of LINES) {
    ctx.beginPath();
    line.forEach((index, i) => (i === 0 ? ctx.moveTo(...points[index]) : ctx.lineTo(...points[index])));
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

/** The gaze in the cabin's directions, seen by the camera before the driver: his left is the picture's right. */
function drawRays(ctx, points, at, frame, hasPicture) {
  const gaze = frame.face.gaze;
  if (!(gaze[GAZE.quality] > 0) || points.length <= IRISES[1]) {
    return;
  }
  const yaw = (gaze[GAZE.cabinYaw] * Math.PI) / 180;
  const pitch = (gaze[GAZE.cabinPitch] * Math.PI) / 180;
  const reach = RAY_FACES * frame.face.box[2];
  const dx = Math.sin(yaw) * Math.cos(pitch) * reach;
  const dy = Math.sin(pitch) * reach;
  ctx.strokeStyle = hasPicture ? "#fff" : tones.lane;
  ctx.lineWidth = 2.5;
  ctx.lineCap = "round";
  for (const iris of IRISES) {
    const from = points[iris];
    const to = at([from[0] + dx, from[1] + dy]);
    ctx.beginPath();
    ctx.moveTo(...at(from));
    ctx.lineTo(...to);
    ctx.stroke();
    ctx.fillStyle = ctx.strokeStyle;
    ctx.beginPath();
    ctx.arc(...to, 3, 0, 2 * Math.PI);
    ctx.fill();
  }
}

/** As the driver's own eyes: his right one is on the left. */
function drawOpenings(ctx, frame, width) {
  const eyes = frame.face.eyes;
  const words = (opening, quality) => (quality > 0 ? `${Math.round(opening * 100)} %` : "not seen");
  label(ctx, `right eye ${words(eyes[EYES.right], eyes[EYES.rightQuality])}`, 12, 18);
  label(ctx, `left eye ${words(eyes[EYES.left], eyes[EYES.leftQuality])}`, width - 120, 18);
}
