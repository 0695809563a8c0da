// Brings the parts together. Messages come at the service's pace; drawing follows the screen's.

import { drawBird } from "./bird.js";
import { Budget } from "./budget.js";
import { Camera } from "./camera.js";
import { Link } from "./link.js";
import { showAdvice, showDriver, showFunctions, showHealth, showLink } from "./panels.js";
import { Plots } from "./plots.js";
import { Road } from "./road.js";
import { TRACK, isCabin, warningWords } from "./words.js";

// A camera that is there has sent a picture by then.
const PICTURE_FRAMES_MAX = 60;
const byId = (id) => document.getElementById(id);
const road = new Road(byId("road"), byId("road-note"));
const budget = new Budget(byId("budget"), byId("budget-table"));
const plots = new Plots([byId("plot-speed"), byId("plot-lead"), byId("plot-ttc")]);
let hello = null;
let camera = null;
let latest = null;
let isDirty = false;
let hasPicture = false;
let frames = 0;

/** The number the warning was decided on, else range over closing speed; null when there is nothing to collide with. */
function timeToCollision(frame, lead) {
  for (const warning of frame.warnings) {
    const row = warning.why.find(([quantity]) => hello.names.quantity[quantity] === "TimeToCollisionS");
    if (row) {
      return row[1];
    }
  }
  return lead && lead[TRACK.vx] < -0.3 ? lead[TRACK.x] / -lead[TRACK.vx] : null;
}

function onFrame(frame) {
  if (!hello) {
    return;
  }
  latest = frame;
  isDirty = true;
  frames++;
  if (!hasPicture && frames === PICTURE_FRAMES_MAX) {
    byId("road-note").textContent = "no picture comes: this session has no road camera, or it is silent";
  }
  road.keep(frame);
  budget.add(frame);
  const lead = frame.tracks.find((row) => row[TRACK.lead]);
  plots.add(frame.ms / 1000, [frame.ego.kmh, lead ? lead[TRACK.x] : null, timeToCollision(frame, lead)]);
}

function draw() {
  requestAnimationFrame(draw);
  if (!isDirty || !hello || !latest) {
    return;
  }
  isDirty = false;
  const { names } = hello;
  const warnings = [...latest.warnings].sort((a, b) => b.level - a.level)
    .map((warning) => warningWords(warning, latest, names));
  const objects = new Map(
    latest.warnings.filter((warning) => warning.object && !isCabin(names.function[warning.f])).map((warning) => [warning.object, names.level[warning.level]]));
  const laneAlert = warnings.find((warning) => warning.kind === "LaneDeparture");
  const states = Object.fromEntries(latest.functions.map(([id, state]) => [names.function[id], names.state[state]]));
  byId("frame-index").textContent = latest.i;
  showDriver(latest, warnings, states);
  showAdvice(latest, names);
  showFunctions(latest, names);
  road.draw(camera, names, objects, laneAlert);
  drawBird(byId("bird"), latest, names, objects, laneAlert);
  budget.draw(hello);
}

new Link({
  hello(message) {
    hello = message;
    camera = new Camera(message.camera);
    byId("budget-legend").textContent = `${message.budgetMs} of ${message.periodMs} ms, last frames`;
  },
  frame: onFrame,
  health(message) {
    showHealth(message);
    if (hello) {
      budget.table(hello, message.cost, message.frames, message.late);
    }
  },
  picture(capturedMs, bitmap) {
    hasPicture = true;
    road.show(capturedMs, bitmap);
    isDirty = true;
  },
  badPicture() {
    byId("road-note").textContent = "the picture cannot be decoded";
  },
  state: showLink,
});
addEventListener("resize", () => (isDirty = true));
requestAnimationFrame(draw);
