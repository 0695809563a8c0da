// Half a minute of the opening of the eyes, with blinks and closures marked.

import { begin, tones } from "./canvas.js";
import { EYES } from "./cabin-words.js";

const SPAN_MS = 30000;
const CLOSED = 0.35;
const BLINK_MS = 800;
const LEFT = 34;

export class EyePlot {
  #canvas;
  #times = [];
  #values = [];
  #marks = [];
  #closedSince = null;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  add(frame) {
    if (this.#times.length > 0 && frame.ms <= this.#times.at(-1)) {
      this.#times = [];
      this.#values = [];
      this.#marks = [];
    }
    const value = openingOf(frame.face);
    this.#times.push(frame.ms);
    this.#values.push(value);
    this.#mark(frame.ms, value);
    while (this.#times[0] < frame.ms - SPAN_MS) {
      this.#times.shift();
      this.#values.shift();
    }
    this.#marks = this.#marks.filter(([, to]) => to > frame.ms - SPAN_MS);
  }

  /** A mark from closing to opening: a blink when short, a closure when long. */
  #mark(ms, value) {
    if (value !== null && value <= CLOSED) {
      this.#closedSince ??= ms;
    } else if (this.#closedSince !== null) {
      this.#marks.push([this.#closedSince, ms]);
      this.#closedSince = null;
    }
  }

  draw() {
    const { ctx, width, height } = begin(this.#canvas);
    const now = this.#times.at(-1) ?? 0;
    const x = (ms) => LEFT + (width - LEFT - 4) * (1 - (now - ms) / SPAN_MS);
    const y = (value) => height - 18 - (height - 26) * Math.min(1.2, value) / 1.2;
    drawAxes(ctx, width, x, y, now);
    const marks = this.#closedSince === null ? this.#marks : [...this.#marks, [this.#closedSince, now]];
    for (const [from, to] of marks) {
      ctx.fillStyle = to - from > BLINK_MS ? "rgba(255,75,75,.35)" : "rgba(90,169,255,.35)";
      ctx.fillRect(x(from) - 1, y(1.2), Math.max(3, x(to) - x(from) + 2), y(0) - y(1.2));
    }
    this.#canvas.dataset.blinks = marks.filter(([from, to]) => to - from <= BLINK_MS).length;
    ctx.strokeStyle = tones.lead;
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    let isDrawing = false;
    this.#times.forEach((ms, i) => {
      const value = this.#values[i];
      if (value === null) {
        isDrawing = false;
      } else {
        isDrawing ? ctx.lineTo(x(ms), y(value)) : ctx.moveTo(x(ms), y(value));
        isDrawing = true;
      }
    });
    ctx.stroke();
  }
}

/** Mean of the eyes that can be measured; null when none can. */
function openingOf(face) {
  const eyes = face.eyes;
  const sum = eyes[EYES.leftQuality] + eyes[EYES.rightQuality];
  return sum > 0
    ? (eyes[EYES.left] * eyes[EYES.leftQuality] + eyes[EYES.right] * eyes[EYES.rightQuality]) / sum
    : null;
}

function drawAxes(ctx, width, x, y, now) {
  ctx.font = "10px sans-serif";
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 1;
  for (const level of [0, 0.5, 1]) {
    ctx.strokeStyle = "#18212b";
    ctx.beginPath();
    ctx.moveTo(LEFT, y(level));
    ctx.lineTo(width - 4, y(level));
    ctx.stroke();
    ctx.fillStyle = tones.dim;
    ctx.fillText(`${level * 100} %`, LEFT - 4, y(level));
  }
  ctx.strokeStyle = tones.Caution;
  ctx.setLineDash([4, 4]);
  ctx.globalAlpha = 0.6;
  ctx.beginPath();
  ctx.moveTo(LEFT, y(CLOSED));
  ctx.lineTo(width - 4, y(CLOSED));
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  ctx.textAlign = "center";
  for (const ago of [0, 10, 20, 30]) {
    ctx.textAlign = ago === 0 ? "right" : ago === 30 ? "left" : "center";
    ctx.fillText(ago === 0 ? "now" : `-${ago} s`, x(now - ago * 1000), y(0) + 11);
  }
}
