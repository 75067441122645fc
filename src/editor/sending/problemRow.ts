import type { Problem, Severity } from '../../contract/types';
import type { Fix } from '../../delivery/fixes';
import { shown } from '../platform/foreignText';
import type { Translate } from '../platform/translate';

const ICONS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info' };

/** What a row of a review says about a problem. */
export interface ProblemRow {
  readonly label: string;
  readonly detail?: string;
  readonly icon: string;
  readonly where?: Problem['where'];
  /** Choosing the row mends this problem. */
  readonly fixes?: { readonly problem: Problem; readonly label: string };
}

/** Says what is wrong, and below it what choosing the row does about it, or else what the person can do. */
export function problemRow(problem: Problem, fix: Pick<Fix, 'label'> | undefined, t: Translate): ProblemRow {
  const { advice, message, severity, where } = problem;
  const mend = fix && safely(fix.label, 160, t);
  const detail =
    mend === undefined ? advice && safely(advice, 200, t) : t({ text: 'Fix: {0}', args: [mend] });
  return {
    label: safely(message, 160, t),
    ...(detail === undefined ? {} : { detail }),
    icon: ICONS[severity],
    ...(where ? { where } : {}),
    ...(mend === undefined ? {} : { fixes: { problem, label: mend } }),
  };
}

/** Names inside a sentence come from outside as well. */
function safely({ text, args }: Problem['message'], most: number, t: Translate): string {
  const safe = (args ?? []).map((part) => (typeof part === 'string' ? shown(part, 60) : part));
  return shown(t({ text, args: safe }), most);
}
