// What the cabin's numbers are called; the writer is CabinJson.cs.

import { spaced } from "./words.js";

export const SEAT = {
  seat: 0, validity: 1, occupancy: 2, confidence: 3, belt: 4, identity: 5, learned: 6, childSeat: 7,
};
export const HEAD = { yaw: 0, pitch: 1, roll: 2, quality: 3 };
export const EYES = { left: 0, leftQuality: 1, right: 2, rightQuality: 3 };
export const GAZE = { yaw: 0, pitch: 1, quality: 2, cabinYaw: 3, cabinPitch: 4 };
export const LEVEL = { attention: 0, sleepiness: 1, perclos: 2, zone: 3 };

const reasons = {
  NoPicture: "no picture from the cabin camera", ModelFailed: "a network gives no results",
  CameraCovered: "the camera is covered", TooDark: "too dark to see a face",
  CameraTurned: "the camera looks somewhere else", NoFace: "nobody at the wheel",
  TwoFaces: "two faces at the wheel", EyesHidden: "eyes hidden (dark glasses, glare or a hand)",
  MouthHidden: "mouth hidden (a mask or a hand)",
};

const events = {
  Yawning: "yawns", HeadTurned: "head turned away", Drowsy: "drowsy", EyesOnRoadRequest: "eyes on the road, please",
  ShortDistraction: "distracted again and again", LongDistraction: "distracted", PhoneInHand: "telephone in the hand",
  PhoneAtEar: "telephone at the ear", CameraCovered: "camera covered", AbnormalPosture: "slumped",
  Absent: "nobody at the wheel", Microsleep: "microsleep", Sleep: "asleep", Unresponsive: "does not respond",
};

const care = {
  UnknownPassenger: "a stranger", UnknownDriver: "a driver the car does not know", ItemLeft: "something was left",
  BeltMisrouted: "belt worn wrongly", BeltOff: "belt off", BeltOpened: "belt was opened", PetAlone: "a pet alone",
  ChildAlone: "a child alone",
};

const actions = {
  VolumeUp: "louder", VolumeDown: "quieter", Next: "next", Previous: "previous", Answer: "answer the call",
  Reject: "reject the call", Select: "select", Pause: "pause",
};

export const faceReason = (name) => reasons[name] ?? "";
export const driverEvent = (name) => events[name] ?? spaced(name);
export const careEvent = (name) => care[name] ?? spaced(name);
export const actionName = (name) => actions[name] ?? spaced(name);
