import { Cancelled } from '../platform/actions';
import type { Memory } from '../platform/memory';
import type { Translate } from '../platform/translate';
import type { ChosenFile } from './ports';

export interface OpenFilesOptions {
  readonly title: string;
  readonly openLabel: string;
  readonly several: boolean;
  /** Which files to offer: the first is what the dialog starts with. Extensions without dot. */
  readonly types: readonly { readonly label: string; readonly extensions: readonly string[] }[];
  /** Address of the folder to start in. */
  readonly folder?: string;
}

/** Shows a dialog to choose files; `undefined` when the person leaves it. */
export type OpenFiles = (options: OpenFilesOptions) => Promise<readonly ChosenFile[] | undefined>;

export interface FileChoicePorts {
  readonly openFiles: OpenFiles;
  readonly memory: Memory;
  readonly translate: Translate;
}

const FOLDER_KEY = 'jsign.lastFolder';

/** Lets the person choose files, starting in the folder of the last choice. */
export class FileChoice {
  constructor(private readonly ports: FileChoicePorts) {}

  /**
   * @param fileTypes that the account takes, lower case without dot; PDF is always among what is offered.
   * @throws Cancelled when the person leaves.
   */
  async ask(
    options: Pick<OpenFilesOptions, 'title' | 'openLabel' | 'several'>,
    fileTypes: readonly string[] = [],
  ): Promise<readonly [ChosenFile, ...ChosenFile[]]> {
    const { memory, openFiles, translate: t } = this.ports;
    const folder = memory.get(FOLDER_KEY);
    const pdf = { label: t({ text: 'PDF' }), extensions: ['pdf'] };
    const all = [...new Set(['pdf', ...fileTypes.map(plainType).filter((type) => type !== '')])];
    const chosen = await openFiles({
      ...options,
      types:
        all.length > 1 ? [{ label: t({ text: 'Files that jSign takes' }), extensions: all }, pdf] : [pdf],
      ...(typeof folder === 'string' ? { folder } : {}),
    });
    const [first, ...more] = chosen ?? [];
    if (!first) throw new Cancelled();
    await this.remember(first);
    return [first, ...more];
  }

  private async remember({ uri }: ChosenFile): Promise<void> {
    const [address = ''] = uri.split(/[?#]/);
    try {
      await this.ports.memory.update(FOLDER_KEY, address.slice(0, address.lastIndexOf('/') + 1));
    } catch {
      // The next dialog then starts elsewhere, which is all that is lost.
    }
  }
}

function plainType(type: string): string {
  return type.trim().toLowerCase().replace(/^\./, '');
}
