import type { Draft } from '../draft';
import { DeliveryError, storageError } from '../errors';
import { sha256 } from '../facts';
import { readDraft } from './schema';

/** Small texts by key. `write` is atomic and durable: afterwards the key holds the old text or the new one, never a part. */
export interface KeyedFiles {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
}

/** A saved draft that could not be used. It stays where it is. */
export interface UnusableDraft {
  /** The name of its file, without folder and suffix. */
  readonly key: string;
  readonly error: DeliveryError;
}

export interface DraftStore {
  /** Rejects with `newer-version` when a newer version of this extension wrote that draft: it is not overwritten. */
  save(draft: Draft): Promise<void>;
  /** `undefined` when there is none. Rejects with `newer-version` or `draft-broken`. */
  load(id: string): Promise<Draft | undefined>;
  /** All that can be used, and those that cannot. */
  list(): Promise<{ readonly drafts: readonly Draft[]; readonly unusable: readonly UnusableDraft[] }>;
  remove(id: string): Promise<void>;
}

/** Keeps drafts as JSON over `files`, one each. All methods reject with a DeliveryError. */
export class FileDraftStore implements DraftStore {
  constructor(private readonly files: KeyedFiles) {}

  async save(draft: Draft): Promise<void> {
    await guarded(async () => {
      const key = keyOf(draft.id);
      const before = await this.files.read(key);
      if (before !== undefined && readDraft(before).kind === 'newer')
        throw new DeliveryError('newer-version');
      await this.files.write(key, `${JSON.stringify(draft, undefined, 2)}\n`);
    });
  }

  async load(id: string): Promise<Draft | undefined> {
    return guarded(async () => {
      const json = await this.files.read(keyOf(id));
      return json === undefined ? undefined : draftIn(json);
    });
  }

  async list(): Promise<{ readonly drafts: readonly Draft[]; readonly unusable: readonly UnusableDraft[] }> {
    return guarded(async () => {
      const drafts: Draft[] = [];
      const unusable: UnusableDraft[] = [];
      for (const key of [...(await this.files.keys())].sort()) {
        const json = await this.files.read(key);
        if (json === undefined) continue;
        const read = readDraft(json);
        if (read.kind === 'draft') drafts.push(read.draft);
        else unusable.push({ key, error: errorOf(read.kind) });
      }
      return { drafts, unusable };
    });
  }

  async remove(id: string): Promise<void> {
    await guarded(() => this.files.remove(keyOf(id)));
  }
}

/** Ids are made here and plain; one that is not still gets a safe name. */
function keyOf(id: string): string {
  return /^[a-z0-9-]{1,50}$/.test(id) ? id : `x-${sha256(id).slice(0, 40)}`;
}

function draftIn(json: string): Draft {
  const read = readDraft(json);
  if (read.kind === 'draft') return read.draft;
  throw errorOf(read.kind);
}

function errorOf(kind: 'newer' | 'broken'): DeliveryError {
  return new DeliveryError(kind === 'newer' ? 'newer-version' : 'draft-broken');
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storageError(error);
  }
}
