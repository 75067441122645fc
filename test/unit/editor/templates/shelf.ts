import type { Session } from '../../../../src/editor/account/api';
import { TemplateShelf, type TemplateFilter } from '../../../../src/editor/templates/store';
import { JsignError, type JsignErrorFacts } from '../../../../src/jsign/errors';
import type { Page, TemplateAction, TemplateSummary } from '../../../../src/jsign/types';

export const NOW = Date.UTC(2026, 4, 12, 9, 30);

export function template(
  index: number,
  known: TemplateSummary['status']['known'] = index % 3 === 0 ? 'inactive' : 'active',
): TemplateSummary {
  return {
    id: `template-${index}`,
    name: index % 10 === 0 ? `Mutual NDA ${index}` : `Work order ${index}`,
    status: { known, raw: known },
    createdAt: NOW,
  };
}

export function failure(facts: Partial<JsignErrorFacts> & Pick<JsignErrorFacts, 'kind'>): JsignError {
  return new JsignError({ operation: 'templates.action', requestSent: true, replyRead: false, ...facts });
}

/** The templates of the service in memory. */
export class FakeTemplates {
  all: TemplateSummary[] = [];
  readonly pages: number[] = [];
  readonly actions: string[] = [];
  /** The list never ends: every page has new ones. */
  endless = false;
  /** What the next action rejects with, before or after it was done. */
  fault: { readonly error: Error; readonly done: boolean } | undefined;
  listFault: Error | undefined;

  async list(page: number, pageSize: number): Promise<Page<TemplateSummary>> {
    this.pages.push(page);
    const { listFault } = this;
    this.listFault = undefined;
    if (listFault) throw listFault;
    if (this.endless) {
      const items = Array.from({ length: pageSize }, (_, index) => template(page * 1000 + index, 'active'));
      return { items, page, pageSize, pageCount: page + 1, total: (page + 1) * pageSize };
    }
    const total = this.all.length;
    const items = this.all.slice((page - 1) * pageSize, page * pageSize);
    return Promise.resolve({ items, page, pageSize, pageCount: Math.ceil(total / pageSize), total });
  }

  async action(id: string, action: TemplateAction): Promise<void> {
    this.actions.push(`${action} ${id}`);
    const { fault } = this;
    this.fault = undefined;
    if (fault?.done !== false) this.apply(id, action);
    if (fault) throw fault.error;
    return Promise.resolve();
  }

  private apply(id: string, action: TemplateAction): void {
    if (!this.all.some((each) => each.id === id))
      throw failure({ kind: 'refused', status: 400, code: 'TEMPLATE_NOT_FOUND', replyRead: true });
    const known = action === 'activate' ? 'active' : 'inactive';
    this.all = this.all.flatMap((each) => {
      if (each.id !== id) return [each];
      return action === 'delete' ? [] : [{ ...each, status: { known, raw: known } }];
    });
  }
}

export function shelfOf(templates: FakeTemplates, filter?: TemplateFilter): TemplateShelf {
  const session = {
    account: {
      id: 'account-1',
      name: 'Ada',
      email: 'ada@example.org',
      environment: 'sandbox',
      host: 'sandbox:',
    },
    refused: false,
    client: async () => Promise.resolve({ templates }),
  };
  // Any other operation would be an error of this room, and fails as such.
  return new TemplateShelf(session as unknown as Session, filter);
}
