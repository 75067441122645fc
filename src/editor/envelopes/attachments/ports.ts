import type { AttachmentOperations } from '../../../jsign/api';
import type { Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef, EnvelopeStores } from '../api';

/** A file that is to be attached. */
export interface LocalFile {
  /** Its name without folders. */
  readonly name: string;
  /** Looks anew: bytes, or `undefined` where there is no such file any more, or `folder`. */
  size(): Promise<number | 'folder' | undefined>;
  /** The bytes in pieces, opened when first asked for. */
  open(): AsyncIterable<Uint8Array>;
}

/** Where downloaded files go: any file system that the editor knows. URIs in text form. */
export interface SavePort {
  write(uri: string, bytes: Uint8Array): Promise<void>;
  /** Writes only where nothing stands yet; false where something does. */
  writeNew(uri: string, bytes: Uint8Array): Promise<boolean>;
  /** `name` is one safe name, never a path. */
  child(folderUri: string, name: string): string;
  /** The last part, for people. */
  nameOf(uri: string): string;
}

/** File names made of what the service sent. */
export interface FileNames {
  /** One that no file system refuses and that is no path. */
  readonly safe: (name: string) => string;
  /** The same with a number, where it is taken. */
  readonly numbered: (name: string, number: number) => string;
}

/** One attachment, with the name that the service gave it. */
export interface AttachmentTarget extends EnvelopeRef {
  readonly attachmentId: string;
  readonly fileName: string;
}

export interface AttachmentPorts {
  readonly stores: EnvelopeStores;
  readonly client: (
    accountId: string,
  ) => Promise<{ readonly attachments: Pick<AttachmentOperations, 'add' | 'download'> } | undefined>;
  readonly prompts: Prompts;
  readonly translate: Translate;
  /** One plain sentence of an error. */
  readonly describe: (error: unknown) => string;
  readonly save: SavePort;
  readonly fileNames: FileNames;
  /** A line that goes away by itself. */
  readonly showStatus: (text: string) => void;
}
