import { Cancelled, UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { Prompts } from '../platform/prompts';
import type { Translate } from '../platform/translate';
import { fold, type PlannedFile } from './downloadPlan';
import { numbered } from './safeFileName';

/** Where files go: any file system that the editor knows. URIs in text form. */
export interface FilePort {
  write(uri: string, bytes: Uint8Array): Promise<void>;
  /** Writes only where nothing stands yet; false where something does. */
  writeNew(uri: string, bytes: Uint8Array): Promise<boolean>;
  exists(uri: string): Promise<boolean>;
  /** With every folder above it; nothing where it is there. */
  makeFolder(uri: string): Promise<void>;
  /** `name` is one safe name, never a path. */
  child(folderUri: string, name: string): string;
  /** The last part, for people. */
  nameOf(uri: string): string;
  open(uri: string): Promise<void>;
}

export interface DestinationPorts {
  readonly files: FilePort;
  readonly prompts: Prompts;
  readonly t: Translate;
}

/** More than any folder will hold of one name; reached only where a file system says that everything exists. */
const MOST_NAMES = 1000;
/** So many names are read out in a question. */
const MOST_SHOWN = 8;

/** The folder that the person chose. Nothing is written over a file that was there, unless the person says so. */
export class Destination {
  private replacing: ReadonlySet<PlannedFile> = new Set();

  constructor(
    private readonly ports: DestinationPorts,
    private readonly folder: string,
  ) {}

  /** Asks once what becomes of files that are there already. Gives what shall be written, which may be nothing. */
  async settle(planned: readonly PlannedFile[]): Promise<readonly PlannedFile[]> {
    const there = new Set<PlannedFile>();
    for (const file of planned) {
      const { name } = file;
      if (await this.writing(name, () => this.ports.files.exists(this.addressOf(file)))) there.add(file);
    }
    if (there.size === 0) return planned;
    switch (await this.ask([...there])) {
      case 'both':
        return this.renamed(planned, there);
      case 'replace':
        this.replacing = there;
        return planned;
      case 'skip':
        return planned.filter((file) => !there.has(file));
      default:
        throw new Cancelled();
    }
  }

  /** Writes one file and gives its address. What is there in spite of everything gets the new one beside it, with a number. */
  async place(file: PlannedFile, bytes: Uint8Array): Promise<string> {
    const { files } = this.ports;
    return this.writing(file.name, async () => {
      const folder = file.folder === undefined ? this.folder : files.child(this.folder, file.folder);
      if (file.folder !== undefined) await files.makeFolder(folder);
      const first = files.child(folder, file.name);
      if (this.replacing.has(file)) {
        await files.write(first, bytes);
        return first;
      }
      for (let number = 1; number <= MOST_NAMES; number += 1) {
        const uri = number === 1 ? first : files.child(folder, numbered(file.name, number));
        if (await files.writeNew(uri, bytes)) return uri;
      }
      throw new Error('no free name');
    });
  }

  /** Writes where the person said, over what is there: the dialog has asked. */
  async over(uri: string, bytes: Uint8Array): Promise<void> {
    await this.writing(this.ports.files.nameOf(uri), () => this.ports.files.write(uri, bytes));
  }

  /** Gives those that clash a number that is neither there nor planned for another. */
  private async renamed(
    planned: readonly PlannedFile[],
    there: ReadonlySet<PlannedFile>,
  ): Promise<readonly PlannedFile[]> {
    const taken = new Set(planned.map((file) => fold(this.addressOf(file))));
    const result: PlannedFile[] = [];
    for (const file of planned) {
      let free = file;
      for (let number = 2; there.has(file) && number <= MOST_NAMES; number += 1) {
        free = { ...file, name: numbered(file.name, number) };
        const uri = this.addressOf(free);
        if (taken.has(fold(uri))) continue;
        if (!(await this.writing(file.name, () => this.ports.files.exists(uri)))) break;
      }
      taken.add(fold(this.addressOf(free)));
      result.push(free);
    }
    return result;
  }

  private addressOf({ folder, name }: PlannedFile): string {
    const { files } = this.ports;
    return files.child(folder === undefined ? this.folder : files.child(this.folder, folder), name);
  }

  private ask(there: readonly PlannedFile[]): Promise<string | undefined> {
    const { prompts, t } = this.ports;
    const names = there
      .slice(0, MOST_SHOWN)
      .map(({ folder, name }) => shown(folder === undefined ? name : `${folder}/${name}`));
    const more = there.length - names.length;
    if (more > 0) names.push(t({ text: 'and {0} more', args: [more] }));
    return prompts.confirm({
      message:
        there.length === 1
          ? t({ text: '1 file is already there.' })
          : t({ text: '{0} files are already there.', args: [there.length] }),
      detail: names.join('\n'),
      buttons: [
        { id: 'both', label: t({ text: 'Keep Both' }) },
        { id: 'replace', label: t({ text: 'Replace' }) },
        { id: 'skip', label: t({ text: 'Skip' }) },
      ],
    });
  }

  private async writing<T>(name: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (cause) {
      const { t } = this.ports;
      throw new UserError(
        t({ text: 'Could not write {0}.', args: [shown(name)] }),
        t({ text: 'Check that the folder exists, may be written to and has room, then save it again.' }),
        { cause },
      );
    }
  }
}
