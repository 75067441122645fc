import { shown } from '../../platform/foreignText';
import { Cancelled } from '../../platform/actions';
import type { EnvelopeRef } from '../api';
import { carryOut } from './carryOut';
import { openFor } from './opened';
import type { ActionsPorts } from './ports';
import { accountLine, listed } from './words';

/**
 * Deletes all files of a completed envelope (API reference, section 4.16).
 * @throws Cancelled, UserError or JsignError
 */
export async function deleteFiles(ports: ActionsPorts, ref: EnvelopeRef): Promise<void> {
  const { translate: t, prompts } = ports;
  const opened = await openFor(ports, ref, 'delete');
  const { name, details, store } = opened;
  const documents = details.documents.map((document) => shown(document.name));
  const choice = await prompts.confirm({
    message: t({ text: 'Delete the files of "{0}"?', args: [name] }),
    detail: [
      t({ text: 'jSign deletes for everybody:' }),
      t({ text: 'the documents as they were sent ({0})', args: [listed(documents, t)] }),
      t({ text: 'their signed copies' }),
      t({ text: 'all attachments' }),
      t({ text: 'This cannot be undone. Download First saves the documents and deletes nothing.' }),
      accountLine(store.account, ports.environmentLabel),
    ].join('\n'),
    buttons: [
      { id: 'download', label: t({ text: 'Download First' }) },
      { id: 'delete', label: t({ text: 'Delete Files' }) },
    ],
  });
  if (choice === 'download') {
    await ports.download(ref);
    return;
  }
  if (choice !== 'delete') throw new Cancelled();
  await carryOut(ports, opened, {
    action: 'delete',
    doing: { text: 'Deleting the files of "{0}" (can no longer be stopped)', args: [name] },
    run: (client) => client.envelopes.deleteFiles(ref.envelopeId),
    // The details of an envelope say nothing of its files.
    isDone: () => false,
    replyIsProof: true,
    words: {
      refused: { text: 'The files of "{0}" were not deleted.', args: [name] },
      unconfirmed: { text: 'jSign does not confirm that the files of "{0}" are deleted.', args: [name] },
      unknown: { text: 'We do not know whether the files of "{0}" were deleted.', args: [name] },
    },
  });
}
