import { Cancelled, UserError } from './actions';
import { shown } from './foreignText';
import type { Prompts } from './prompts';
import { fold, numbered } from './safeFileName';
import type { Translate } from './translate';

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

/** A file that shall be written below a folder. */
export interface PlacedFile {
  /** The subfolder, a safe name; `undefined` for the chosen folder itself. */
  readonly folder: string | undefined;
  /** A safe name. */
  readonly name: string;
}

export interface WritePorts {
  readonly files: FilePort;
  readonly t: Translate;
}

export interface DestinationPorts extends WritePorts {
  readonly prompts: Prompts;
}

/** More than any folder will hold of one name; reached only where a file system says that everything exists. */
const MOST_NAMES = 1000;
/** So many names are read out in a question. */
const MOST_SHOWN = 8;

/** The folder that the person chose. Nothing is written over a file that was there, unless the person says so. */
export class Destination<F extends PlacedFile = PlacedFile> {
  private replacing: ReadonlySet<F> = new Set();

  constructor(
    private readonly ports: DestinationPorts,
    private readonly folder: string,
  ) {}

  /** Asks once what becomes of files that are there already. Gives what shall be written, which may be nothing. */
  async settle(planned: readonly F[]): Promise<readonly F[]> {
    const there = new Set<F>();
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
  async place(file: F, bytes: Uint8Array): Promise<string> {
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

  /** Gives those that clash a number that is neither there nor planned for another. */
  private async renamed(planned: readonly F[], there: ReadonlySet<F>): Promise<readonly F[]> {
    const taken = new Set(planned.map((file) => fold(this.addressOf(file))));
    const result: F[] = [];
    for (const file of planned) {
      let free: F = file;
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

  private addressOf({ folder, name }: F): string {
    const { files } = this.ports;
    return files.child(folder === undefined ? this.folder : files.child(this.folder, folder), name);
  }

  private ask(there: readonly F[]): Promise<string | undefined> {
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

  private writing<T>(name: string, run: () => Promise<T>): Promise<T> {
    return writing(this.ports.t, name, run);
  }
}

/** Writes where the person said, over what is there: the dialog has asked. Rejects with a `UserError`. */
export async function writeOver({ files, t }: WritePorts, uri: string, bytes: Uint8Array): Promise<void> {
  await writing(t, files.nameOf(uri), () => files.write(uri, bytes));
}

/**
 * Bytes that jSign sent, to be written now.
 * @throws Cancelled where the person has stopped it while they were read, UserError where there are none
 */
export function bytesToWrite(bytes: Uint8Array, signal: AbortSignal, t: Translate): Uint8Array {
  if (signal.aborted) throw new Cancelled();
  if (bytes.byteLength > 0) return bytes;
  throw new UserError(
    t({ text: 'jSign sent an empty file. Nothing was saved.' }),
    t({ text: 'Its files may have been deleted there.' }),
  );
}

async function writing<T>(t: Translate, name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new UserError(
      t({ text: 'Could not write {0}.', args: [shown(name)] }),
      t({ text: 'Check that the folder exists, may be written to and has room, then save it again.' }),
      { cause },
    );
  }
}
