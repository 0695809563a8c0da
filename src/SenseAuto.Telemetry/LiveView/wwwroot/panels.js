// The parts of the page that are text: what the driver sees, function states, health.

import { LIGHT, flagWords, functionName, number, reasonWords } from "./words.js";

const byId = (id) => document.getElementById(id);
const setText = (id, text) => {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
};
const setHtml = (element, html) => {
  if (element.dataset.html !== html) {
    element.dataset.html = html;
    element.innerHTML = html;
  }
};
const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** warnings: already in words, most urgent first. states: function name to state name. */
export function showDriver(frame, warnings, states) {
  setText("speed", frame.ego.kmh === null ? "–" : number(frame.ego.kmh));
  byId("blink-left").classList.toggle("on", frame.ego.left);
  byId("blink-right").classList.toggle("on", frame.ego.right);
  byId("brake").classList.toggle("on", frame.ego.brake);
  byId("high-beam").classList.toggle("on", frame.ego.highBeam);
  const first = warnings[0];
  byId("driver").dataset.level = first?.level ?? "None";
  setText("warning-title", first ? first.title : isWatching(states) ? "No warning" : "Nothing is watched");
  const others = warnings.slice(1).map((warning) => warning.title);
  const also = others.length > 0 ? ` — also: ${others.join(", ")}` : "";
  setText("warning-text", first ? first.text + also : quietWords(states));
  const front = warnings.find((warning) =>
    warning.kind === "ForwardCollision" || warning.kind === "PedestrianCollision");
  const lane = warnings.find((warning) => warning.kind === "LaneDeparture");
  byId("icon-fcw").dataset.level = front?.level ?? ready(states, "ForwardCollision");
  byId("icon-ldw").dataset.level = lane?.level ?? ready(states, "LaneDeparture");
  for (const side of ["Left", "Right"]) {
    const path = byId(`ldw-${side.toLowerCase()}`);
    path.classList.toggle("crossed", lane?.side === side);
    path.classList.toggle("calm", lane !== undefined && lane.side !== side);
  }
}

/** What the driver's display shows beside the warnings: speed limit, the light that counts, the beam asked for. */
export function showAdvice(frame, names) {
  const { known, kind, limit, over, beamKnown, highBeam } = frame.advice;
  const sign = byId("icon-limit");
  sign.dataset.kind = known ? names.limitKind[kind] : "Unknown";
  sign.classList.toggle("over", known && over);
  setText("limit", known && names.limitKind[kind] === "Limit" ? String(limit) : "–");
  const light = frame.lights.find((row) => row[LIGHT.relevant] === 1);
  byId("icon-light").dataset.state = light ? names.light[light[LIGHT.state]] : "Unknown";
  const beam = beamKnown ? (highBeam ? "High" : "Dipped") : "Unknown";
  byId("beam").dataset.beam = beam;
  setText("beam", { High: "HIGH BEAM", Dipped: "DIPPED", Unknown: "BEAM –" }[beam]);
}

const isReady = (state) => state === "Active" || state === "Warning";
const isWatching = (states) => Object.values(states).some(isReady);
const ready = (states, name) => (isReady(states[name]) ? "Ready" : "None");

function quietWords(states) {
  const watching = Object.keys(states).filter((name) => isReady(states[name]));
  return watching.length > 0 ? `Watching: ${watching.map((name) => functionName(name).toLowerCase()).join(", ")}`
    : "No function is ready; each says why under Functions";
}

export function showFunctions(frame, names) {
  const rows = frame.functions.map(([id, stateId, reasonId]) => {
    const state = names.state[stateId];
    const why = reasonWords(names.reason[reasonId]);
    const reason = why ? `<small>${escape(why)}</small>` : "";
    return `<tr data-function="${names.function[id]}"><td>${escape(functionName(names.function[id]))}${reason}</td>` +
      `<td><span class="tag" data-state="${state}">${state}</span></td></tr>`;
  });
  setHtml(byId("functions"), rows.join(""));
}

export function showHealth(health) {
  const rows = health.flags.map((flag) => {
    const [title, text] = flagWords(flag);
    const more = flag === "BrokerDown" && health.brokerWhy ? ` ${health.brokerWhy}.` : "";
    return `<li data-flag="${flag}"><b>${escape(title)}</b><small>${escape(text + more)}</small></li>`;
  });
  if (!health.known) {
    rows.push(`<li class="unknown"><b>No health report yet</b><small>The service reports once a second.</small></li>`);
  } else if (rows.length === 0) {
    rows.push(`<li class="good"><b>All well</b><small>Every input is alive and every frame in time.</small></li>`);
  }
  setHtml(byId("health"), rows.join(""));
  setText("broker", health.broker === "Off" ? "off" : health.broker.toLowerCase());
  setText("foxglove", String(health.foxglove));
  setText("frame-late", `${health.late} of ${health.frames}`);
  const counters = [
    ["stages skipped", health.skipped], ["CAN faults", health.canFaults], ["pictures lost", health.picturesDropped],
    ["records lost", health.recordsDropped], ["view dropped", health.telemetryDropped], ["frames late", health.late],
  ];
  setHtml(byId("counters"),
    counters.map(([name, count]) => `<dt>${name}</dt><dd class="${count > 0 ? "bad" : ""}">${count}</dd>`).join(""));
}

export function showLink(state, ageMs) {
  document.body.dataset.link = state;
  const age = ageMs === null ? "" : ` ${(ageMs / 1000).toFixed(1)} s`;
  setText("link", { live: "LIVE", stale: `STALE${age}`, offline: `OFFLINE${age}`, connecting: "connecting" }[state]);
  const note = byId("stale-note");
  note.hidden = state === "live" || state === "connecting" || ageMs === null;
  if (!note.hidden) {
    setText("stale-note", `${state === "stale" ? "No new frame" : "Connection lost"}: what you see is${age} old`);
  }  if (state !== "live") {
    showNothingKnown(state, age);
  }
}

/** What was true a while ago may not look as if it were true now; the next frame writes over this. */
function showNothingKnown(state, age) {
  byId("driver").dataset.level = "None";
  setText("warning-title", "Not known");
  setText("warning-text", age === "" ? "Waiting for the service" : state === "stale"
    ? `The service has sent nothing for${age}; everything here is old`
    : `The service cannot be reached; everything here is${age} old`);
}

