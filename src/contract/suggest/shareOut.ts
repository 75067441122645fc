import { bottom } from '../geometry';
import type { Box } from '../types';
import type { Place } from './place';

/** Mentions of one signer that follow each other, whatever stands between them. */
export interface Run {
  readonly signerId: string;
  readonly boxes: Box[];
}

/** What a reading costs in which a signer would have two places of a kind, or none to sign; in points of distance. */
const TWICE = 500;
const WITHOUT_SIGNATURE = 200;

/** A place farther away than this costs no more. */
const FARTHEST = 300;

/**
 * Where to cut between two names: the places before the cut go to the name above. Chosen so that nobody has two places of a kind,
 * everybody has one to sign, and all are near.
 * @returns the places of each run
 */
export function split(
  runs: readonly Run[],
  gaps: readonly (readonly number[])[],
  own: readonly (readonly number[])[],
  places: readonly Place[],
): readonly (readonly number[])[] {
  interface Reading {
    readonly cost: number;
    readonly groups: readonly (readonly number[])[];
  }
  /** By how many places of the gap behind the run it has. */
  let readings = new Map<number, Reading>([[0, { cost: 0, groups: [] }]]);
  runs.forEach((run, index) => {
    const before = gaps[index] ?? [];
    const behind = gaps[index + 1] ?? [];
    const isLast = index === runs.length - 1;
    const next = new Map<number, Reading>();
    for (const [used, reading] of readings) {
      for (let take = isLast ? behind.length : 0; take <= behind.length; take++) {
        const group = [...before.slice(used), ...(own[index] ?? []), ...behind.slice(0, take)];
        const cost = reading.cost + costOf(group, run, places);
        if (cost < (next.get(take)?.cost ?? Infinity))
          next.set(take, { cost, groups: [...reading.groups, group] });
      }
    }
    readings = next;
  });
  return [...readings.values()].reduce<Reading>((best, one) => (one.cost < best.cost ? one : best), {
    cost: Infinity,
    groups: [],
  }).groups;
}

function costOf(group: readonly number[], run: Run, places: readonly Place[]): number {
  const kinds = new Map<string, number>();
  let cost = 0;
  for (const at of group) {
    const place = places[at];
    if (place === undefined) continue;
    const what =
      place.kind === 'text' || place.kind === 'checkbox' ? `${place.kind} ${place.label ?? ''}` : place.kind;
    kinds.set(what, (kinds.get(what) ?? 0) + 1);
    cost += Math.min(distance(place.span, run), FARTHEST);
  }
  for (const count of kinds.values()) cost += (count - 1) * TWICE;
  return kinds.has('signature') ? cost : cost + WITHOUT_SIGNATURE;
}

function distance(box: Box, run: Run): number {
  return Math.min(...run.boxes.map((other) => gap(box, other)));
}

/** Points up and down; 0 where they stand beside each other. */
export function gap(a: Box, b: Box): number {
  return Math.max(0, a.y - bottom(b), b.y - bottom(a));
}
