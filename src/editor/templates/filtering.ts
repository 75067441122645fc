import { Cancelled } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { PickItem, Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { isFiltered, NO_FILTER, type TemplateFilter, type TemplateShelf } from './store';

/** How many rows that fit one look is for. */
const ENOUGH = 50;
/** Pages of one look at most: a list that never ends must not be read for ever. */
const MOST_PAGES = 100;

export interface FilteringPorts {
  readonly prompts: Prompts;
  readonly translate: Translate;
}

/** Asks which templates to show, and reads on for them. */
export class TemplateFiltering {
  private readonly t: Translate;

  constructor(private readonly ports: FilteringPorts) {
    this.t = ports.translate;
  }

  async choose(shelf: TemplateShelf): Promise<void> {
    const chosen = await this.ports.prompts.pick<TemplateFilter>({
      title: this.t({ text: 'Filter Templates' }),
      placeholder: this.t({ text: 'Type a part of the name, or choose which to show' }),
      items: this.rows(shelf.filter),
      fromText: (typed) => this.fromText(typed, shelf.filter),
    });
    if (chosen.kind !== 'value') throw new Cancelled();
    shelf.filter = chosen.value;
    if (isFiltered(chosen.value)) await this.readUntil(shelf, ENOUGH);
  }

  /** Reads further pages until more of them fit, with progress and Cancel. What was read until then stays. */
  async readOn(shelf: TemplateShelf): Promise<void> {
    await this.readUntil(shelf, shelf.shown.length + ENOUGH);
  }

  private async readUntil(shelf: TemplateShelf, wanted: number): Promise<void> {
    const { filter, list } = shelf;
    const isOver = () =>
      !list.hasMore || list.state === 'failed' || shelf.filter !== filter || shelf.shown.length >= wanted;
    await list.open();
    // Where what was read is enough, a notification would only flash.
    if (isOver()) return;
    await this.ports.prompts.progress(
      { title: this.t({ text: 'Looking through the templates' }), cancellable: true },
      async (progress, signal) => {
        for (let page = 0; page < MOST_PAGES && !isOver() && !signal.aborted; page += 1) {
          progress.report(
            this.t({ text: '{0} of {1} read', args: [list.all.length, list.total] }),
            list.total > 0 ? (100 * list.all.length) / list.total : undefined,
          );
          await list.more();
        }
      },
    );
  }

  private rows(now: TemplateFilter): PickItem<TemplateFilter>[] {
    const kept =
      now.text === '' ? {} : { description: this.t({ text: 'with "{0}"', args: [shown(now.text, 40)] }) };
    const row = (
      status: TemplateFilter['status'],
      label: string,
      icon: string,
    ): PickItem<TemplateFilter> => ({
      label: this.t({ text: label }),
      ...kept,
      icon,
      picked: isFiltered(now) && now.status === status,
      value: { ...now, status },
    });
    return [
      ...(isFiltered(now)
        ? [{ label: this.t({ text: 'Clear the Filter' }), icon: 'clear-all', value: NO_FILTER }]
        : []),
      row('all', 'Active and Inactive', 'list-unordered'),
      row('active', 'Active Only', 'pass'),
      row('inactive', 'Inactive Only', 'circle-slash'),
    ];
  }

  private fromText(typed: string, now: TemplateFilter): PickItem<TemplateFilter> | undefined {
    const text = typed.trim();
    if (text === '') return undefined;
    return {
      label: this.t({ text: 'Names with "{0}"', args: [shown(text, 40)] }),
      icon: 'search',
      value: { ...now, text },
    };
  }
}
