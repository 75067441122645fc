import type { Delivery, OpenIntent } from '../../delivery/ports';
import type { UploadSource } from '../../jsign/types';
import type { Session } from '../account/api';

/** Someone who can be asked to sign. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A file that the person chose. */
export interface ChosenFile {
  /** The whole address, as VS Code writes it (`file:///…`, `vscode-vfs://…`). */
  readonly uri: string;
  /** Its path, decoded, with `/` between folders. */
  readonly path: string;
}

export interface FileFacts {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
}

/** Reads files by address, on disk and in virtual workspaces. */
export interface FileAccess {
  /** `undefined` when there is nothing at this address. */
  stat(uri: string): Promise<FileFacts | undefined>;
  read(uri: string): Promise<Uint8Array>;
  /** The bytes in pieces, opened when first asked for. */
  stream(uri: string): AsyncIterable<Uint8Array>;
}

/** What stands open in the editor. */
export interface OpenEditors {
  /** Whether this file has changes that are not saved. */
  isUnsaved(uri: string): boolean;
  /** False when it could not be saved. */
  save(uri: string): Promise<boolean>;
  /** The address as people know it: relative to the workspace where it lies in one. */
  displayPath(uri: string): string;
}

/** Which commit a file is at. Never rejects: where nothing can be said, nothing is said. */
export interface GitFacts {
  of(uri: string): Promise<CommitFacts>;
}
export interface CommitFacts {
  /** Short hexadecimal commit; absent when the file is in none. */
  readonly commit?: string;
  /** True when the file differs from that commit. */
  readonly dirty?: boolean;
}

/** Copies whose bytes are not the file's own (a signature page was appended). */
export interface PreparedFiles {
  /** Address under which a copy is kept; the same for the same document and bytes. */
  address(documentId: string, sha256: string): string;
  write(address: string, bytes: Uint8Array): Promise<void>;
  /** Never rejects. */
  remove(address: string): Promise<void>;
}

/** Gives the delivery of an account, and what the journal has open for all of them. */
export interface Deliveries {
  for(session: Session): Delivery;
  /** Reads the journal only; no network. */
  open(): Promise<readonly OpenIntent[]>;
}

/** Signers of recent envelopes of the account in use. Nothing of it is kept. */
export type PastPeople = () => Promise<readonly Person[]>;

/** Shows the progress of one upload, with Cancel, while `send` makes it. */
export type RunUpload = (
  source: UploadSource,
  send: (
    source: UploadSource,
    options: { readonly signal: AbortSignal; readonly onProgress: (sent: number, total: number) => void },
  ) => Promise<string>,
) => Promise<string>;
