// Numbers into names (told by the server) and names into what a person reads.

/** Places in the rows of numbers that a frame carries; the writer is LiveJson.cs. */
export const LANE = { side: 0, type: 1, c0: 2, c1: 3, c2: 4, c3: 5, from: 6, to: 7, quality: 8 };
export const TRACK = { id: 0, kind: 1, sources: 2, x: 3, y: 4, vx: 5, vy: 6, width: 7, existence: 8, lead: 9,
  still: 10, box: 11 };
export const RADAR = { x: 0, y: 1, rate: 2 };
export const SIGN = { kind: 0, confidence: 1, ahead: 2, box: 3 };
export const LIGHT = { state: 0, relevant: 1, forward: 2, box: 3 };
export const BOX = { kind: 0, score: 1, box: 2 };

const functions = {
  ForwardCollision: "Forward collision", LaneDeparture: "Lane departure", PedestrianCollision: "Pedestrian collision",
  StopAndGo: "Stop and go", HighBeam: "High beam", TrafficSign: "Traffic signs", TrafficLight: "Traffic lights",
  DriverMonitoring: "Driver monitoring", OccupantMonitoring: "Occupants",
};

const reasons = {
  None: "",
  NoSpeed: "own speed unknown",
  NoCamera: "no camera picture",
  NoRadar: "no radar",
  NoLane: "no lane line seen",
  SpeedTooLow: "too slow for it",
  SpeedTooHigh: "too fast for it",
  DriverIntent: "driver means it (indicator or steering)",
  CurveTooSharp: "curve too sharp",
  ModelMissing: "model not loaded",
  FrameLate: "frames come late",
  CanTimeout: "vehicle bus silent",
  CanCorrupt: "vehicle bus corrupt",
  CameraMismatch: "camera not as calibrated",
  SwitchedOff: "switched off",
  InternalFault: "internal fault",
  NoFace: "nobody is seen at the wheel",
  SeveralFaces: "several faces at the wheel",
  MouthHidden: "mouth hidden",
  EyesHidden: "eyes hidden",
  TooDark: "too dark in the cabin",
  CameraCovered: "cabin camera covered",
  CameraTurned: "cabin camera turned away",
  GreyPicture: "picture without colour (infrared)",
  CameraBlocked: "camera blocked",
  CameraBlinded: "camera blinded",
  CameraFrozen: "camera frozen",
  CameraDark: "picture too dark",
  CameraMisaligned: "camera misaligned",
  CameraBlurred: "picture blurred",
};

const flags = {
  CameraStalled: ["Camera stalled", "No new picture arrives. Picture-based functions are unavailable."],
  CameraMismatch: ["Camera mismatch", "The picture does not fit the calibration."],
  CanTimeout: ["Vehicle bus silent", "Expected CAN messages are missing."],
  CanChecksum: ["CAN checksum wrong", "Protected messages arrive damaged."],
  CanCounter: ["CAN counter wrong", "Protected messages are repeated or lost."],
  RadarStalled: ["Radar stalled", "No radar points arrive. Distances are estimates."],
  FrameLate: ["Frames late", "Frames take longer than their period."],
  RecorderBehind: ["Recorder behind", "The drive log loses records."],
  RecorderFailed: ["Recorder failed", "Nothing is being recorded."],
  BrokerDown: ["MQTT broker down", "The fleet gets no values."],
  ModelFailed: ["Model failed", "A network gives no results."],
  CanSendFailed: ["CAN send failed", "Warnings may not reach the vehicle."],
  CameraImpaired: ["Camera impaired", "The pictures cannot be trusted. Picture-based functions are unavailable."],
  CameraBlocked: ["Camera blocked", "Something covers the lens or the windscreen before it."],
  CameraBlinded: ["Camera blinded", "Sun or glare: large parts of the picture are white."],
  CameraFrozen: ["Camera frozen", "The same picture comes again and again."],
  CameraDark: ["Picture too dark", "Nothing is bright enough to be seen."],
  CameraMisaligned: ["Camera misaligned", "The camera does not look where it was calibrated to look."],
  CameraBlurred: ["Picture blurred", "Dirt, water or condensation smears the picture."],
  InputOverrun: ["Input overrun", "Inputs came faster than they were read."],
};

