import type { AttachmentOperations } from '../../../jsign/api';
import type { FilePort } from '../../platform/destination';
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
  /** A line that goes away by itself. */
  readonly showStatus: (text: string) => void;
}

export interface SavePorts extends AttachmentPorts {
  /** Where downloaded files go. */
  readonly saved: FilePort;
}
