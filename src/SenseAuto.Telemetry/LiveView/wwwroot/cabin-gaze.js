// Where the driver looks, as he sees it: degrees from his learned straight ahead, his left on the left.

import { begin, label, tones } from "./canvas.js";
import { GAZE, HEAD, LEVEL } from "./cabin-words.js";
import { number, spaced } from "./words.js";

const YAW_MAX = 95;
const PITCH_UP = 42;
const PITCH_DOWN = 62;
const TRAIL_MS = 1200;

export class GazeMap {
  #canvas;
  #words;
  #trail = [];

  constructor(canvas, words) {
    this.#canvas = canvas;
    this.#words = words;
  }

  add(frame) {
    const gaze = frame.face.gaze;
    if (gaze[GAZE.quality] > 0) {
      this.#trail.push([frame.ms, gaze[GAZE.yaw], gaze[GAZE.pitch]]);
    }
    this.#trail = this.#trail.filter(([ms]) => frame.ms - ms < TRAIL_MS && frame.ms >= ms);
  }

  draw(hello, frame) {
    const { ctx, width, height } = begin(this.#canvas);
    const scale = Math.min(width / (2 * YAW_MAX), height / (PITCH_UP + PITCH_DOWN));
    const at = (yaw, pitch) => [width / 2 - yaw * scale, height / 2 + (pitch - (PITCH_DOWN - PITCH_UP) / 2) * scale];
    const zone = hello.names.zone[frame.driver.zone];
    this.#canvas.dataset.zone = zone;
    // The first zone counts where they overlap: it is drawn last.
    for (const row of [...hello.cabin.zones].reverse()) {
      drawZone(ctx, at, row, hello.names.zone[row[0]], zone);
    }
    drawTrail(ctx, at, this.#trail, frame.ms);
    drawHead(ctx, at, frame);
    const known = frame.driver.zone !== 0;
    const sure = number(frame.driver.levels[LEVEL.zone] * 100);
    const how = frame.face.gaze[GAZE.quality] > 0 ? "" : " by the head";
    this.#words.textContent = known ? `${spaced(zone)}, ${sure} % sure${how}` : "not known";
  }
}

function drawZone(ctx, at, [, yawFrom, yawTo, pitchFrom, pitchTo], name, current) {
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const [left, top] = at(clamp(yawTo, -YAW_MAX, YAW_MAX), clamp(pitchFrom, -PITCH_UP, PITCH_DOWN));
  const [right, bottom] = at(clamp(yawFrom, -YAW_MAX, YAW_MAX), clamp(pitchTo, -PITCH_UP, PITCH_DOWN));
  const isCurrent = name === current;
  ctx.fillStyle = isCurrent ? (name === "Road" ? "#123a2b" : "#3a2c10") : "#0d131a";
  ctx.strokeStyle = isCurrent ? (name === "Road" ? tones.lane : tones.Caution) : "#27333f";
  ctx.lineWidth = isCurrent ? 2 : 1;
  ctx.beginPath();
  ctx.roundRect(left + 1, top + 1, Math.max(2, right - left - 2), Math.max(2, bottom - top - 2), 5);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = isCurrent ? "#e6edf3" : tones.dim;
  ctx.font = "10.5px " + getComputedStyle(document.body).fontFamily;
  ctx.textBaseline = "middle";
  const words = spaced(name).split(" ");
  const wide = right - left;
  const isNarrow = words.length > 1 && ctx.measureText(words.join(" ")).width > wide - 6;
  const lines = isNarrow ? words : [words.join(" ")];

  // Windows and seats reach under the mirrors: their names stand in the outer upper corner.
  const isOutside = wide > 90 && Math.abs(yawFrom + yawTo) > 80;
  const [x, align] = !isOutside ? [(left + right) / 2, "center"] : yawTo > 0 ? [left + 8, "left"] : [right - 8, "right"];
  const y = isOutside ? top + 14 : (top + bottom) / 2 - ((lines.length - 1) * 12) / 2;
  ctx.textAlign = align;
  lines.forEach((line, i) => ctx.fillText(line, x, y + i * 12, wide - 4));
}

function drawTrail(ctx, at, trail, now) {
  ctx.fillStyle = tones.lead;
  trail.forEach(([ms, yaw, pitch], i) => {
    const isLast = i === trail.length - 1 && now - ms < 300;
    ctx.globalAlpha = isLast ? 1 : 0.35 * (1 - (now - ms) / TRAIL_MS);
    ctx.beginPath();
    ctx.arc(...at(yaw, pitch), isLast ? 6 : 3, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.globalAlpha = 1;
}

/** The head's direction as a ring: it says where he looks when the eyes cannot be seen. */
function drawHead(ctx, at, frame) {
  const head = frame.face.head;
  if (!(head[HEAD.quality] > 0)) {
    return;
  }
  const [x, y] = at(head[HEAD.yaw], head[HEAD.pitch]);
  ctx.strokeStyle = "#e6edf3";
  ctx.globalAlpha = 0.7;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(x, y, 10, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.globalAlpha = 1;
  label(ctx, "head", x, y + 20, { ink: tones.dim, ground: "rgba(8,11,15,.5)", align: "centre" });
}
