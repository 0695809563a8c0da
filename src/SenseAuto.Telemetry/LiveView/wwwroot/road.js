// The road as the camera saw it, with what was made of it drawn over that very picture.

import { begin, label, tones } from "./canvas.js";
import { BOX, LANE, LIGHT, SIGN, TRACK, number, spaced } from "./words.js";

const KEPT_FRAMES = 24;

export class Road {
  #canvas;
  #note;
  #frames = [];
  #picture = null;
  #capturedMs = 0;

  constructor(canvas, note) {
    this.#canvas = canvas;
    this.#note = note;
  }

  keep(frame) {
    this.#frames.push(frame);
    if (this.#frames.length > KEPT_FRAMES) {
      this.#frames.shift();
    }
  }

  show(capturedMs, bitmap) {
    this.#picture?.close();
    this.#picture = bitmap;
    this.#capturedMs = capturedMs;
    this.#note.textContent = "";
  }

  /** alerts: function name to level name; objects: track id to level name. */
  draw(camera, names, objects, laneAlert) {
    const frame = this.#frameOfPicture();
    if (!camera || !frame) {
      return;
    }
    const { ctx, width, height } = begin(this.#canvas);
    const scale = Math.min(width / camera.width, height / camera.height);
    const view = { scale, left: (width - camera.width * scale) / 2, top: (height - camera.height * scale) / 2 };
    ctx.save();
    ctx.beginPath();
    ctx.rect(view.left, view.top, camera.width * scale, camera.height * scale);
    ctx.clip();
    if (this.#picture) {
      ctx.drawImage(this.#picture, view.left, view.top, camera.width * scale, camera.height * scale);
    }
    this.#canvas.dataset.lanes =
      frame.lanes.reduce((count, line) => count + drawLane(ctx, view, camera, names, line, laneAlert), 0);
    drawDetections(ctx, view, frame);
    drawSights(ctx, view, frame, names);
    this.#canvas.dataset.boxes = drawTracks(ctx, view, frame, names, objects);
    ctx.restore();
  }

  /** The frame that used the picture shown; without one, the newest. */
  #frameOfPicture() {
    const exact = this.#frames.findLast((frame) => Math.abs(frame.cam - this.#capturedMs) < 1);
    return exact ?? this.#frames.at(-1);
  }
}

function drawLane(ctx, view, camera, names, line, laneAlert) {
  const points = [];
  const from = Math.max(line[LANE.from], camera.x + 2);
  for (let x = from; x <= line[LANE.to]; x += x < 20 ? 1 : 3) {
    const y = line[LANE.c0] + x * (line[LANE.c1] + x * (line[LANE.c2] / 2 + (x * line[LANE.c3]) / 6));
    const pixel = camera.project(x, y);
    if (pixel) {
      points.push([view.left + pixel[0] * view.scale, view.top + pixel[1] * view.scale]);
    }
  }
  if (points.length < 2) {
    return 0;
  }
  const side = names.laneSide[line[LANE.side]];
  const isAlert = laneAlert && laneAlert.side === side;
  const isNext = side.startsWith("Next");
  const isEdge = names.laneType[line[LANE.type]] === "RoadEdge";
  ctx.strokeStyle = isAlert ? tones[laneAlert.level] : isEdge ? tones.edge : tones.lane;
  ctx.globalAlpha = isNext ? 0.4 : 0.55 + 0.4 * (line[LANE.quality] ?? 0);
  ctx.lineWidth = isAlert ? 6 : 3;
  ctx.lineCap = "round";
  ctx.setLineDash(names.laneType[line[LANE.type]] === "Dashed" ? [14, 10] : []);
  ctx.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  return 1;
}

function place(view, row, at) {
  return [view.left + row[at] * view.scale, view.top + row[at + 1] * view.scale, row[at + 2] * view.scale,
    row[at + 3] * view.scale];
}

function drawDetections(ctx, view, frame) {
  ctx.strokeStyle = "rgba(230,237,243,.38)";
  ctx.lineWidth = 1;
  for (const row of frame.boxes) {
    ctx.strokeRect(...place(view, row, BOX.box));
  }
}

const lamps = { Red: "#f4433c", RedYellow: "#f4433c", Yellow: "#fb3", Green: "#3c9" };

/** Signs and traffic lights with what they say. */
function drawSights(ctx, view, frame, names) {
  ctx.lineWidth = 2;
  for (const row of frame.signs) {
    ctx.strokeStyle = "#ffffff";
    const [x, y, w, h] = place(view, row, SIGN.box);
    ctx.strokeRect(x, y, w, h);
    label(ctx, `${spaced(names.sign[row[SIGN.kind]])} ${number(row[SIGN.ahead])} m`, x, y - 10, { ink: "#ffffff" });
  }
  for (const row of frame.lights) {
    const state = names.light[row[LIGHT.state]];
    ctx.strokeStyle = lamps[state] ?? "#8899aa";
    ctx.lineWidth = row[LIGHT.relevant] ? 3 : 1.5;
    ctx.strokeRect(...place(view, row, LIGHT.box));
  }
}

function drawTracks(ctx, view, frame, names, objects) {
  let count = 0;
  for (const row of frame.tracks) {
    const [x, y, w, h] = place(view, row, TRACK.box);
    if (!(w > 0 && h > 0)) {
      continue;
    }
    const level = objects.get(row[TRACK.id]) ?? "None";
    const tone = level !== "None" ? tones[level] : row[TRACK.lead] ? tones.lead : tones.None;
    ctx.strokeStyle = tone;
    ctx.lineWidth = row[TRACK.lead] || level !== "None" ? 2.5 : 1.5;
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, 4);
    ctx.stroke();
    const kind = names.object[row[TRACK.kind]].toLowerCase();
    label(ctx, `${kind} ${number(row[TRACK.x])} m`, x, y - 10 < view.top + 8 ? y + h + 10 : y - 10, { ink: tone });
    count++;
  }
  return count;
}
