import type { Problem } from '../../contract/types';

/** The same problems in the same order, but for errors, which come before all others. */
export function errorsFirst(problems: readonly Problem[]): readonly Problem[] {
  return [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity !== 'error'),
  ];
}
