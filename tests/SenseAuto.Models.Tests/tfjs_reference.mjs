// Runs TFJS graph models on given inputs with the TensorFlow.js packages: the reference for the importer's parity test.
// usage: node tfjs_reference.mjs JOB.json
// JOB: { packages, models: [ { topology, weights, input, dtype, shape, runs: [ { inputFile, outputs: [ { name, file } ] } ] } ] }
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(join(job.packages, 'any.js'));
const tf = require('@tensorflow/tfjs-core');
const { loadGraphModel } = require('@tensorflow/tfjs-converter');
const wasm = require('@tensorflow/tfjs-backend-wasm');

require('@tensorflow/tfjs-backend-cpu');
wasm.setWasmPaths(join(job.packages, '@tensorflow/tfjs-backend-wasm/dist/'));

function inMemory(model) {
  const topology = JSON.parse(readFileSync(model.topology, 'utf8'));
  const bytes = Buffer.concat(model.weights.map((file) => readFileSync(file)));
  return {
    load: async () => ({
      modelTopology: topology.modelTopology,
      format: topology.format,
      signature: topology.signature ?? topology.userDefinedMetadata?.signature,
      weightSpecs: topology.weightsManifest.flatMap((group) => group.weights),
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    }),
  };
}

async function run(model, backend) {
  await tf.setBackend(backend);
  await tf.ready();
  const graph = await loadGraphModel(inMemory(model));
  for (const { inputFile, outputs } of model.runs) {
    const raw = readFileSync(inputFile);
    const floats = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
    const values = model.dtype === 'int32' ? Int32Array.from(floats) : floats;
    const input = tf.tensor(values, model.shape, model.dtype);
    const results = [graph.execute({ [model.input]: input }, outputs.map((output) => output.name))].flat();
    results.forEach((result, i) => writeFileSync(outputs[i].file, Float32Array.from(result.dataSync())));
    tf.dispose([results, input]);
  }
  graph.dispose();
}

for (const model of job.models) {
  try {
    await run(model, 'wasm');
  } catch (error) {
    // The WebAssembly backend has no product of whole numbers, which one model needs; the plain one has everything.
    if (!/not yet supported/.test(error.message)) throw error;
    await run(model, 'cpu');
  }
}
