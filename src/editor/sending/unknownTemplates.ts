import { CLOCK_SKEW, sameName } from '../../delivery/resolver/match';
import type { TemplateSummary } from '../../jsign/types';
import type { ServiceClient } from '../account/api';
import { isCancelled } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { readable, unknownBecause } from './failures';

/** The largest page that the service gives (API reference, section 5.4). */
const PAGE_SIZE = 100;
/** A list that never ends must not be read for ever. */
const MOST_PAGES = 50;

export interface UnknownTemplatesPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly describe: (error: unknown) => string;
  readonly openLog: () => void;
}

/** It is that template, or it was not made and is to be made again, or nobody knows yet. */
export type SettledTemplate = { readonly id: string } | 'again' | 'open';

interface Found {
  readonly templates: readonly TemplateSummary[];
  /** Whether the list was read to its end. */
  readonly complete: boolean;
}

/** Lets the person find out, or say, whether a template was made. */
export class UnknownTemplates {
  private readonly t: Translate;

  constructor(private readonly ports: UnknownTemplatesPorts) {
    this.t = ports.translate;
  }

  /** @param attemptAt when the creating call was about to be made, milliseconds since the epoch. */
  async settle(
    client: ServiceClient,
    name: string,
    attemptAt: number,
    error: unknown,
  ): Promise<SettledTemplate> {
    let found = await this.look(client, name, attemptAt);
    for (;;) {
      const choice = await this.ask(name, found, error);
      switch (choice) {
        case 'look':
          found = await this.look(client, name, attemptAt);
          break;
        case 'choose': {
          const id = await this.choose(name, 'templates' in found ? found.templates : []);
          if (id !== undefined) return { id };
          break;
        }
        case 'again':
          if (await this.isCertain(name)) return 'again';
          break;
        case 'log':
          this.ports.openLog();
          return 'open';
        default:
          return 'open';
      }
    }
  }

  private async look(
    client: ServiceClient,
    name: string,
    attemptAt: number,
  ): Promise<Found | { readonly trouble: string }> {
    const title = this.t({ text: 'Looking for the template "{0}"', args: [shown(name)] });
    try {
      return await this.ports.prompts.progress({ title, cancellable: true }, async (_progress, signal) => {
        const { templates, complete } = await namedSo(client, name, signal);
        return { templates: templates.filter((template) => mayBeOf(attemptAt, template)), complete };
      });
    } catch (error) {
      if (isCancelled(error)) return { templates: [], complete: false };
      return { trouble: this.ports.describe(readable(error, this.t)) };
    }
  }

  private async ask(
    name: string,
    found: Found | { readonly trouble: string },
    error: unknown,
  ): Promise<string | undefined> {
    const count = 'templates' in found ? found.templates.length : 0;
    return this.ports.prompts.notify({
      severity: 'warning',
      message: [
        this.t({
          text: 'We do not know whether the template "{0}" was made: {1}.',
          args: [shown(name), unknownBecause(error, this.t)],
        }),
        'trouble' in found ? found.trouble : this.foundText(found),
      ].join(' '),
      buttons: [
        ...(count > 0 ? [{ id: 'choose', label: this.t({ text: 'Show What Was Found' }) }] : []),
        { id: 'look', label: this.t({ text: 'Look Again' }) },
        { id: 'again', label: this.t({ text: 'Make It Again' }) },
        { id: 'log', label: this.t({ text: 'Open Log' }) },
      ],
    });
  }

  private foundText({ templates, complete }: Found): string {
    const count = templates.length;
    if (templates.some(({ createdAt }) => createdAt === undefined)) {
      return this.t({ text: 'There is a template of that name; it may have been there before.' });
    }
    if (count === 1) return this.t({ text: 'There is 1 template of that name that was made about then.' });
    if (count > 1) {
      return this.t({
        text: 'There are {0} templates of that name that were made about then.',
        args: [count],
      });
    }
    return complete
      ? this.t({ text: 'We looked for it and found nothing so far.' })
      : this.t({ text: 'We could not look through the whole list yet.' });
  }

  private async choose(name: string, templates: readonly TemplateSummary[]): Promise<string | undefined> {
    const when = new Intl.DateTimeFormat(this.ports.locale, { dateStyle: 'medium', timeStyle: 'short' });
    const chosen = await this.ports.prompts.pick<string>({
      title: this.t({ text: 'Which template is "{0}"?', args: [shown(name)] }),
      placeholder: this.t({ text: 'Choose the one that was made now' }),
      canGoBack: true,
      items: templates.map((template) => ({
        label: shown(template.name),
        ...(template.createdAt === undefined
          ? {}
          : { description: this.t({ text: 'created {0}', args: [when.format(template.createdAt)] }) }),
        icon: 'file',
        value: template.id,
      })),
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }

  private async isCertain(name: string): Promise<boolean> {
    const choice = await this.ports.prompts.confirm({
      message: this.t({ text: 'Make the template "{0}" again?', args: [shown(name)] }),
      detail: this.t({
        text: 'If it was made after all, there will be two of them. Nobody gets an e-mail, and one of them can be deleted.',
      }),
      buttons: [{ id: 'again', label: this.t({ text: 'Make It Again' }) }],
    });
    return choice === 'again';
  }
}

async function namedSo(client: ServiceClient, name: string, signal?: AbortSignal): Promise<Found> {
  const seen = new Map<string, TemplateSummary>();
  const templates = () => [...seen.values()].filter((template) => sameName(template.name, name));
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { items, pageCount } = await client.templates.list(page, PAGE_SIZE, signal ? { signal } : {});
    const known = seen.size;
    for (const item of items) seen.set(item.id, item);
    // A page without anything new is the end, whatever the count of pages says.
    if (page >= pageCount || seen.size === known) return { templates: templates(), complete: true };
  }
  return { templates: templates(), complete: false };
}

/** Whether it can have been made by a call at that time: the service's clock may be behind, and it may not say when. */
function mayBeOf(attemptAt: number, { createdAt }: TemplateSummary): boolean {
  return createdAt === undefined || createdAt >= attemptAt - CLOCK_SKEW;
}
