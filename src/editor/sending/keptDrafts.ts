import type { Draft } from '../../delivery/draft';
import type { DraftStore } from '../../delivery/drafts/store';
import type { Log } from '../platform/log';
import type { Translate } from '../platform/translate';
import { readably } from './failures';
import type { PreparedFiles } from './ports';
import { removePrepared, writePrepared } from './preparedBytes';
import type { ReviewedDraft } from './quickSend';

export interface KeptDraftsPorts {
  readonly drafts: Pick<DraftStore, 'save' | 'remove'>;
  readonly prepared: Pick<PreparedFiles, 'write' | 'remove'>;
  readonly translate: Translate;
  readonly log: Log;
}

/** Drafts that did not go out yet, with the bytes that no file has. */
export class KeptDrafts {
  constructor(private readonly ports: KeptDraftsPorts) {}

  /**
   * Saves a draft among the unfinished sends, with the bytes that no file has.
   *
   * @param instead the kept draft whose place it takes: put away only now, when there is another.
   * Rejects when it could not be saved; `instead` is then still there.
   */
  async keep({ draft, prepared }: ReviewedDraft, instead?: Draft): Promise<void> {
    await readably(this.ports.translate, async () => {
      await writePrepared(draft.documents, prepared, this.ports.prepared);
      await this.ports.drafts.save(draft);
    });
    if (instead && instead.id !== draft.id) await this.discard(instead, draft);
  }

  /**
   * Removes a draft and what was prepared for it. Never rejects: one that could not be removed stands among the unfinished sends.
   *
   * @param heir a draft that may need the same prepared copies: those stay.
   */
  async discard(draft: Draft, heir?: Draft): Promise<void> {
    try {
      await this.ports.drafts.remove(draft.id);
    } catch (error) {
      this.ports.log.error('removing a draft failed', error);
    }
    await removePrepared(draft.documents, this.ports.prepared, heir?.documents);
  }
}
