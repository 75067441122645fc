import type { CommandRegistry } from '../platform/commands';
import { Disposable } from '../platform/disposable';
import { envelopeRef, type EnvelopeRef } from '../envelopes/api';
import type { Copy, DocumentDesk } from './api';

export interface DownloadFeatureOptions {
  readonly commands: CommandRegistry;
  readonly desk: DocumentDesk;
  /** Asks which envelope, where the command was given none; `undefined` when the person leaves. */
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
}

/** The command that saves documents. A menu or a caller may name an envelope, a document of it and a copy. */
export class DownloadFeature extends Disposable {
  constructor(options: DownloadFeatureOptions) {
    super();
    options.commands.register('jsign.downloadDocuments', async (argument) => {
      const ref = envelopeRef(argument) ?? (await options.pickEnvelope());
      if (ref) await options.desk.download(ref, documentIdOf(argument), copyOf(argument));
    });
  }
}

function documentIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('documentId' in argument)) return undefined;
  return typeof argument.documentId === 'string' ? argument.documentId : undefined;
}

function copyOf(argument: unknown): Copy | undefined {
  if (typeof argument !== 'object' || argument === null || !('which' in argument)) return undefined;
  return argument.which === 'original' || argument.which === 'signed' ? argument.which : undefined;
}
