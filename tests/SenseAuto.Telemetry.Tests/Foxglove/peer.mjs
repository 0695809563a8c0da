// A client as Foxglove has it: subscribes to two channels and prints what comes, one JSON a line.
// Usage: node --experimental-websocket peer.mjs <address> <subprotocol> <package folder> <messages a channel>

import { createRequire } from "node:module";

const [address, subprotocol, folder, wanted] = process.argv.slice(2);
const { FoxgloveClient } = createRequire(import.meta.url)(`${folder}/@foxglove/ws-protocol`);
const client = new FoxgloveClient({ ws: new WebSocket(address, [subprotocol]) });
const topics = new Map();
const counts = new Map();
const print = (event, content) => console.log(JSON.stringify({ event, ...content }));

client.on("serverInfo", (info) => print("serverInfo", { name: info.name }));
client.on("status", (status) => print("status", { level: status.level, message: status.message }));
client.on("error", (error) => print("error", { message: String(error) }));
client.on("advertise", (channels) => {
  for (const channel of channels) {
    print("channel", { topic: channel.topic, encoding: channel.encoding, schema: channel.schema,
      schemaEncoding: channel.schemaEncoding });
    if (channel.encoding === "json") {
      topics.set(client.subscribe(channel.id), channel.topic);
    }
  }
});
client.on("message", ({ subscriptionId, timestamp, data }) => {
  const topic = topics.get(subscriptionId);
  const text = new TextDecoder().decode(data);
  print("message", { topic, timestamp: String(timestamp), value: JSON.parse(text) });
  counts.set(topic, (counts.get(topic) ?? 0) + 1);
  if (topics.size >= 2 && [...topics.values()].every((name) => (counts.get(name) ?? 0) >= Number(wanted))) {
    process.exit(0);
  }
});
