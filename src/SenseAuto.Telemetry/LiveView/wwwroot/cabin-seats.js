// The seats from above: the car drives up the page, the driver's side is where the vehicle's profile has it.

import { begin, tones } from "./canvas.js";
import { SEAT } from "./cabin-words.js";
import { spaced } from "./words.js";

const WHO = { Empty: "#33404d", Adult: "#38c6ff", Child: "#ffb224", Infant: "#ffb224", Pet: "#d58bff", Item: "#c8d64b" };
const BELT = { On: "#3ddc97", Off: "#ff4b4b", Misrouted: "#ffb224" };

export function drawSeats(canvas, words, hello, frame) {
  const { ctx, width, height } = begin(canvas);
  const { names, cabin } = hello;
  const known = new Map(frame.seats.map((row) => [row[SEAT.seat], row]));
  const ids = new Set(cabin.seats.map(([seat]) => seat));
  const rows = Math.max(2, ...[...ids].map((seat) => Math.ceil(seat / 3)));
  const seatWide = Math.min(86, (width - 40) / 3);
  const seatHigh = Math.min(96, (height - 30) / rows - 12);
  const left = width / 2 - 1.5 * seatWide;
  drawCar(ctx, width, height, seatWide);
  const isRight = isRightHandDrive(cabin, names);
  canvas.dataset.wheel = isRight ? "right" : "left";
  let seen = 0;
  for (let seat = 1; seat <= rows * 3; seat++) {
    if (!ids.has(seat)) {
      continue;
    }
    const fromDriver = (seat - 1) % 3;
    const column = isRight ? 2 - fromDriver : fromDriver;
    const row = Math.floor((seat - 1) / 3);
    const state = known.get(seat);
    seen += state && names.validity[state[SEAT.validity]] !== "Unavailable" ? 1 : 0;
    const isDriver = seat === 1;
    drawSeat(ctx, left + column * seatWide + 4, 26 + row * (seatHigh + 12), seatWide - 8, seatHigh, state, names, isDriver,
      frame.alert.event !== 0 && frame.alert.seat === seat);
  }
  const doors = frame.car.doorOpen === null ? "" : frame.car.doorOpen ? ", a door is open" : ", doors closed";
  const lock = frame.car.locked === null ? "lock not known" : frame.car.locked ? "locked" : "unlocked";
  words.textContent = `${lock}${doors}`;
  canvas.dataset.seen = seen;
}

/** The camera looks back: the right side of the car is on the left of its picture. Alone, his mirrors tell. */
function isRightHandDrive(cabin, names) {
  const places = new Map(cabin.seats.map(([seat, left, , wide]) => [seat, left + wide / 2]));
  if (places.has(1) && places.has(3)) {
    return places.get(1) < places.get(3);
  }
  const away = (name) => {
    const row = cabin.zones.find(([zone]) => names.zone[zone] === name);
    return row ? Math.abs(row[1] + row[2]) : NaN;
  };
  return away("RightMirror") < away("LeftMirror");
}

function drawCar(ctx, width, height, seatWide) {
  ctx.strokeStyle = "#27333f";
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.roundRect(width / 2 - 1.62 * seatWide, 4, 3.24 * seatWide, height - 8, [54, 54, 26, 26]);
  ctx.stroke();
}

function drawSeat(ctx, x, y, wide, high, state, names, isDriver, isAlert) {
  const validity = state ? names.validity[state[SEAT.validity]] : "Unavailable";
  const isKnown = validity !== "Unavailable";
  const who = isKnown ? names.occupancy[state[SEAT.occupancy]] : "not seen";
  const tone = WHO[who] ?? "#27333f";
  ctx.fillStyle = "#0d131a";
  ctx.strokeStyle = isAlert ? tones.Imminent : tone;
  ctx.lineWidth = isAlert ? 3 : 1.5;
  ctx.setLineDash(isKnown ? [] : [4, 4]);
  ctx.beginPath();
  ctx.roundRect(x, y, wide, high, 10);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
  const middle = x + wide / 2;
  if (isKnown && who !== "Empty" && who !== "Unknown") {
    ctx.fillStyle = tone;
    ctx.beginPath();
    ctx.arc(middle, y + high * 0.3, Math.min(wide, high) * 0.15, 0, 2 * Math.PI);
    ctx.fill();
  }
  const belt = isKnown ? names.belt[state[SEAT.belt]] : "Unknown";
  if (BELT[belt]) {
    ctx.strokeStyle = BELT[belt];
    ctx.lineWidth = 4;
    ctx.beginPath();
    ctx.moveTo(middle - wide * 0.2, y + high * 0.2);
    ctx.lineTo(middle + wide * 0.2, y + high * 0.52);
    ctx.stroke();
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const font = getComputedStyle(document.body).fontFamily;
  ctx.font = `600 12px ${font}`;
  ctx.fillStyle = isKnown ? "#e6edf3" : tones.dim;
  ctx.fillText(spaced(who), middle, y + high * 0.68, wide - 6);
  ctx.font = `10px ${font}`;
  ctx.fillStyle = tones.dim;
  const beltWords = { On: "belt on", Off: "belt off", Misrouted: "belt wrong" }[belt] ?? "";
  const sure = isKnown ? `${Math.round(state[SEAT.confidence] * 100)} %` : "";
  const learning = isKnown && who === "Empty" && !state[SEAT.learned] ? "learning its look" : "";
  const hasChildSeat = isKnown && names.childSeat[state[SEAT.childSeat]] === "Fitted";
  const childSeat = hasChildSeat ? "child seat" : "";
  ctx.fillText([sure, beltWords, childSeat, learning].filter(Boolean).join(" · "), middle, y + high * 0.86, wide - 6);
  if (isDriver) {
    ctx.fillText("driver", middle, y + 11);
  }
}
