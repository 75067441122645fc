import type { Sentence } from '../../../jsign/types';
import { shown } from '../../platform/foreignText';
import type { EnvelopeEvent, EnvelopeEventKind } from '../api';
import type { Told } from './happenings';
import type { CurrentPorts, NotificationLevel } from './ports';

/** What people are told of. Cancelled by somebody else ends quietly: the tree shows it. */
const KINDS = ['needsMe', 'completed', 'declined', 'expired'] as const satisfies readonly EnvelopeEventKind[];
type NoticeKind = (typeof KINDS)[number];

/** Whether a person would be told of it at this level. */
export function isNotable({ event, mine }: Told, level: NotificationLevel): boolean {
  if (level === 'none' || !KINDS.some((kind) => kind === event.kind)) return false;
  return level === 'all' || mine;
}

/** Tells what happened: one notification for each kind, however many envelopes. */
export class Notices {
  constructor(
    private readonly ports: Pick<CurrentPorts, 'prompts' | 'translate' | 'execute' | 'level' | 'log'>,
  ) {}

  /** Does not wait for an answer. */
  show(told: readonly Told[]): void {
    const notable = told.filter((each) => isNotable(each, this.ports.level()));
    for (const kind of KINDS) {
      // The same envelope twice is one piece of news.
      const byId = new Map(
        notable.flatMap(({ event }) => (event.kind === kind ? [[event.envelopeId, event]] : [])),
      );
      if (byId.size > 0)
        this.notice(kind, [...byId.values()]).catch((error: unknown) =>
          this.ports.log.error('notice failed', error),
        );
    }
  }

  private async notice(kind: NoticeKind, events: readonly EnvelopeEvent[]): Promise<void> {
    const { prompts, translate: t } = this.ports;
    const open = { id: 'open', label: t({ text: 'Open' }) };
    const save = { id: 'save', label: t({ text: 'Save Signed Copy' }) };
    const chosen = await prompts.notify({
      severity: kind === 'declined' || kind === 'expired' ? 'warning' : 'info',
      message: t(sentence(kind, events)),
      buttons: kind === 'completed' ? [open, save] : [open],
    });
    if (chosen === undefined) return;
    const event = await this.which(kind, events, chosen === 'save' ? save.label : open.label);
    if (!event) return;
    const { accountId, envelopeId } = event;
    await (chosen === 'save'
      ? this.ports.execute('jsign.downloadDocuments', { accountId, envelopeId, which: 'signed' })
      : this.ports.execute('jsign.openEnvelope', { accountId, envelopeId }));
  }

  private async which(
    kind: NoticeKind,
    events: readonly EnvelopeEvent[],
    title: string,
  ): Promise<EnvelopeEvent | undefined> {
    if (events.length < 2) return events[0];
    const { prompts, translate: t } = this.ports;
    const chosen = await prompts.pick({
      title,
      placeholder: t(sentence(kind, events)),
      items: events.map((event) => ({
        label: shown(event.name),
        ...(event.who === undefined ? {} : { description: shown(event.who) }),
        value: event,
      })),
    });
    return chosen.kind === 'value' ? chosen.value : undefined;
  }
}

function sentence(kind: NoticeKind, events: readonly EnvelopeEvent[]): Sentence {
  const [first] = events;
  if (events.length === 1 && first) {
    const name = shown(first.name);
    switch (kind) {
      case 'needsMe':
        return { text: '"{0}" needs your signature.', args: [name] };
      case 'completed':
        return { text: '"{0}" was completed.', args: [name] };
      case 'declined':
        return first.who === undefined
          ? { text: '"{0}" was declined.', args: [name] }
          : { text: '"{0}" was declined by {1}.', args: [name, shown(first.who)] };
      case 'expired':
        return { text: '"{0}" has expired.', args: [name] };
    }
  }
  const texts: Record<NoticeKind, string> = {
    needsMe: '{0} envelopes need your signature.',
    completed: '{0} envelopes were completed.',
    declined: '{0} envelopes were declined.',
    expired: '{0} envelopes have expired.',
  };
  return { text: texts[kind], args: [events.length] };
}
