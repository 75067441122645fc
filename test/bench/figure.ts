/** What a figure may be at most, or has to be at least. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

export type Unit = 'bytes' | 'ms' | 'MiB' | 'MiB/s' | 'ratio';

/** One measured number. */
export interface Figure {
  /** Stays the same over versions, e.g. `upload.ratio`. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  /** The median of all runs, of a ratio that of the medians; or what the figure says that it is. */
  readonly value: number;
  /** The lowest and highest run. */
  readonly lowest: number;
  readonly highest: number;
  readonly runs: number;
  readonly target?: Target;
  readonly met?: boolean;
}

/** A part of the figures that can be measured by itself. */
export interface Group {
  readonly name: string;
  /** Tells what it does now to `note`; what cannot be measured here is told to `skip`. */
  measure(bench: Bench): Promise<readonly Figure[]>;
}

export interface Bench {
  /** Whether a real VS Code is installed for the measurements in it. */
  readonly hasVscode: boolean;
  readonly note: (line: string) => void;
  readonly skip: (what: string, why: string) => void;
}

interface Named {
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly target?: Target;
}

/** A figure of one number that does not vary. */
export function constant(named: Named, value: number): Figure {
  return figure(named, value, [value]);
}

/** The median of several runs. */
export function medianOf(named: Named, samples: readonly number[]): Figure {
  return figure(named, median(samples), samples);
}

/**
 * Two things measured in turn, compared: `value` is `compare` of their medians, lowest and highest are over the pairs.
 * @throws if the runs are not pairs
 */
export function comparison(
  named: Named,
  ours: readonly number[],
  theirs: readonly number[],
  compare: (ours: number, theirs: number) => number,
): Figure {
  if (ours.length !== theirs.length) throw new Error(`${named.id}: runs without a partner`);
  const pairs = ours.map((value, index) => compare(value, theirs[index] ?? Number.NaN));
  return figure(named, compare(median(ours), median(theirs)), pairs);
}

/** A value that was made of the runs in another way than by their median. */
export function ranging(named: Named, value: number, samples: readonly number[]): Figure {
  return figure(named, value, samples);
}

/** What 95 of 100 samples do not exceed. */
export function percentile95(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)];
  if (found === undefined) throw new Error('a percentile of nothing');
  return found;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new Error('a median of nothing');
  return (low + high) / 2;
}

function figure(named: Named, value: number, samples: readonly number[]): Figure {
  const { id, what, unit, target } = named;
  return {
    id,
    what,
    unit,
    value: round(value),
    lowest: round(Math.min(...samples)),
    highest: round(Math.max(...samples)),
    runs: samples.length,
    ...(target === undefined ? {} : { target, met: meets(value, target) }),
  };
}

function meets(value: number, target: Target): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
