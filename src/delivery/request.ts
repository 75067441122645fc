import type { CreateOptions } from '../jsign/api';
import type { UploadSource } from '../jsign/types';
import type { Draft } from './draft';
import { toInlineEnvelope, toNewEnvelope, toTemplateEnvelope } from './envelope';
import { DeliveryError } from './errors';
import type { DeliveryClient } from './ports';
import { describe } from './reference';

/**
 * Documents that have no path go inside the creating call up to this size, all together, bytes. Such a call shows no progress,
 * cannot be cancelled, and leaves an unknown outcome when it times out on the way; base64 makes 2.7 MB of this, which pass in the
 * client's minute even at 50 kB a second.
 */
export const MOST_INLINE = 2 * 1024 * 1024;

/** What has to be there before the creating call can be made; kept for a further attempt. */
export type Material =
  | { readonly way: 'template' }
  | { readonly way: 'inline'; readonly bytes: readonly Uint8Array[] }
  | { readonly way: 'files'; readonly requestIds: readonly string[] };

/** Makes the creating call, once. */
export type Create = (options: CreateOptions) => Promise<string>;

/** Which of the three creating calls sends a draft. */
export function wayOf(draft: Draft): Material['way'] {
  if (draft.template !== undefined) return 'template';
  const { documents } = draft;
  const hasPath = documents.some(({ origin }) => /^file:/i.test(origin.uri));
  const size = documents.reduce((sum, document) => sum + document.size, 0);
  return documents.length > 0 && !hasPath && size <= MOST_INLINE ? 'inline' : 'files';
}

/** @throws DeliveryError when the draft cannot be put into a request, so that it fails before anything leaves. */
export function checkDraft(draft: Draft): void {
  if (draft.template === undefined) {
    toNewEnvelope(
      draft,
      draft.documents.map(({ id }) => id),
      draft.description,
    );
    return;
  }
  // What a template cannot carry must not be left out in silence.
  if (draft.documents.length > 0 || draft.fields.length > 0) throw new DeliveryError('draft-invalid');
  toTemplateEnvelope(draft, draft.template.id);
}

/**
 * @param leaveOutProvenance leave hashes and commits out of the description.
 * @throws DeliveryError when draft and material do not fit.
 */
export function createCall(
  client: DeliveryClient,
  draft: Draft,
  material: Material,
  reference: string,
  leaveOutProvenance: boolean | undefined,
): Create {
  switch (material.way) {
    case 'template': {
      const { template } = draft;
      // Never an empty id: the service might take any template for that.
      if (template === undefined) throw new DeliveryError('draft-invalid');
      const envelope = toTemplateEnvelope(draft, template.id);
      return (options) => client.createWithTemplate(envelope, options);
    }
    case 'inline': {
      const envelope = toInlineEnvelope(
        draft,
        material.bytes,
        describe(draft, reference, leaveOutProvenance),
      );
      return (options) => client.create(envelope, options);
    }
    case 'files': {
      const envelope = toNewEnvelope(
        draft,
        material.requestIds,
        describe(draft, reference, leaveOutProvenance),
      );
      return (options) => client.createWithFiles(envelope, options);
    }
  }
}

/** All bytes of a document, which is opened for it. */
export async function readAll(source: UploadSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.open()) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (bytes.byteLength !== source.size) throw new DeliveryError('draft-invalid');
  return bytes;
}
