import { isDeliveryError } from '../../../delivery/errors';
import { UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';

/** What a draft is called where it may have no name. */
export function draftName(name: string, t: Translate): string {
  return shown(name) || t({ text: 'Untitled draft' });
}

/** A draft that was asked for is not on the shelf any more. */
export function draftGone(t: Translate): UserError {
  return new UserError(
    t({ text: 'The draft is no longer there.' }),
    t({ text: 'It was sent or deleted, perhaps in another window.' }),
  );
}

/** Runs `work` and says what it rejects with in words for drafts: those of deliveries speak of sends. */
export async function draftly<T>(t: Translate, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDeliveryError(error)) throw error;
    throw new UserError(...sentences(error.kind, t), { cause: error });
  }
}

function sentences(kind: string, t: Translate): readonly [message: string, advice: string] {
  switch (kind) {
    case 'storage-full':
      return [
        t({ text: 'The disk is full, so nothing was changed.' }),
        t({ text: 'Free some space, then try again.' }),
      ];
    case 'newer-version':
      return [
        t({ text: 'A newer version of jSign for VS Code saved this draft, so nothing was changed.' }),
        t({ text: 'Update the extension to use it.' }),
      ];
    case 'draft-broken':
      return [
        t({ text: 'The draft cannot be read.' }),
        t({ text: 'What is in its file makes no sense. The file was left as it is.' }),
      ];
    default:
      return [
        t({ text: 'The drafts cannot be read or written.' }),
        t({ text: 'Check the disk, then try again.' }),
      ];
  }
}
