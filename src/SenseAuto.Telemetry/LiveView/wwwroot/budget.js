// Where each frame's time went: one bar a frame, stages stacked, against the budget and the period.

import { begin, tones } from "./canvas.js";
import { number } from "./words.js";

const BARS = 120;
const STAGE_TONES = ["#4c7dff", "#38c6ff", "#3ddc97", "#c8d64b", "#ff9d4d", "#a98bff", "#6d8193", "#566270"];

export class Budget {
  #canvas;
  #table;
  #frames = [];

  constructor(canvas, table) {
    this.#canvas = canvas;
    this.#table = table;
  }

  add(frame) {
    this.#frames.push({ stages: frame.stages, late: frame.late });
    if (this.#frames.length > BARS) {
      this.#frames.shift();
    }
  }

  draw(hello) {
    const { ctx, width, height } = begin(this.#canvas);
    const top = hello.periodMs * 1.12;
    const y = (ms) => height - (Math.min(ms, top) / top) * height;
    const bar = (width - 34) / BARS;
    this.#frames.forEach((frame, i) => {
      let sum = 0;
      const x = 34 + i * bar;
      frame.stages.forEach(([took], stage) => {
        ctx.fillStyle = STAGE_TONES[stage];
        ctx.fillRect(x, y(sum + took), Math.max(1, bar - 0.6), y(sum) - y(sum + took));
        sum += took;
      });
      if (frame.late) {
        ctx.fillStyle = tones.Imminent;
        ctx.fillRect(x, 0, Math.max(2, bar - 0.6), 3);
      }
    });
    drawLine(ctx, width, y(hello.periodMs), tones.Imminent, `${number(hello.periodMs)} ms`);
    drawLine(ctx, width, y(hello.budgetMs), tones.Caution, `${number(hello.budgetMs)} ms`);
  }

  table(hello, cost, frames, late) {
    const stages = Object.values(hello.names.stage);
    const heads = [...stages.map((name, i) => [name.toLowerCase(), STAGE_TONES[i]]), ["frame", null]];
    const row = (name, values) => `<tr><td>${name}</td>${values.map((value) => `<td>${value}</td>`).join("")}</tr>`;
    const dots = heads.map(([name, tone]) => (tone ? `<i style="background:${tone}"></i>${name}` : name));
    const column = (place) => cost.map((stage) => number(stage[place], 1));
    this.#table.innerHTML = row("ms", dots) + row("p50", column(0)) + row("p99", column(1)) + row("max", column(2));
    this.#table.dataset.late = late;
  }
}

function drawLine(ctx, width, y, tone, text) {
  ctx.strokeStyle = tone;
  ctx.setLineDash([5, 4]);
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(34, y);
  ctx.lineTo(width, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = tone;
  ctx.font = "10px sans-serif";
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, 0, y);
}
