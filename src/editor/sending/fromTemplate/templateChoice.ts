import type { DraftTemplate } from '../../../delivery/draft';
import type { Page, TemplateSummary } from '../../../jsign/types';
import type { Session } from '../../account/api';
import { isCancelled } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import {
  answer,
  BACK,
  CANCEL,
  type Answer,
  type PickItem,
  type Prompts,
  type StepInfo,
} from '../../platform/prompts';
import type { Translate } from '../../platform/translate';

type Place = Required<Omit<StepInfo, 'title'>>;

/** Reads one page of the templates of an account; `page` from 1. */
export type ListTemplates = (
  session: Session,
  page: number,
  signal: AbortSignal,
) => Promise<Page<TemplateSummary>>;

export interface TemplateChoicePorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
  readonly locale: string;
  readonly listTemplates: ListTemplates;
  /** One plain sentence for an error. */
  readonly describe: (error: unknown) => string;
}

/** Lets the person choose one of the templates of which envelopes can be made. */
export class TemplateChoice {
  private readonly t: Translate;

  constructor(
    private readonly ports: TemplateChoicePorts,
    private readonly session: Session,
    private readonly title: string,
  ) {
    this.t = ports.translate;
  }

  /** Reads the list anew. A list that cannot be read is said and tried again, so that nothing typed before is lost to it. */
  async ask(place: Place, current: string | undefined): Promise<Answer<DraftTemplate>> {
    const seen = new Map<string, TemplateSummary>();
    for (let page = 1; ; page += 1) {
      const read = await this.read(page);
      if (!read) return place.canGoBack ? BACK : CANCEL;
      const known = seen.size;
      for (const template of read.items) seen.set(template.id, template);
      // A page without anything new is the end, whatever the count of pages says.
      const more = page < read.pageCount && seen.size > known;
      const usable = [...seen.values()].filter(({ status }) => status.known !== 'inactive');
      if (usable.length === 0 && more) continue;
      if (usable.length === 0) {
        await this.ports.prompts.notify({
          severity: 'info',
          message: this.t({
            text: 'There is no active template. Create one from a file, or activate one in the Templates view.',
          }),
        });
        return place.canGoBack ? BACK : CANCEL;
      }
      const chosen = await this.choose(place, usable, current, more ? read.total - seen.size : undefined);
      if (chosen.kind !== 'value') return chosen;
      if (chosen.value) return answer({ id: chosen.value.id, name: chosen.value.name });
    }
  }

  private choose(
    place: Place,
    templates: readonly TemplateSummary[],
    current: string | undefined,
    left: number | undefined,
  ): Promise<Answer<TemplateSummary | undefined>> {
    const date = new Intl.DateTimeFormat(this.ports.locale, { dateStyle: 'medium' });
    const rows: PickItem<TemplateSummary | undefined>[] = templates.map((template) => ({
      label: shown(template.name),
      ...(template.createdAt === undefined
        ? {}
        : { description: this.t({ text: 'made on {0}', args: [date.format(template.createdAt)] }) }),
      icon: 'file',
      picked: template.id === current,
      value: template,
    }));
    const more: PickItem<undefined> = {
      label: this.t({ text: 'Read further ({0} more)…', args: [Math.max(1, left ?? 1)] }),
      icon: 'ellipsis',
      value: undefined,
    };
    return this.ports.prompts.pick<TemplateSummary | undefined>({
      ...place,
      title: this.title,
      placeholder: this.t({ text: 'Which template is the envelope made of?' }),
      items: left === undefined ? rows : [...rows, more],
    });
  }

  private async read(page: number): Promise<Page<TemplateSummary> | undefined> {
    for (;;) {
      try {
        return await this.ports.prompts.progress(
          { title: this.t({ text: 'Reading templates' }), cancellable: true },
          (_progress, signal) => this.ports.listTemplates(this.session, page, signal),
        );
      } catch (error) {
        if (isCancelled(error)) return undefined;
        const choice = await this.ports.prompts.notify({
          severity: 'error',
          message: this.ports.describe(error),
          buttons: [{ id: 'again', label: this.t({ text: 'Try Again' }) }],
        });
        if (choice !== 'again') return undefined;
      }
    }
  }
}
