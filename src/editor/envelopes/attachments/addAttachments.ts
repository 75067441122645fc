import { isJsignError, surelyNotDone } from '../../../jsign/errors';
import type { AttachmentSummary } from '../../../jsign/types';
import { Cancelled, isCancelled, signedOut, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { ProgressReport } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef, EnvelopeStore } from '../api';
import { checkFiles, listed, megabytes, MOST_ATTACHMENTS, roomWords, type CheckedFile } from './limits';
import type { AttachmentPorts, LocalFile } from './ports';

/** Shows a dialog; `undefined` when the person leaves it. */
export type ChooseFiles = (title: string) => Promise<readonly LocalFile[] | undefined>;

interface Outcome {
  readonly added: readonly LocalFile[];
  /** The one that went wrong, and whether it may have arrived all the same. */
  readonly stopped?: { readonly file: LocalFile; readonly error: unknown; readonly mayBeThere: boolean };
}

/** Adds files to an envelope (API reference, section 6.1). Nothing is added twice: after a failure it is looked, not repeated. */
export class AddAttachments {
  private readonly t: Translate;

  constructor(private readonly ports: AttachmentPorts) {
    this.t = ports.translate;
  }

  /** Asks for files, saying what there is room for. Rejects with `Cancelled`, a `UserError` or a `JsignError`. */
  async choose(ref: EnvelopeRef, chooseFiles: ChooseFiles): Promise<void> {
    const store = await this.store(ref);
    const present = await store.attachments(ref.envelopeId, { fresh: true });
    const name = await nameOf(store, ref);
    // An envelope that is full is said to be before anybody looks for a file.
    if (present.length >= MOST_ATTACHMENTS) await checkFiles([NO_FILE], present.length, name, this.t);
    const title = this.t({
      text: 'Attach to "{0}": {1}',
      args: [shown(name, 50), roomWords(present.length, this.t)],
    });
    const files = await chooseFiles(title);
    if (!files || files.length === 0) throw new Cancelled();
    await this.add(ref, files);
  }

  /** Files that were dropped on an envelope: it is easily the wrong one, so the person is asked. */
  async drop(ref: EnvelopeRef, files: readonly LocalFile[]): Promise<void> {
    if (files.length === 0) throw new UserError(this.t({ text: 'What was dropped is no file.' }));
    const store = await this.store(ref);
    const name = await nameOf(store, ref);
    const present = await store.attachments(ref.envelopeId, { fresh: true });
    await checkFiles(files, present.length, name, this.t);
    const names = files.map((file) => shown(file.name));
    const first = names[0] ?? '';
    const chosen = await this.ports.prompts.confirm({
      message:
        names.length === 1
          ? this.t({ text: 'Attach {0} to "{1}"?', args: [first, shown(name)] })
          : this.t({ text: 'Attach {0} files to "{1}"?', args: [names.length, shown(name)] }),
      detail: [
        ...(names.length === 1 ? [] : [listed(names)]),
        this.t({ text: 'What was attached cannot be taken away again.' }),
      ].join('\n\n'),
      buttons: [
        {
          id: 'attach',
          label:
            names.length === 1
              ? this.t({ text: 'Attach' })
              : this.t({ text: 'Attach {0} Files', args: [names.length] }),
        },
      ],
    });
    if (chosen !== 'attach') throw new Cancelled();
    await this.add(ref, files);
  }

  /** Adds files that the person chose. All of them are looked at before the first goes. */
  async add(ref: EnvelopeRef, files: readonly LocalFile[]): Promise<void> {
    const store = await this.store(ref);
    const name = await nameOf(store, ref);
    const before = await store.attachments(ref.envelopeId, { fresh: true });
    const checked = await checkFiles(files, before.length, name, this.t);
    const ids: string[] = [];
    const outcome = await this.ports.prompts.progress(
      { title: this.t({ text: 'Attaching to "{0}"', args: [shown(name)] }), cancellable: true },
      (progress, signal) => this.upload(ref, checked, ids, progress, signal),
    );
    await store.reread(ref.envelopeId);
    if (outcome.stopped) await this.tell(ref, store, files, outcome, before, ids);
    this.ports.showStatus(
      outcome.added.length === 1
        ? this.t({ text: 'Attached {0}', args: [shown(outcome.added[0]?.name ?? '')] })
        : this.t({ text: 'Attached {0} files', args: [outcome.added.length] }),
    );
  }

