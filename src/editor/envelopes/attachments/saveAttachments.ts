import { Cancelled, signedOut } from '../../platform/actions';
import { bytesToWrite, Destination, writeOver } from '../../platform/destination';
import { shown } from '../../platform/foreignText';
import { safeFileName } from '../../platform/safeFileName';
import type { Translate } from '../../platform/translate';
import { listed } from './limits';
import type { AttachmentTarget, SavePorts } from './ports';

/**
 * Saves attachments where the person says (API reference, section 6.3). They may be anything, a program too, so they are never opened
 * by themselves.
 */
export class SaveAttachments {
  private readonly t: Translate;

  constructor(private readonly ports: SavePorts) {
    this.t = ports.translate;
  }

  /** Rejects with `Cancelled`, a `UserError` or a `JsignError`; what was saved until then stays. */
  async save(targets: readonly [AttachmentTarget, ...AttachmentTarget[]]): Promise<void> {
    await (targets.length === 1 ? this.saveOne(targets[0]) : this.saveAll(targets));
  }

  private async saveOne(target: AttachmentTarget): Promise<void> {
    const { prompts, saved: files } = this.ports;
    const uri = await prompts.saveFile({
      title: this.t({ text: 'Save Attachment' }),
      suggestedName: safeFileName(target.fileName),
    });
    if (uri === undefined) throw new Cancelled();
    const name = shown(files.nameOf(uri));
    await prompts.progress(
      { title: this.t({ text: 'Downloading {0}', args: [name] }), cancellable: true },
      async (_progress, signal) => {
        await writeOver({ files, t: this.t }, uri, await this.fetch(target, signal));
      },
    );
    this.ports.showStatus(this.t({ text: 'Saved {0}', args: [name] }));
  }

  private async saveAll(targets: readonly AttachmentTarget[]): Promise<void> {
    const { prompts, saved: files, showStatus } = this.ports;
    const folder = await prompts.pickFolder({
      title: this.t({ text: 'Save {0} Attachments', args: [targets.length] }),
      openLabel: this.t({ text: 'Save Here' }),
    });
    if (folder === undefined) throw new Cancelled();
    const destination = new Destination({ files, prompts, t: this.t }, folder);
    const saved: string[] = [];
    try {
      await prompts.progress(
        { title: this.t({ text: 'Downloading {0} attachments', args: [targets.length] }), cancellable: true },
        async (progress, signal) => {
          for (const [index, target] of targets.entries()) {
            const name = safeFileName(target.fileName);
            progress.report(
              this.t({ text: '{0}, {1} of {2}', args: [shown(name), index + 1, targets.length] }),
              (100 * index) / targets.length,
            );
            const bytes = await this.fetch(target, signal);
            // Never over a file that is there: the name gets a number instead.
            const uri = await destination.place({ folder: undefined, name }, bytes);
            saved.push(shown(files.nameOf(uri)));
          }
        },
      );
    } finally {
      if (saved.length > 0)
        showStatus(
          saved.length === targets.length
            ? this.t({ text: 'Saved {0} attachments', args: [saved.length] })
            : this.t({ text: 'Saved {0} of {1}: {2}', args: [saved.length, targets.length, listed(saved)] }),
        );
    }
  }

  private async fetch(
    { accountId, envelopeId, attachmentId }: AttachmentTarget,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const client = await this.ports.client(accountId);
    if (!client) throw signedOut(this.t);
    const { bytes } = await client.attachments.download(envelopeId, attachmentId, { signal });
    return bytesToWrite(bytes, signal, this.t);
  }
}
