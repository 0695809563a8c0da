// The cabin's page: what the service knows of the driver and the seats, without a picture unless that was switched on.

import { begin, tones } from "./canvas.js";
import { EyePlot } from "./cabin-eyes.js";
import { Face } from "./cabin-face.js";
import { GazeMap } from "./cabin-gaze.js";
import { drawSeats } from "./cabin-seats.js";
import { LEVEL, actionName, careEvent, driverEvent, faceReason } from "./cabin-words.js";
import { Link } from "./link.js";
import { showFunctions, showLink } from "./panels.js";
import { number, seatName, spaced, warningWords } from "./words.js";

const EVENTS_KEPT = 40;
const RING = 2 * Math.PI * 27;
const CABIN_FUNCTIONS = ["DriverMonitoring", "OccupantMonitoring"];
const byId = (id) => document.getElementById(id);
const face = new Face(byId("face"));
const gaze = new GazeMap(byId("gaze"), byId("gaze-words"));
const eyes = new EyePlot(byId("eyes"));
const took = [];
const events = [];
const last = new Map();
let hello = null;
let road = null;
let latest = null;
let isDirty = false;

/** Says a thing once, when it begins. */
function tell(key, value, ms, level, text) {
  if (last.get(key) === value) {
    return;
  }
  last.set(key, value);
  if (text) {
    events.unshift({ ms, level, text });
    events.length = Math.min(events.length, EVENTS_KEPT);
  }
}

function onCabin(frame) {
  if (!hello?.cabin) {
    return;
  }
  latest = frame;
  isDirty = true;
  gaze.add(frame);
  eyes.add(frame);
  took.push(frame.stages.map(([ms]) => ms));
  if (took.length > 160) {
    took.shift();
  }
  const { names } = hello;
  const event = names.driverEvent[frame.driver.event];
  tell("driver", event, frame.ms, "Caution", event === "None" ? "" : `driver: ${driverEvent(event)}`);
  const reason = names.faceReason[frame.face.reason];
  tell("face", reason, frame.ms, "", reason === "None" ? "face and eyes are seen" : faceReason(reason));
  const alert = names.careEvent[frame.alert.event];
  tell("alert", `${alert} ${frame.alert.seat}`, frame.ms, "Caution",
    alert === "None" ? "" : `${careEvent(alert)}: ${seatName(names.seat[frame.alert.seat])}`);
  const [kind, action, control] = frame.gesture;
  tell("gesture", `${kind} ${control}`, frame.ms, "", gestureWords(names.gesture[kind], names.action[action], names.control[control]));
  tell("learned", frame.face.learned, frame.ms, "", frame.face.learned ? "the driver's own straight ahead is learned" : "");
}

function gestureWords(gesture, action, control) {
  if (gesture === "None") {
    return "";
  }
  const of = control === "None" ? "" : `, for the ${spaced(control)}`;
  return gesture === "GazeAt" ? `eyes rest on the ${spaced(control)}` : `gesture: ${spaced(gesture)} – ${actionName(action)}${of}`;
}

function onRoad(frame) {
  road = frame;
  isDirty = true;
  if (!hello) {
    return;
  }
  for (const warning of frame.warnings) {
    const words = warningWords(warning, frame, hello.names);
    tell(`warning ${words.kind}`, words.level, frame.ms, words.level, `${words.level.toLowerCase()}: ${words.title}`);
  }
  for (const kind of CABIN_FUNCTIONS) {
    if (!frame.warnings.some((warning) => hello.names.function[warning.f] === kind)) {
      last.delete(`warning ${kind}`);
    }
  }
}

function draw() {
  requestAnimationFrame(draw);
  if (!isDirty || !hello) {
    return;
  }
  isDirty = false;
  showRoad();
  if (!latest) {
    return;
  }
  face.draw(hello, latest);
  gaze.draw(hello, latest);
  eyes.draw();
  drawSeats(byId("seats"), byId("seats-words"), hello, latest);
  drawStages(byId("stages"));
  showNumbers(latest);
  showEvents();
}

function showRoad() {
  if (!road) {
    return;
  }
  const { names } = hello;
  const own = road.functions.filter(([id]) => CABIN_FUNCTIONS.includes(names.function[id]));
  showFunctions({ functions: own }, names);
  const warnings = [...road.warnings].sort((a, b) => b.level - a.level).map((one) => warningWords(one, road, names));
  const first = warnings[0];
  byId("driver").dataset.level = first?.level ?? "None";
  byId("warning-title").textContent = first ? first.title : own.length > 0 ? "No warning" : "Nothing is watched";
  byId("warning-text").textContent = first ? first.text : statusWords(own, names);
}

