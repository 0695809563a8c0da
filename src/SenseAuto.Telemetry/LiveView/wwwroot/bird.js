// The road from above: x forward is up, y left is left. What radar, camera and lane finder say, and where we will go.

import { begin, label, tones } from "./canvas.js";
import { LANE, RADAR, TRACK, number } from "./words.js";

const FORWARD_M = 110;
const BEHIND_M = 8;
const RINGS_M = [20, 40, 60, 80, 100];
const STILL_MPS = 1.5;
const EGO = { width: 1.85, front: 3.8, back: -1.0 };
const SIZES = {
  Car: [1.8, 4.4], Truck: [2.5, 9], Bus: [2.5, 11], Motorcycle: [0.8, 2.2], Bicycle: [0.6, 1.8], Pedestrian: [0.6, 0.6],
};

export function drawBird(canvas, frame, names, objects, laneAlert) {
  const { ctx, width, height } = begin(canvas);
  const scaleX = height / (FORWARD_M + BEHIND_M);

  // Across, the road is drawn three times as wide as along: lanes stay readable.
  const scaleY = scaleX * 3;
  const at = (x, y) => [width / 2 - y * scaleY, height - (x + BEHIND_M) * scaleX];
  drawRings(ctx, at, scaleX, scaleY, width);
  drawPath(ctx, at, frame);
  for (const line of frame.lanes) {
    drawLane(ctx, at, line, names, laneAlert);
  }
  drawRadar(ctx, at, frame);
  let count = 0;
  for (const row of frame.tracks) {
    drawTrack(ctx, at, scaleX, scaleY, row, names, objects, frame.ego.kmh);
    count++;
  }
  drawEgo(ctx, at, scaleX, scaleY);
  drawLegend(ctx, width);
  canvas.dataset.tracks = count;
  canvas.dataset.radar = frame.radar.length;
}

function drawRings(ctx, at, scaleX, scaleY, width) {
  ctx.font = "10px " + getComputedStyle(document.body).fontFamily;
  ctx.textAlign = "right";
  ctx.textBaseline = "bottom";
  ctx.lineWidth = 1;
  for (const range of RINGS_M) {
    ctx.strokeStyle = tones.faint;
    ctx.beginPath();
    ctx.ellipse(...at(0, 0), range * scaleY, range * scaleX, 0, Math.PI, 2 * Math.PI);
    ctx.stroke();
    ctx.fillStyle = tones.dim;
    ctx.fillText(`${range} m`, width - 6, at(range, 0)[1] + 13);
  }
}

/** Where we go if the wheel stays: a circle of yaw rate over speed, in the width of the car. */
function drawPath(ctx, at, frame) {
  const speed = (frame.ego.kmh ?? 0) / 3.6;
  if (speed < 1 || frame.ego.yawRate === null) {
    return;
  }
  const curvature = frame.ego.yawRate / speed;
  const reach = Math.min(FORWARD_M, speed * 3);
  const edge = (x, side) => at(x, (curvature * x * x) / 2 + side * (EGO.width / 2));
  const gradient = ctx.createLinearGradient(0, at(0, 0)[1], 0, at(reach, 0)[1]);
  gradient.addColorStop(0, "rgba(56,198,255,.30)");
  gradient.addColorStop(1, "rgba(56,198,255,0)");
  ctx.fillStyle = gradient;
  ctx.beginPath();
  for (let x = EGO.front; x <= reach; x += 2) {
    ctx.lineTo(...edge(x, 1));
  }
  for (let x = reach; x >= EGO.front; x -= 2) {
    ctx.lineTo(...edge(x, -1));
  }
  ctx.fill();
}

