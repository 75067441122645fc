import type { Figure, Target, Unit } from './figure';
import type { Machine } from './machine';

export interface Skipped {
  readonly what: string;
  readonly why: string;
}

export interface Result {
  readonly time: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
  readonly skipped: readonly Skipped[];
}

export function asJson(result: Result): string {
  return JSON.stringify(result, null, 2);
}

/** For people. */
export function asTable({ machine, figures, skipped }: Result): string {
  const rows = [['', 'measured', 'range', 'target', ''], ...figures.map(row)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [
    '',
    ...lines,
    '',
    ...skipped.map(({ what, why }) => `skipped: ${what} (${why})`),
    ...describe(machine),
  ].join('\n');
}

function row({ what, unit, value, lowest, highest, runs, target, met }: Figure): string[] {
  return [
    what,
    amount(value, unit),
    runs === 1 ? '' : `${amount(lowest, unit)} – ${amount(highest, unit)} (${runs})`,
    target === undefined ? '' : wanted(target, unit),
    met === undefined ? '' : met ? '✔' : '✖ missed',
  ];
}

function wanted(target: Target, unit: Unit): string {
  return 'atMost' in target ? `≤ ${amount(target.atMost, unit)}` : `≥ ${amount(target.atLeast, unit)}`;
}

/** 1 KB is 1,000 bytes. */
function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'bytes':
      return `${(value / 1000).toFixed(1)} KB`;
    case 'ratio':
      return `${value.toFixed(2)} ×`;
    case 'ms':
    case 'MiB':
    case 'MiB/s':
      return `${value.toFixed(1)} ${unit}`;
  }
}

function describe(machine: Machine): string[] {
  const { others, sameWork } = machine;
  return [
    `${machine.platform}, ${machine.processors} × ${machine.processor}, Node ${machine.node}`,
    `noise: others took ${percent(others.median)} of the processors (up to ${percent(others.highest)}); ` +
      `the same work took ${sameWork.median} ms (${sameWork.lowest} – ${sameWork.highest})`,
    ...(machine.busy
      ? [
          'The machine was busy: absolute times are upper bounds, and even what is compared within one run suffers.',
        ]
      : []),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