function statusWords(own, names) {
  if (own.length === 0) {
    return "This session has no cabin camera";
  }
  const driver = own.find(([id]) => names.function[id] === "DriverMonitoring");
  const state = driver ? names.state[driver[1]] : "Unavailable";
  return { Active: "The driver is being watched", Standby: "Waiting for the car to be faster",
    Unavailable: "The driver is not being watched" }[state] ?? "";
}

function showNumbers(frame) {
  const { names } = hello;
  const isKnown = names.validity[frame.driver.v] !== "Unavailable";
  const attention = isKnown ? frame.driver.levels[LEVEL.attention] : null;
  byId("attention").textContent = attention === null ? "–" : `${number(attention)} %`;
  const ring = byId("attention-ring");
  ring.style.visibility = attention > 0 ? "visible" : "hidden";
  ring.style.strokeDasharray = `${((attention ?? 0) / 100) * RING} ${RING}`;
  ring.style.stroke = attention < 40 ? tones.Imminent : attention < 75 ? tones.Caution : tones.lane;
  const sleepiness = frame.driver.levels[LEVEL.sleepiness];
  byId("sleepiness").textContent = sleepiness > 0 ? `${number(sleepiness, 1)} of 9` : "–";
  byId("perclos").textContent = sleepiness > 0 ? `${number(frame.driver.levels[LEVEL.perclos] * 100, 1)} %` : "–";
  byId("speed").textContent = frame.car.kmh === null ? "unknown" : `${number(frame.car.kmh)} km/h`;
  byId("emotion").textContent = frame.driver.emotion ? spaced(names.emotion[frame.driver.emotion]) : "–";
  byId("learning").style.width = `${Math.round(frame.face.learning * 100)}%`;
  const [hand, ear] = [names.answer[frame.driver.phoneHand], names.answer[frame.driver.phoneEar]];
  byId("phone").textContent = ear === "Yes" ? "at the ear" : hand === "Yes" ? "in the hand" : hand === "No" ? "none" : "–";
  byId("frame-index").textContent = frame.i;
  byId("frame-took").textContent = `${number(took.at(-1)?.reduce((sum, ms) => sum + ms, 0) ?? 0, 1)} ms`;
  const reason = names.faceReason[frame.face.reason];
  byId("face-note").textContent = reason === "None" ? "" : faceReason(reason);
}

function showEvents() {
  const html = events.map(({ ms, level, text }) =>
    `<li data-level="${level}"><time>${(ms / 1000).toFixed(1)} s</time><b>${text}</b></li>`).join("");
  const list = byId("events");
  if (list.dataset.html !== html) {
    list.dataset.html = html;
    list.innerHTML = html || "<li><time></time><b>nothing yet</b></li>";
  }
}

/** Where the cabin frame's time went, one bar a frame, against the largest share of its period. */
function drawStages(canvas) {
  const { ctx, width, height } = begin(canvas);
  const periodMs = 1000 / 30;
  const y = (ms) => height - 2 - (Math.min(ms, periodMs) / periodMs) * (height - 8);
  const bar = (width - 34) / 160;
  took.forEach((stages, i) => {
    const sum = stages.reduce((total, ms) => total + ms, 0);
    ctx.fillStyle = sum > periodMs * 0.8 ? tones.Caution : tones.lead;
    ctx.fillRect(34 + i * bar, y(sum), Math.max(1, bar - 0.5), height - 2 - y(sum));
  });
  ctx.strokeStyle = tones.Caution;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(34, y(periodMs * 0.8));
  ctx.lineTo(width, y(periodMs * 0.8));
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = tones.Caution;
  ctx.font = "10px sans-serif";
  ctx.textBaseline = "middle";
  ctx.fillText(`${number(periodMs * 0.8)} ms`, 0, y(periodMs * 0.8));
}

new Link({
  hello(message) {
    hello = message;
    const isShown = message.cabin?.pictures === true;
    byId("privacy").dataset.pictures = isShown ? "on" : "off";
    byId("privacy").textContent = isShown ? "CABIN PICTURES ARE SHOWN on this page; none is recorded"
      : "no cabin picture is shown or recorded";
    document.body.classList.toggle("no-cabin", !message.cabin);
    byId("face-note").textContent = message.cabin ? "waiting for the cabin" : "this session has no cabin camera";
    byId("budget-words").textContent = "face, hand and decisions; networks beside it";
  },
  frame: onRoad,
  cabin: onCabin,
  async cabinPicture(message) {
    const bytes = Uint8Array.from(atob(message.jpeg), (sign) => sign.charCodeAt(0));
    face.show(await createImageBitmap(new Blob([bytes], { type: "image/jpeg" })));
  },
  health(message) {
    byId("frame-late").textContent = `${message.late} of ${message.frames}`;
  },
  picture: (_, bitmap) => bitmap.close(),
  badPicture() {},
  state: showLink,
});
addEventListener("resize", () => (isDirty = true));
requestAnimationFrame(draw);
