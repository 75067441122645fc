import type { ShownProblem } from './protocol';

export type Severity = ShownProblem['severity'];

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Errors first; otherwise as they came, which is the order of the documents and the people. */
export function inOrder(problems: readonly ShownProblem[]): readonly ShownProblem[] {
  return ORDER.flatMap((severity) => problems.filter((problem) => problem.severity === severity));
}

/** How many there are of each severity; none of a severity is left out. */
export function counted(
  problems: readonly ShownProblem[],
): readonly { readonly severity: Severity; readonly count: number }[] {
  return ORDER.map((severity) => ({
    severity,
    count: problems.filter((problem) => problem.severity === severity).length,
  })).filter(({ count }) => count > 0);
}

export function hasErrors(problems: readonly ShownProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** Whether two lists read the same: nothing needs to be drawn or said then. Their keys may differ from one state to the next. */
export function readTheSame(one: readonly ShownProblem[], other: readonly ShownProblem[]): boolean {
  const read = ({ severity, text, advice, fix }: ShownProblem) => [severity, text, advice ?? '', fix ?? ''];
  return JSON.stringify(one.map(read)) === JSON.stringify(other.map(read));
}