function drawLane(ctx, at, line, names, laneAlert) {
  const side = names.laneSide[line[LANE.side]];
  const isAlert = laneAlert && laneAlert.side === side;
  const isEdge = names.laneType[line[LANE.type]] === "RoadEdge";
  ctx.strokeStyle = isAlert ? tones[laneAlert.level] : isEdge ? tones.edge : tones.lane;
  ctx.globalAlpha = side.startsWith("Next") ? 0.4 : 0.9;
  ctx.lineWidth = isAlert ? 4 : 2;
  ctx.setLineDash(names.laneType[line[LANE.type]] === "Dashed" ? [9, 7] : []);
  ctx.beginPath();
  for (let x = Math.max(-BEHIND_M, line[LANE.from]); x <= Math.min(FORWARD_M, line[LANE.to]); x += 2) {
    ctx.lineTo(...at(x, line[LANE.c0] + x * (line[LANE.c1] + x * (line[LANE.c2] / 2 + (x * line[LANE.c3]) / 6))));
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawRadar(ctx, at, frame) {
  const egoMps = (frame.ego.kmh ?? 0) / 3.6;
  ctx.lineWidth = 1.5;
  for (const row of frame.radar) {
    const isStill = Math.abs(egoMps + row[RADAR.rate]) < STILL_MPS;
    const [x, y] = at(row[RADAR.x], row[RADAR.y]);
    ctx.globalAlpha = isStill ? 0.45 : 1;
    ctx.fillStyle = ctx.strokeStyle = tones.radar;
    ctx.beginPath();
    ctx.arc(x, y, isStill ? 2 : 3, 0, 2 * Math.PI);
    ctx.fill();
    if (!isStill) {
      // A whisker as long as half a second of closing or opening.
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(...at(row[RADAR.x] + row[RADAR.rate] / 2, row[RADAR.y]));
      ctx.stroke();
    }
  }
  ctx.globalAlpha = 1;
}

function drawTrack(ctx, at, scaleX, scaleY, row, names, objects, egoKmh) {
  const kind = names.object[row[TRACK.kind]];
  const [usualWidth, length] = SIZES[kind] ?? [1.5, 1.5];
  const wide = (row[TRACK.width] || usualWidth) * scaleY;
  const [x, y] = at(row[TRACK.x], row[TRACK.y]);
  const level = objects.get(row[TRACK.id]) ?? "None";
  const tone = level !== "None" ? tones[level] : row[TRACK.lead] ? tones.lead : tones.None;
  ctx.fillStyle = tone;
  ctx.globalAlpha = row[TRACK.lead] || level !== "None" ? 0.9 : 0.45 + 0.35 * (row[TRACK.existence] ?? 0);
  ctx.beginPath();
  ctx.roundRect(x - wide / 2, y - length * scaleX, wide, Math.max(4, length * scaleX), 3);
  ctx.fill();
  ctx.globalAlpha = 1;
  const words = row[TRACK.still] ? "still" : groundSpeed(egoKmh, row[TRACK.vx]);
  label(ctx, `${row[TRACK.lead] ? "LEAD " : ""}${kind.toLowerCase()} #${row[TRACK.id]}`, x + wide / 2 + 4,
    y - length * scaleX, { ink: tone });
  label(ctx, words, x + wide / 2 + 4, y - length * scaleX + 15, { ink: tones.dim, ground: "rgba(8,11,15,.5)" });
}

function groundSpeed(egoKmh, relativeMps) {
  if (egoKmh === null || relativeMps === null) {
    return "";
  }
  const kmh = egoKmh + relativeMps * 3.6;
  return kmh < -5 ? `oncoming ${number(-kmh)} km/h` : `${number(Math.max(0, kmh))} km/h`;
}

function drawEgo(ctx, at, scaleX, scaleY) {
  const [left, top] = at(EGO.front, EGO.width / 2);
  ctx.fillStyle = "#e6edf3";
  ctx.beginPath();
  ctx.roundRect(left, top, EGO.width * scaleY, (EGO.front - EGO.back) * scaleX, [6, 6, 3, 3]);
  ctx.fill();
  ctx.fillStyle = "#10161d";
  ctx.fillRect(left + 4, top + 5, EGO.width * scaleY - 8, 4);
}

function drawLegend(ctx, width) {
  const entries = [["radar", tones.radar], ["track", tones.None], ["lead", tones.lead], ["lane", tones.lane]];
  let x = 10;
  ctx.font = "10.5px " + getComputedStyle(document.body).fontFamily;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.fillStyle = "rgba(16,22,29,.85)";
  ctx.fillRect(0, 0, width, 24);
  for (const [text, tone] of entries) {
    ctx.fillStyle = tone;
    ctx.fillRect(x, 8, 8, 8);
    ctx.fillStyle = tones.dim;
    ctx.fillText(text, x + 12, 12.5);
    x += ctx.measureText(text).width + 26;
  }
}
