import { isJsignError } from '../../jsign/errors';
import type { TemplateAction } from '../../jsign/types';
import { Cancelled, UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import type { TemplateRef } from './api';
import type { TemplateShelf } from './store';

export interface TemplateActionPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  /** Shows a line in the status bar for a moment. */
  readonly showStatus: (text: string) => void;
}

/** What a template is once the action is done. */
const AFTER = { activate: 'active', deactivate: 'inactive', delete: 'gone' } as const;
const DONE: Readonly<Record<TemplateAction, string>> = {
  activate: 'Activated the template "{0}"',
  deactivate: 'Deactivated the template "{0}"',
  delete: 'Deleted the template "{0}"',
};
const DOING: Readonly<Record<TemplateAction, string>> = {
  activate: 'Activating the template "{0}"',
  deactivate: 'Deactivating the template "{0}"',
  delete: 'Deleting the template "{0}"',
};

/** Activates, deactivates and deletes templates (API reference, section 5.5). */
export class TemplateActions {
  private readonly t: Translate;

  constructor(private readonly ports: TemplateActionPorts) {
    this.t = ports.translate;
  }

  /**
   * Asks where it cannot be undone, does it once, and reads the list again, whatever came of it.
   * @throws Cancelled, UserError or JsignError.
   */
  async run(shelf: TemplateShelf, ref: TemplateRef, action: TemplateAction): Promise<void> {
    const name = shown(ref.template.name);
    if (ref.accountId !== shelf.session.account.id) {
      throw new UserError(
        this.t({
          text: '"{0}" belongs to an account that is no longer in use. Nothing was changed.',
          args: [name],
        }),
        this.t({ text: 'Switch to that account, then try again.' }),
      );
    }
    if (action === 'delete') await this.confirmDelete(name);
    try {
      await this.ports.prompts.progress(
        { title: this.t({ text: DOING[action], args: [name] }), cancellable: false },
        async () => (await shelf.session.client()).templates.action(ref.template.id, action),
      );
    } catch (error) {
      await shelf.list.refresh();
      if (!this.isDone(shelf, ref, action, error)) throw this.explained(shelf, ref, error);
    }
    await shelf.list.refresh();
    this.ports.showStatus(this.t({ text: DONE[action], args: [name] }));
  }

  private async confirmDelete(name: string): Promise<void> {
    const choice = await this.ports.prompts.confirm({
      message: this.t({ text: 'Delete the template "{0}"?', args: [name] }),
      detail: this.t({
        text: 'This cannot be undone. Envelopes that were made from it stay as they are.',
      }),
      buttons: [{ id: 'delete', label: this.t({ text: 'Delete Template' }) }],
    });
    if (choice !== 'delete') throw new Cancelled();
  }

  /** The answer was lost, and the list says that it was done all the same. */
  private isDone(shelf: TemplateShelf, ref: TemplateRef, action: TemplateAction, error: unknown): boolean {
    if (!isJsignError(error) || !error.requestSent) return false;
    if (!['network', 'timeout', 'server', 'unreadable'].includes(error.kind)) return false;
    return stateOf(shelf, ref) === AFTER[action];
  }

  private explained(shelf: TemplateShelf, ref: TemplateRef, error: unknown): unknown {
    if (!isJsignError(error) || error.kind !== 'refused') return error;
    const notFound = error.code?.includes('NOT_FOUND') === true;
    if (!notFound && stateOf(shelf, ref) !== 'gone') return error;
    return new UserError(
      this.t({
        text: 'The template "{0}" is no longer there: it was deleted elsewhere.',
        args: [shown(ref.template.name)],
      }),
      this.t({ text: 'The list was read again and shows what there is now.' }),
      { cause: error },
    );
  }
}

/** What the list says of it, as far as it was read; `undefined` where it does not say. */
function stateOf(
  shelf: TemplateShelf,
  ref: TemplateRef,
): 'active' | 'inactive' | 'unknown' | 'gone' | undefined {
  const { list } = shelf;
  if (list.state !== 'ready') return undefined;
  const found = list.all.find(({ id }) => id === ref.template.id);
  if (found) return found.status.known;
  return list.hasMore ? undefined : 'gone';
}
