import type { PdfInspection, PdfTools, Problem } from '../../contract/types';
import type { AccountDetails } from '../../jsign/types';
import { Cancelled, isCancelled, UserError } from '../platform/actions';
import type { Prompts } from '../platform/prompts';
import { sha256 } from '../platform/sha256';
import type { Translate } from '../platform/translate';
import { fileName } from './fileNames';
import { INFERRED_MOST_BYTES, UNREADABLY_LARGE } from './limits';
import { isOnDisk } from './nodeFiles';
import type { ChosenFile, CommitFacts, FileAccess, GitFacts, OpenEditors } from './ports';
import { shown } from '../platform/foreignText';
import { fileSize } from './words';

/** A document as it was read: everything after works with these bytes, and what is uploaded must still be them. */
export interface LoadedDocument {
  readonly id: string;
  readonly uri: string;
  /** File name with extension. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly inspection: PdfInspection;
  readonly commit: CommitFacts;
  /** Set when the bytes do not come from the file: where a copy of them will be kept to be sent from. */
  readonly prepared?: string;
}

export interface DocumentReaderPorts {
  readonly files: FileAccess;
  readonly editors: OpenEditors;
  readonly git: GitFacts;
  readonly pdf: () => Promise<PdfTools>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  /** The editor's language, for numbers. */
  readonly locale: string;
  readonly newId: () => string;
}

/** Reads what the person chose and says what is wrong with it, before anything is asked or sent. */
export class DocumentReader {
  private readonly t: Translate;

  constructor(private readonly ports: DocumentReaderPorts) {
    this.t = ports.translate;
  }

  /**
   * `limits` of the account, on their way.
   * @throws UserError when a file cannot be sent, Cancelled when the person does not want to save.
   */
  async read(
    chosen: readonly ChosenFile[],
    limits: Promise<AccountDetails | undefined>,
  ): Promise<readonly LoadedDocument[]> {
    const files = [...new Map(chosen.map((file) => [file.uri, file])).values()];
    await this.saveAll(files);
    const documents: LoadedDocument[] = [];
    for (const file of files) documents.push(await this.readOne(file, limits));
    const most = (await limits)?.plan.documentsPerEnvelope;
    if (most !== undefined && documents.length > most) {
      throw new UserError(
        this.t({
          text: 'Your plan allows {0} documents in one envelope; these are {1}.',
          args: [most, documents.length],
        }),
        this.t({ text: 'Choose fewer files. Nothing was sent.' }),
      );
    }
    return documents;
  }

  private async saveAll(files: readonly ChosenFile[]): Promise<void> {
    const unsaved = files.filter((file) => this.ports.editors.isUnsaved(file.uri));
    const [first] = unsaved;
    if (!first) return;
    const choice = await this.ports.prompts.confirm({
      message:
        unsaved.length === 1
          ? this.t({ text: '"{0}" has changes that are not saved.', args: [shown(fileName(first.path))] })
          : this.t({ text: '{0} files have changes that are not saved.', args: [unsaved.length] }),
      detail: this.t({ text: 'Only what is saved can be sent.' }),
      buttons: [{ id: 'save', label: this.t({ text: 'Save and Continue' }) }],
    });
    if (choice !== 'save') throw new Cancelled();
    for (const file of unsaved) {
      const saved = await this.ports.editors.save(file.uri);
      if (!saved || this.ports.editors.isUnsaved(file.uri)) {
        throw this.problem(
          file,
          { text: 'It could not be saved.' },
          { text: 'Save it, then send it again.' },
        );
      }
    }
  }

  private async readOne(
    file: ChosenFile,
    limits: Promise<AccountDetails | undefined>,
  ): Promise<LoadedDocument> {
    await this.checkFacts(file, limits);
    const [bytes, commit] = await Promise.all([this.bytesOf(file), this.ports.git.of(file.uri)]);
    if (bytes.byteLength === 0) throw this.empty(file);
    const inspection = await (await this.ports.pdf()).inspect(bytes);
    const wrong = inspection.problems.filter((problem) => problem.severity === 'error');
    if (wrong.length > 0) throw this.wrong(file, wrong);
    if (inspection.pages.length === 0) throw this.problem(file, { text: 'It has no pages.' });
    return {
      id: this.ports.newId(),
      uri: file.uri,
      name: fileName(file.path),
      bytes,
      sha256: sha256(bytes),
      inspection,
      commit,
    };
  }

