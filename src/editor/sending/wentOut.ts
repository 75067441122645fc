import type { Draft } from '../../delivery/draft';
import { sameSet } from '../../delivery/facts';
import type { EnvelopeDesk } from '../envelopes/api';
import type { Log } from '../platform/log';
import type { TemplateRoles } from '../templates/api';
import type { KeptDrafts } from './keptDrafts';
import type { SentDrafts } from './sentDrafts';

export interface WentOutPorts {
  /** What went out, for the day it has to be sent again. */
  readonly sent: Pick<SentDrafts, 'keep'>;
  readonly roles: TemplateRoles;
  readonly desk: EnvelopeDesk;
  /** Shows a line in the status bar for a moment. */
  readonly showStatus: (text: string) => void;
  readonly log: Log;
}

/** What is done once it is certain that a draft went out, however that was found out. */
export class WentOut {
  constructor(
    private readonly ports: WentOutPorts,
    private readonly kept: Pick<KeptDrafts, 'discard'>,
  ) {}

  /** The draft is kept among the sent ones alone, and the envelope is shown. `titles` of the template, as they were typed. */
  async settle(
    draft: Draft | undefined,
    accountId: string,
    envelopeId: string,
    status: string,
    titles?: readonly string[],
  ): Promise<void> {
    if (draft) {
      await this.ports.sent.keep(draft, envelopeId);
      await this.rememberTitles(draft, titles);
      await this.kept.discard(draft);
    }
    this.ports.showStatus(status);
    // A journal that lost the id says that it was sent, not as what.
    if (envelopeId === '') return;
    const ref = { accountId, envelopeId };
    const shownAll = await Promise.allSettled([this.ports.desk.changed(ref), this.ports.desk.open(ref)]);
    for (const end of shownAll) {
      // It is sent; that it cannot be shown must not look as if it were not.
      if (end.status === 'rejected') this.ports.log.error('showing a sent envelope failed', end.reason);
    }
  }

  /**
   * That it went out proves the titles right. The order is the one in which they were typed, else the one that is known, and the
   * order of signing only where there is no other.
   */
  private async rememberTitles(
    { accountId, signers, template }: Draft,
    typed?: readonly string[],
  ): Promise<void> {
    if (!template) return;
    const titles = typed ?? signers.flatMap(({ role }) => (role === undefined ? [] : [role]));
    const known = typed ? undefined : await this.ports.roles.of(accountId, template.id);
    if (known && sameSet(known, titles)) return;
    await this.ports.roles.remember(accountId, template.id, titles);
  }
}
