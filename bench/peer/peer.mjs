// BN254 in two JavaScript libraries: multi-scalar multiplication and pairing, in milliseconds, as JSON on the last line.
// Usage: node peer.mjs LOG2_OF_LARGEST
import { readFileSync } from "node:fs";
import { normalizeZ, pippenger } from "@noble/curves/abstract/curve.js";
import { bn254 } from "@noble/curves/bn254.js";
import { getCurveFromName } from "ffjavascript";

const largest = Number(process.argv[2] ?? 15);
const version = (name) => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

// Median of an odd number of runs after one that is not counted.
async function milliseconds(runs, work) {
  await work();
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[(runs - 1) / 2];
}

function scalars(count) {
  const bytes = new Uint8Array(32 * count);
  for (let i = 0, state = 1; i < bytes.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = i % 32 === 31 ? (state >>> 24) & 0x1f : state >>> 24;
  }
  return bytes;
}

// ffjavascript, the WebAssembly arithmetic of snarkjs.
async function wasm(singleThread) {
  const curve = await getCurveFromName("bn128", singleThread);
  const msm = {};
  for (let log = 10; log <= largest; log++) {
    const count = 1 << log;
    const generators = new Uint8Array(64 * count);
    const generator = new Uint8Array(64);
    curve.G1.toRprLEM(generator, 0, curve.G1.g);
    for (let i = 0; i < count; i++) generators.set(generator, 64 * i);
    const bases = await curve.G1.batchApplyKey(generators, curve.Fr.e(3), curve.Fr.e(5), "affine", "affine");
    msm[count] = await milliseconds(3, () => curve.G1.multiExpAffine(bases, scalars(count)));
  }
  const pairing = await milliseconds(9, async () => curve.pairing(curve.G1.g, curve.G2.g));
  await curve.terminate();
  return { library: "ffjavascript", version: version("ffjavascript"), threads: curve.tm.concurrency, msm, pairing };
}

// @noble/curves, plain JavaScript; its multi-scalar multiplication takes seconds beyond 2^11.
async function noble() {
  const G1 = bn254.G1.Point;
  const msm = {};
  for (let log = 10; log <= Math.min(largest, 11); log++) {
    const count = 1 << log;
    const bytes = scalars(count);
    const bases = [];
    let point = G1.BASE;
    for (let i = 0; i < count; i++, point = point.double()) bases.push(point);
    const affine = normalizeZ(G1, bases);
    const integers = bases.map((_, i) => BigInt(`0x${Buffer.from(bytes.subarray(32 * i, 32 * i + 32)).reverse().toString("hex")}`));
    msm[count] = await milliseconds(1, async () => pippenger(G1, affine, integers));
  }
  const pairing = await milliseconds(9, async () => bn254.pairing(G1.BASE, bn254.G2.Point.BASE));
  return { library: "@noble/curves", version: version("@noble/curves"), threads: 1, msm, pairing };
}

const results = [await wasm(true), await wasm(false), await noble()];
console.log(JSON.stringify({ node: process.version, results }));
process.exit(0);