  private async checkFacts(file: ChosenFile, limits: Promise<AccountDetails | undefined>): Promise<void> {
    const facts = await this.ports.files.stat(file.uri).catch((error: unknown) => {
      throw this.unreadable(file, error);
    });
    if (!facts) {
      throw this.problem(
        file,
        { text: 'There is no such file any more.' },
        { text: 'It may have been moved, renamed or deleted.' },
      );
    }
    if (facts.kind === 'folder')
      throw this.problem(file, { text: 'This is a folder.' }, { text: 'Choose the PDF files in it.' });
    if (facts.size === 0) throw this.empty(file);
    const { locale } = this.ports;
    const most = (await limits)?.plan.maxFileBytes;
    if (most !== undefined ? facts.size > most : facts.size > UNREADABLY_LARGE) {
      throw this.problem(file, {
        text: 'It is too large: {0}, and your account takes up to {1}.',
        args: [fileSize(facts.size, locale), fileSize(most ?? INFERRED_MOST_BYTES, locale)],
      });
    }
    if (most === undefined && facts.size > INFERRED_MOST_BYTES) await this.maybeTooLarge(file, facts.size);
  }

  /** The account's limit is not known, so it is the person's choice to let the service decide. */
  private async maybeTooLarge(file: ChosenFile, size: number): Promise<void> {
    const { locale, prompts } = this.ports;
    const choice = await prompts.confirm({
      message: this.t({ text: '"{0}" may be too large for jSign.', args: [shown(fileName(file.path))] }),
      detail: this.t({
        text: 'It has {0}. The limit of your account could not be read; as a rule jSign takes up to {1}. If it is too large, jSign refuses it and nothing is sent.',
        args: [fileSize(size, locale), fileSize(INFERRED_MOST_BYTES, locale)],
      }),
      buttons: [{ id: 'continue', label: this.t({ text: 'Continue' }) }],
    });
    if (choice !== 'continue') throw new Cancelled();
  }

  private async bytesOf(file: ChosenFile): Promise<Uint8Array> {
    const read = () =>
      this.ports.files.read(file.uri).catch((error: unknown) => {
        throw this.unreadable(file, error);
      });
    if (isOnDisk(file.uri)) return read();
    // A virtual workspace reads over the network, which may take its time.
    const title = this.t({ text: 'Reading {0}', args: [shown(fileName(file.path))] });
    return this.ports.prompts.progress({ title, cancellable: true }, async (_progress, signal) => {
      const stopped = new Promise<never>((_resolve, reject) => {
        const stop = () => reject(new Cancelled());
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      });
      return Promise.race([read(), stopped]);
    });
  }

  private wrong(file: ChosenFile, problems: readonly Problem[]): UserError {
    const [first, ...more] = problems;
    const advice = first?.advice;
    const others = more.map((problem) => this.t(problem.message));
    return new UserError(
      [
        this.t({ text: '{0}: {1}', args: [shown(fileName(file.path)), first ? this.t(first.message) : ''] }),
        ...others,
      ].join(' '),
      [advice ? this.t(advice) : '', this.t({ text: 'Nothing was sent.' })].filter(Boolean).join(' '),
    );
  }

  private empty(file: ChosenFile): UserError {
    return this.problem(file, { text: 'The file is empty.' });
  }

  private unreadable(file: ChosenFile, cause: unknown): Error {
    if (isCancelled(cause)) return new Cancelled();
    return this.problem(
      file,
      { text: 'It could not be read.' },
      { text: 'Check that you may open it, then send it again.' },
      cause,
    );
  }

  private problem(
    file: ChosenFile,
    what: Problem['message'],
    advice?: Problem['message'],
    cause?: unknown,
  ): UserError {
    return new UserError(
      this.t({ text: '{0}: {1}', args: [shown(fileName(file.path)), this.t(what)] }),
      [advice ? this.t(advice) : '', this.t({ text: 'Nothing was sent.' })].filter(Boolean).join(' '),
      cause === undefined ? undefined : { cause },
    );
  }
}