  /** One after the other; the first that fails ends it. `ids` gets those that the service gave. */
  private async upload(
    { accountId, envelopeId }: EnvelopeRef,
    files: readonly CheckedFile[],
    ids: string[],
    progress: ProgressReport,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const all = files.reduce((sum, { size }) => sum + size, 0);
    const added: LocalFile[] = [];
    let done = 0;
    for (const { file, size } of files) {
      try {
        if (signal.aborted) throw new Cancelled();
        const client = await this.ports.client(accountId);
        if (!client) throw signedOut(this.t);
        const source = { name: file.name, size, open: () => file.open() };
        const id = await client.attachments.add(envelopeId, source, {
          signal,
          onProgress: (sent, total) =>
            progress.report(
              this.progressWords(file, sent, total),
              (100 * (done + Math.min(sent, size))) / all,
            ),
        });
        ids.push(id);
      } catch (error) {
        const mayBeThere = isJsignError(error) && !surelyNotDone(error);
        return { added, stopped: { file, error, mayBeThere } };
      }
      added.push(file);
      done += size;
    }
    return { added };
  }

  /** Says what went and what did not. Rejects with that, unless the person stopped it before anything went. */
  private async tell(
    { envelopeId }: EnvelopeRef,
    store: EnvelopeStore,
    files: readonly LocalFile[],
    { added, stopped }: Outcome,
    before: readonly AttachmentSummary[],
    ids: readonly string[],
  ): Promise<never> {
    if (!stopped) throw new Cancelled();
    const { file, error, mayBeThere } = stopped;
    const cancelled = isCancelled(error);
    if (cancelled && !mayBeThere && added.length === 0) throw new Cancelled();
    const left = files.slice(added.length + (mayBeThere ? 1 : 0)).map((each) => shown(each.name));
    const said = [
      // What to do about the failure itself would be to try again, which is not the advice here.
      ...(cancelled || mayBeThere ? [] : [this.ports.describe(error)]),
      ...(mayBeThere
        ? [await this.whatIsThere(envelopeId, store, file, [...before.map(({ id }) => id), ...ids])]
        : []),
      ...(added.length > 0
        ? [this.t({ text: 'Added: {0}.', args: [listed(added.map((each) => shown(each.name)))] })]
        : []),
      ...(left.length > 0 ? [this.t({ text: 'Not added: {0}.', args: [listed(left)] })] : []),
    ].join(' ');
    if (!cancelled) throw new UserError(said, undefined, { cause: error });
    await this.ports.prompts.notify({ severity: 'warning', message: said });
    throw new Cancelled();
  }

  /** The request left and no answer came: only the list can tell. `accounted` are ids that are not the file's. */
  private async whatIsThere(
    envelopeId: string,
    store: EnvelopeStore,
    file: LocalFile,
    accounted: readonly string[],
  ): Promise<string> {
    const name = shown(file.name);
    try {
      const now = await store.attachments(envelopeId, { fresh: true });
      const others = now.filter(({ id }) => !accounted.includes(id));
      return others.some(({ fileName }) => fileName === file.name)
        ? this.t({ text: 'No answer came for {0}, but jSign lists it now.', args: [name] })
        : this.t({
            text: 'We do not know whether {0} was added: no answer came after it was sent. jSign does not list it so far. Refresh and look before you add it again.',
            args: [name],
          });
    } catch {
      return this.t({
        text: 'We do not know whether {0} was added: no answer came after it was sent, and the attachments could not be read. Refresh and look before you add it again.',
        args: [name],
      });
    }
  }

  private progressWords(file: LocalFile, sent: number, total: number): string {
    const name = shown(file.name);
    return sent >= total
      ? this.t({ text: 'Waiting for jSign to take {0}', args: [name] })
      : this.t({ text: 'Uploading {0}, {1} of {2} MB', args: [name, megabytes(sent), megabytes(total)] });
  }

  private async store(ref: EnvelopeRef): Promise<EnvelopeStore> {
    const store = await this.ports.stores.forAccount(ref.accountId);
    if (!store) throw signedOut(this.t);
    return store;
  }
}

/** Stands for any file where only the room counts. */
const NO_FILE: LocalFile = { name: '', size: () => Promise.resolve(1), open: nothing };

async function* nothing(): AsyncIterable<Uint8Array> {
  // Never read.
}

async function nameOf(store: EnvelopeStore, { envelopeId }: EnvelopeRef): Promise<string> {
  return (store.summary(envelopeId) ?? store.known(envelopeId) ?? (await store.details(envelopeId))).name;
}
