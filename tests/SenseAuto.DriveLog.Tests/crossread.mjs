// Reads an MCAP file with the MCAP project's own packages and prints what it saw, one JSON object.
// usage: node crossread.mjs FILE
import { open } from "node:fs/promises";
import { createRequire } from "node:module";

// The packages' CommonJS form: their ES form relies on a bundler.
const require = createRequire(import.meta.url);
const { McapIndexedReader } = require("@mcap/core");
const { loadDecompressHandlers } = require("@mcap/support");

const file = await open(process.argv[2], "r");
const readable = {
  size: async () => BigInt((await file.stat()).size),
  read: async (offset, size) => {
    const buffer = new Uint8Array(Number(size));
    await file.read({ buffer, position: Number(offset), length: Number(size) });
    return buffer;
  },
};
const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers: await loadDecompressHandlers() });
const counts = {};
let sum = 0;
let last = -1n;
let ordered = true;
for await (const message of reader.readMessages()) {
  const topic = reader.channelsById.get(message.channelId).topic;
  counts[topic] = (counts[topic] ?? 0) + 1;
  ordered = ordered && message.logTime >= last;
  last = message.logTime;
  for (const byte of message.data) sum = (sum * 31 + byte) % 1000003;
}
const attachments = [];
for await (const attachment of reader.readAttachments()) attachments.push(attachment.name);
const metadata = [];
for await (const record of reader.readMetadata()) metadata.push(record.name);
const compressions = [...new Set(reader.chunkIndexes.map((chunk) => chunk.compression))];
console.log(JSON.stringify({ counts, sum, ordered, attachments, metadata, compressions, last: String(last) }));
await file.close();