// What it is called, its unit as shown, decimals, and the factor from the unit of the name.
const quantities = {
  TimeToCollisionS: ["time to collision", "s", 1],
  RangeM: ["distance", "m", 0],
  ClosingSpeedMps: ["closing at", "km/h", 0, 3.6],
  RequiredDecelerationMps2: ["needs braking of", "m/s²", 1],
  DistanceToLineM: ["distance to line", "m", 2],
  LateralSpeedMps: ["drifting at", "m/s", 2],
  TimeToLineS: ["time to line", "s", 1],
  EgoSpeedMps: ["own speed", "km/h", 0, 3.6],
  HeadwayS: ["time gap", "s", 1],
  SpeedLimitMps: ["speed limit", "km/h", 0, 3.6],
  GazeAwayS: ["eyes off the road", "s", 1],
  EyesClosedS: ["eyes closed", "s", 1],
  PerclosShare: ["PERCLOS", "%", 0, 100],
  SleepinessLevel: ["sleepiness", "of 9", 1],
  AttentionPercent: ["attention", "%", 0],
  PhoneInUseS: ["telephone in use", "s", 1],
  DriverUnseenS: ["driver not seen", "s", 1],
  PostureS: ["posture for", "s", 1],
  LockedS: ["locked for", "s", 0],
  UnbeltedS: ["without a belt", "s", 0],
  OccupantConfidence: ["sure to", "%", 0, 100],
};

const titles = {
  ForwardCollision: { Imminent: "BRAKE!", Caution: "Collision ahead", Information: "Keep distance" },
  PedestrianCollision: { Imminent: "BRAKE! Pedestrian", Caution: "Pedestrian ahead", Information: "Pedestrian near" },
  TrafficLight: { Imminent: "BRAKE! Red light", Caution: "Red light ahead", Information: "Red light" },
  StopAndGo: { Caution: "Go on", Information: "The way is free" },
  TrafficSign: { Caution: "Too fast", Information: "Speed limit exceeded" },
  DriverMonitoring: { Imminent: "WAKE UP!", Caution: "Watch the road", Information: "Eyes on the road" },
  OccupantMonitoring: { Imminent: "SOMEBODY IS IN THE CAR!", Caution: "Look at the seats",
    Information: "Look at the seats" },
  LaneDeparture: { Imminent: "Leaving the lane", Caution: "Leaving the lane", Information: "Close to the line" },
};

const title = (kind, level) => titles[kind]?.[level] ?? functionName(kind);
const belts = { Caution: "Fasten the seat belt", Information: "Fasten the seat belt" };

/** What the cabin's functions warn of is told by what they rest on, not by a track. */
function cabinWords(warning, kind, level, names) {
  if (kind === "DriverMonitoring") {
    return { who: spaced(names.driverEvent[warning.object] ?? ""), title: title(kind, level) };
  }
  const isBelt = warning.why.some(([quantity]) => names.quantity[quantity] === "UnbeltedS");
  return { who: seatName(names.seat[warning.object]), title: isBelt ? belts[level] ?? title(kind, level) : title(kind, level) };
}

const rows = ["front", "rear", "third row"];
const places = { Driver: "driver's side", Middle: "middle", Passenger: "passenger's side" };

/** Row1DriverSide as a person says it. */
export function seatName(name) {
  const [, row, place] = /^Row(\d)(Driver|Middle|Passenger)/.exec(name ?? "") ?? [];
  return row ? `${rows[row - 1]}, ${places[place]}` : "";
}

export const isCabin = (kind) => kind === "DriverMonitoring" || kind === "OccupantMonitoring";
export const spaced = (name) => name.replace(/([a-z])([A-Z0-9])/g, "$1 $2").toLowerCase();

export const functionName = (name) => functions[name] ?? spaced(name);
export const reasonWords = (name) => reasons[name] ?? spaced(name);
export const flagWords = (name) => flags[name] ?? [spaced(name), ""];
export const number = (value, digits = 0) => (value === null || value === undefined ? "–" : value.toFixed(digits));

function evidenceWords([quantity, value, limit], names) {
  const [label, unit, digits, factor = 1] =
    quantities[names.quantity[quantity]] ?? [spaced(names.quantity[quantity]), "", 2];
  if (value === null) {
    return `${label} unknown`;
  }
  const held = limit !== null && limit !== value ? ` (limit ${(limit * factor).toFixed(digits)})` : "";
  return `${label} ${(value * factor).toFixed(digits)} ${unit}${held}`;
}

/** A warning as a driver would be told, with the numbers it was decided on. */
export function warningWords(warning, frame, names) {
  const kind = names.function[warning.f];
  const level = names.level[warning.level];
  const side = names.side[warning.side];
  const inside = isCabin(kind) ? cabinWords(warning, kind, level, names) : null;
  const track = inside ? null
    : frame.tracks.find((row) => row[TRACK.id] === warning.object && warning.object !== 0);
  const who = inside?.who ?? (track ? `${spaced(names.object[track[TRACK.kind]])} ahead` : "");
  const where = side === "Left" || side === "Right" ? `${side.toLowerCase()} side` : "";
  const facts = warning.why.map((row) => evidenceWords(row, names));
  const text = [who, where, ...facts].filter(Boolean).join(" · ");
  return { kind, level, side, title: inside?.title ?? title(kind, level), text: text.charAt(0).toUpperCase() + text.slice(1) };
}
