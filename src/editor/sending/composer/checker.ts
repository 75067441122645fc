import type { Problem } from '../../../contract/types';
import type { Draft } from '../../../delivery/draft';
import { fixOf, type Fix } from '../../../delivery/fixes';
import { preflight, type Inspections } from '../../../delivery/preflight';
import type { AccountDetails } from '../../../jsign/types';
import type { ShownProblem } from '../../../pages/composer/protocol';
import type { Clock } from '../../platform/clock';
import { Disposable, DisposableSlot, type DisposableLike } from '../../platform/disposable';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { errorsFirst } from '../errorsFirst';
import type { Make } from './composerState';
import type { DiskState } from './diskWatch';

/** Whoever types or drags is not looked over the shoulder with each stroke. */
const PAUSE_MS = 60;
/** Fixes are worked out for so many at a time: one that finds a place for a field takes a moment. */
const MOST_FIXES = 100;

export interface CheckerPorts {
  readonly clock: Clock;
  readonly t: Translate;
  /** The newest state. */
  readonly now: () => { readonly draft: Draft; readonly revision: number };
  /** What is known by now. */
  readonly inspections: (draft: Draft) => Inspections;
  readonly limits: () => AccountDetails | undefined;
  readonly diskState: (documentId: string) => DiskState;
  /** The draft's account is signed in. */
  readonly isSignedIn: () => boolean;
  readonly post: (revision: number, problems: readonly ShownProblem[]) => void;
}

/** Looks for problems a moment after a change; however many changes come in that moment, it looks once, at the newest state. */
export class Checker extends Disposable {
  private readonly timer = this._register(new DisposableSlot<DisposableLike>());
  private byKey = new Map<string, Problem>();

  constructor(private readonly ports: CheckerPorts) {
    super();
  }

  /** Something that problems depend on is another now. */
  changed(): void {
    if (this.timer.value || this.isDisposed) return;
    this.timer.set(
      this.ports.clock.after(PAUSE_MS, () => {
        this.timer.set(undefined);
        this.look();
      }),
    );
  }

  /** All problems of a draft as things stand, errors first. */
  problemsOf(draft: Draft): readonly Problem[] {
    const { diskState, inspections, isSignedIn, limits } = this.ports;
    return errorsFirst([
      ...draft.documents.flatMap(({ id, name }) => onDisk(id, name, diskState(id))),
      ...(isSignedIn() ? [] : [SIGNED_OUT]),
      ...preflight(draft, inspections(draft), limits()),
    ]);
  }

  /** What fixes the problem that was shown under this key, in whatever the draft is by then; `undefined` where nothing does. */
  fix(key: string): Make | undefined {
    const problem = this.byKey.get(key);
    if (!problem) return undefined;
    return (draft) => {
      const fix = fixOf(problem, draft);
      return fix && { draft: fix.apply(draft), label: this.sentence(fix.label), select: fix.select };
    };
  }

  private look(): void {
    const { draft, revision } = this.ports.now();
    const found = this.problemsOf(draft);
    const keyed = new Map<string, Problem>();
    for (const problem of found) keyed.set(keyOf(problem, keyed), problem);
    this.byKey = keyed;
    this.ports.post(
      revision,
      [...keyed].map(([key, problem], index) =>
        this.show(key, problem, index < MOST_FIXES ? fixOf(problem, draft) : undefined),
      ),
    );
  }

  private show(key: string, problem: Problem, fix: Fix | undefined): ShownProblem {
    const { advice, code, message, severity, where = {} } = problem;
    return {
      severity,
      code,
      text: this.sentence(message),
      advice: advice && this.sentence(advice),
      where: whereOf(where),
      fix: fix && this.sentence(fix.label),
      key,
    };
  }

  /** Names inside a sentence come from outside. */
  private sentence({ text, args }: Problem['message']): string {
    const safe = (args ?? []).map((part) => (typeof part === 'string' ? shown(part, 80) : part));
    return this.ports.t({ text, args: safe });
  }
}

/** Where a problem is, with every property there. */
export function whereOf(where: Exclude<Problem['where'], undefined>): ShownProblem['where'] {
  const { documentId, fieldId, option, page, signerId } = where;
  return { documentId, fieldId, option, page, signerId };
}

/** The same for the same problem, so that a button that was pressed on an older list still finds it. */
function keyOf({ code, where = {} }: Problem, taken: ReadonlyMap<string, unknown>): string {
  const { documentId, fieldId, option, page, signerId } = where;
  const base = JSON.stringify([code, documentId, page, fieldId, signerId, option]);
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}${count}`;
  return key;
}

const SIGNED_OUT: Problem = {
  severity: 'error',
  code: 'account-signed-out',
  message: { text: 'The account that this draft belongs to is not signed in.' },
  advice: { text: 'Sign in to it to send. Until then you can go on preparing.' },
};

function onDisk(documentId: string, name: string, state: DiskState): readonly Problem[] {
  switch (state) {
    case 'same':
      return [];
    case 'changed':
      return [
        {
          severity: 'error',
          code: 'document-changed',
          message: { text: '{0} has changed on disk since it was added.', args: [name] },
          advice: { text: 'Reload it to use it as it is now.' },
          where: { documentId },
        },
      ];
    case 'deleted':
      return [
        {
          severity: 'error',
          code: 'document-deleted',
          message: { text: '{0} is no longer there.', args: [name] },
          advice: { text: 'Put the file back, or remove the document.' },
          where: { documentId },
        },
      ];
  }
}
