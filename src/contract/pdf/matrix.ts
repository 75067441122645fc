import type { Box } from '../types';

/** `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function apply(m: Matrix, x: number, y: number): { readonly x: number; readonly y: number } {
  return { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] };
}

/** The box around a rectangle's four corners after the transformation. */
export function boxOf(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const p = apply(m, x0, y0);
  const q = apply(m, x1, y0);
  const r = apply(m, x0, y1);
  const s = apply(m, x1, y1);
  const x = Math.min(p.x, q.x, r.x, s.x);
  const y = Math.min(p.y, q.y, r.y, s.y);
  return { x, y, width: Math.max(p.x, q.x, r.x, s.x) - x, height: Math.max(p.y, q.y, r.y, s.y) - y };
}

/** Six numbers as a matrix, or nothing. */
export function matrixOf(numbers: readonly unknown[] | undefined): Matrix | undefined {
  const [a, b, c, d, e, f] = (numbers ?? []).map((n) =>
    typeof n === 'number' && Number.isFinite(n) ? n : undefined,
  );
  if (a === undefined || b === undefined || c === undefined) return undefined;
  return d === undefined || e === undefined || f === undefined ? undefined : [a, b, c, d, e, f];
}
