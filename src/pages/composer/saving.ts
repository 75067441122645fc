import { filled } from '../viewer/strings';
import type { Outbox } from './outbox';
import type { ComposerContext } from './panels/context';
import type { Head } from './panels/head';
import type { Notices } from './panels/notices';

export interface SavingPorts {
  readonly outbox: Outbox;
  readonly head: Head;
  readonly notices: Notices;
}

/** Says whether everything is saved: in the head, and where it is not, with the reason below it. */
export class Saving {
  /** Why the last state that was heard of is not saved; it is said until one is. */
  private problem = '';

  constructor(
    private readonly context: ComposerContext,
    private readonly ports: SavingPorts,
  ) {
    ports.head.showSaved('');
  }

  /** Something is different, and the outbox knows. */
  changed(): void {
    const { outbox, head } = this.ports;
    if (this.problem === '') head.showSaved(outbox.isEmpty ? '' : undefined);
  }

  /** The extension has saved this revision, or says why not. */
  came(revision: number, problem: string): void {
    const { editor, strings } = this.context;
    const { head, notices } = this.ports;
    this.problem = problem;
    head.showSaved(problem !== '' ? problem : revision === editor.revision ? '' : undefined);
    notices.show(
      'save',
      problem === '' ? undefined : { kind: 'error', text: filled(strings.notSaved, problem) },
    );
  }
}
