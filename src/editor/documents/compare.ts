import type { EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef } from '../envelopes/api';
import { Cancelled, UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { PickItem, Prompts } from '../platform/prompts';
import { fold } from '../platform/safeFileName';
import { sha256 } from '../platform/sha256';
import type { Translate } from '../platform/translate';
import { addressOf, pathOf } from './address';
import type { Copy } from './api';
import type { ChosenDocument, DocumentChooser } from './chooseDocument';
import { documentFileName } from './names';
import { documentFile } from './opener';

/** The files around a document, and the editors to show them in. Addresses are URIs in text form. */
export interface ComparePort {
  /** Files of the workspace with this extension (letters and digits, no dot), or all where there is none; a limited number. */
  find(extension: string | undefined): Promise<readonly WorkspaceFile[]>;
  pickFile(options: { readonly title: string; readonly openLabel: string }): Promise<string | undefined>;
  read(uri: string): Promise<Uint8Array>;
  /** The path as people know it, relative to the workspace where it lies in one. */
  displayPath(uri: string): string;
  openBeside(left: string, right: string): Promise<void>;
  diff(left: string, right: string, title: string): Promise<void>;
}

export interface WorkspaceFile {
  readonly uri: string;
  /** Relative to the workspace, with `/`. */
  readonly path: string;
}

export interface ComparePorts {
  readonly chooser: DocumentChooser;
  readonly prompts: Prompts;
  readonly editor: ComparePort;
  /** The bytes of a document, by the path of its `jsign:` address. */
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly t: Translate;
}

/** Says whether a file is the same as a document of an envelope. */
export class Compare {
  constructor(private readonly ports: ComparePorts) {}

  /** Rejects with `Cancelled`, a `UserError` or a `JsignError`. */
  async run(ref: EnvelopeRef, documentId: string | undefined, which: Copy | undefined): Promise<void> {
    const { chooser, editor, prompts, t } = this.ports;
    const title = t({ text: 'Compare with File' });
    // What was sent is what a file can be equal to; signing changes the bytes.
    const chosen = await chooser.choose(ref, { documentId, which, title, first: 'original' });
    const uri = await this.chooseFile(chosen.document, title);
    if (uri === undefined) throw new Cancelled();
    const file = documentFile(ref, chosen.document.id, chosen.copy, chosen.document.name);
    const [ours, theirs] = await prompts.progress(
      { title: t({ text: 'Comparing {0}', args: [shown(chosen.document.name)] }), cancellable: false },
      () => Promise.all([this.ports.read(pathOf(file)), this.readFile(uri)]),
    );
    const name = this.words(chosen);
    const path = shown(editor.displayPath(uri));
    if (isText(ours) && isText(theirs)) {
      await editor.diff(addressOf(file), uri, t({ text: '{0} ↔ {1}', args: [name, path] }));
      return;
    }
    const hashes = [sha256(ours), sha256(theirs)] as const;
    const equal = hashes[0] === hashes[1];
    const both = { id: 'both', label: t({ text: 'Open Both' }) };
    const answer = await prompts.notify({
      severity: equal ? 'info' : 'warning',
      message: equal
        ? t({
            text: '{0} and {1} are equal, byte for byte. Both have the SHA-256 {2}.',
            args: [name, path, hashes[0]],
          })
        : t({
            text: '{0} and {1} are different. SHA-256 of the document: {2}; of the file: {3}.',
            args: [name, path, ...hashes],
          }),
      buttons: [both],
    });
    if (answer === 'both') await editor.openBeside(addressOf(file), uri);
  }

  private words({ document, copy }: ChosenDocument): string {
    const { t } = this.ports;
    const args = [shown(document.name)];
    return copy === 'signed'
      ? t({ text: '"{0}" (signed copy)', args })
      : t({ text: '"{0}" (as it was sent)', args });
  }

  /** `undefined` when the person leaves. */
  private async chooseFile(document: EnvelopeDocument, title: string): Promise<string | undefined> {
    const { editor, prompts, t } = this.ports;
    const other = () => editor.pickFile({ title, openLabel: t({ text: 'Compare' }) });
    const { same, others } = sortFiles(await editor.find(extensionOf(document)), document);
    if (same.length + others.length === 0) return other();
    const row = ({ uri, path }: WorkspaceFile): PickItem<string | undefined> => {
      const cut = path.lastIndexOf('/') + 1;
      return {
        label: shown(path.slice(cut)),
        description: shown(path.slice(0, Math.max(0, cut - 1))),
        icon: 'file',
        value: uri,
      };
    };
    const heading = (label: string): PickItem<string | undefined> => ({
      label,
      separator: true,
      value: undefined,
    });
    const chosen = await prompts.pick<string | undefined>({
      title,
      placeholder: t({ text: 'Which file is compared with "{0}"?', args: [shown(document.name)] }),
      items: [
        ...(same.length > 0 ? [heading(t({ text: 'same name' })), ...same.map(row)] : []),
        heading(''),
        { label: t({ text: 'Choose Another File…' }), icon: 'folder-opened', value: undefined },
        ...(others.length > 0 ? [heading(t({ text: 'in the workspace' })), ...others.map(row)] : []),
      ],
    });
    if (chosen.kind !== 'value') return undefined;
    return chosen.value ?? other();
  }

  private async readFile(uri: string): Promise<Uint8Array> {
    const { editor, t } = this.ports;
    try {
      return await editor.read(uri);
    } catch (cause) {
      throw new UserError(
        t({ text: 'Could not read {0}.', args: [shown(editor.displayPath(uri))] }),
        t({ text: 'Check that it is still there, then try again.' }),
        { cause },
      );
    }
  }
}

/** Files of the name that the document has here or at jSign first; the rest by path. */
export function sortFiles(
  files: readonly WorkspaceFile[],
  document: Pick<EnvelopeDocument, 'name'>,
): { readonly same: readonly WorkspaceFile[]; readonly others: readonly WorkspaceFile[] } {
  const names = new Set(
    [document.name, documentFileName(document, 'original'), documentFileName(document, 'signed')].map(fold),
  );
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const isSame = ({ path }: WorkspaceFile) => names.has(fold(path.slice(path.lastIndexOf('/') + 1)));
  return { same: sorted.filter(isSame), others: sorted.filter((file) => !isSame(file)) };
}

/** Text is UTF-8 without a NUL that is no PDF, which begins with text as well. */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0) || Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function extensionOf(document: EnvelopeDocument): string | undefined {
  return /\.([a-z0-9]{1,11})$/i.exec(documentFileName(document, 'original'))?.[1]?.toLowerCase();
}
