import { Cancelled, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import { listed } from './limits';
import type { AttachmentPorts, AttachmentTarget } from './ports';

/** More than any folder will hold of one name; reached only where a file system says that everything exists. */
const MOST_NAMES = 1000;

/**
 * Saves attachments where the person says (API reference, section 6.3). They may be anything, a program too, so they are never opened
 * by themselves.
 */
export class SaveAttachments {
  private readonly t: Translate;

  constructor(private readonly ports: AttachmentPorts) {
    this.t = ports.translate;
  }

  /** Rejects with `Cancelled`, a `UserError` or a `JsignError`; what was saved until then stays. */
  async save(targets: readonly [AttachmentTarget, ...AttachmentTarget[]]): Promise<void> {
    await (targets.length === 1 ? this.saveOne(targets[0]) : this.saveAll(targets));
  }

  private async saveOne(target: AttachmentTarget): Promise<void> {
    const { prompts, save, fileNames } = this.ports;
    const uri = await prompts.saveFile({
      title: this.t({ text: 'Save Attachment' }),
      suggestedName: fileNames.safe(target.fileName),
    });
    if (uri === undefined) throw new Cancelled();
    const name = shown(save.nameOf(uri));
    await prompts.progress(
      { title: this.t({ text: 'Downloading {0}', args: [name] }), cancellable: true },
      async (_progress, signal) => {
        const bytes = await this.fetch(target, signal);
        await this.write(name, () => save.write(uri, bytes));
      },
    );
    this.ports.showStatus(this.t({ text: 'Saved {0}', args: [name] }));
  }

  private async saveAll(targets: readonly AttachmentTarget[]): Promise<void> {
    const { prompts, fileNames, showStatus } = this.ports;
    const folder = await prompts.pickFolder({
      title: this.t({ text: 'Save {0} Attachments', args: [targets.length] }),
      openLabel: this.t({ text: 'Save Here' }),
    });
    if (folder === undefined) throw new Cancelled();
    const saved: string[] = [];
    try {
      await prompts.progress(
        { title: this.t({ text: 'Downloading {0} attachments', args: [targets.length] }), cancellable: true },
        async (progress, signal) => {
          for (const [index, target] of targets.entries()) {
            const name = fileNames.safe(target.fileName);
            progress.report(
              this.t({ text: '{0}, {1} of {2}', args: [shown(name), index + 1, targets.length] }),
              (100 * index) / targets.length,
            );
            const bytes = await this.fetch(target, signal);
            await this.write(name, () => this.writeBeside(folder, name, bytes));
            saved.push(shown(name));
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
    if (!client) throw new UserError(this.t({ text: 'The account of this envelope is not signed in.' }));
    const { bytes } = await client.attachments.download(envelopeId, attachmentId, { signal });
    // Cancelled while the answer was being read: nothing is written any more.
    if (signal.aborted) throw new Cancelled();
    if (bytes.byteLength === 0)
      throw new UserError(
        this.t({ text: 'jSign sent an empty file. Nothing was saved.' }),
        this.t({ text: 'Its files may have been deleted there.' }),
      );
    return bytes;
  }

  /** Never over a file that is there: the name gets a number instead. */
  private async writeBeside(folder: string, name: string, bytes: Uint8Array): Promise<void> {
    const { save, fileNames } = this.ports;
    for (let number = 1; number <= MOST_NAMES; number += 1) {
      const uri = save.child(folder, number === 1 ? name : fileNames.numbered(name, number));
      if (await save.writeNew(uri, bytes)) return;
    }
    throw new Error('no free name');
  }

  private async write(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (cause) {
      throw new UserError(
        this.t({ text: 'Could not write {0}.', args: [shown(name)] }),
        this.t({ text: 'Check that the folder exists, may be written to and has room, then save it again.' }),
        { cause },
      );
    }
  }
}
