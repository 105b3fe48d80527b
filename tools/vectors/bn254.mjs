// Test vectors of BN254 from an independent implementation, @noble/curves. Run: npm install && npm run bn254
import { bn254 } from '@noble/curves/bn254.js';

const { G1, G2, fields, pairing } = bn254;
const r = fields.Fr.ORDER;
const scalars = [1n, 2n, 3n, 5n, 31n, 2n ** 29n, 2n ** 64n + 1n, 2n ** 128n - 1n, 2n ** 192n, 2n ** 253n, r - 1n, r - 2n, r / 2n,
  0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdefn % r];

const g1 = (p) => { const { x, y } = p.toAffine(); return [x, y].map(String); };
const g2 = (p) => { const { x, y } = p.toAffine(); return [x.c0, x.c1, y.c0, y.c1].map(String); };
const fp6 = ({ c0, c1, c2 }) => [c0, c1, c2].flatMap((c) => [c.c0, c.c1].map(String));
const fp12 = ({ c0, c1 }) => [...fp6(c0), ...fp6(c1)];

const a = 0x1c0ffeen;
const b = r - 12345n;
const pair = (x, y) => ({ a: String(x), b: String(y), value: fp12(pairing(G1.Point.BASE.multiply(x), G2.Point.BASE.multiply(y))) });

console.log(JSON.stringify({
  note: 'points as decimal coordinates; an element of Fq2 is its coefficients c0, c1 of 1 and u; Fq12 = Fq6[w], Fq6 = Fq2[v], lowest first',
  g1: scalars.map((s) => ({ scalar: String(s), point: g1(G1.Point.BASE.multiply(s)) })),
  g2: scalars.map((s) => ({ scalar: String(s), point: g2(G2.Point.BASE.multiply(s)) })),
  pairings: [pair(1n, 1n), pair(a, b)],
}, null, 1));
