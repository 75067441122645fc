import { Cancelled, signedOut, UserError } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import { envelopeRef, type EnvelopeRef, type EnvelopeStore } from '../api';
import { chosenNodes } from '../nodes';
import type { AttachmentPorts, AttachmentTarget } from './ports';

/**
 * Which attachments a command is about: those of the rows, the one that a caller names, or what the person chooses of an envelope.
 * `several` says whether more than one may be chosen. Never empty.
 *
 * @throws Cancelled when the person leaves, UserError when there is no such attachment
 */
export async function attachmentTargets(
  ports: AttachmentPorts,
  pickEnvelope: () => Promise<EnvelopeRef | undefined>,
  clicked: unknown,
  selected: unknown,
  several: boolean,
): Promise<readonly [AttachmentTarget, ...AttachmentTarget[]]> {
  const [first, ...more] = chosenNodes(clicked, selected, 'attachment').map(
    ({ accountId, envelopeId, attachmentId, attachment }) => ({
      accountId,
      envelopeId,
      attachmentId,
      fileName: attachment.fileName,
    }),
  );
  if (first) return [first, ...more];
  const { translate: t } = ports;
  const ref = envelopeRef(clicked) ?? (await pickEnvelope());
  if (!ref) throw new Cancelled();
  const store = await ports.stores.forAccount(ref.accountId);
  if (!store) throw signedOut(t);
  const wanted = idOf(clicked);
  return wanted === undefined ? ask(ports, ref, store, several) : [await named(ports, ref, store, wanted)];
}

async function named(
  { translate: t }: AttachmentPorts,
  ref: EnvelopeRef,
  store: EnvelopeStore,
  attachmentId: string,
): Promise<AttachmentTarget> {
  const has = ({ id }: { readonly id: string }): boolean => id === attachmentId;
  const found =
    store.knownAttachments(ref.envelopeId)?.find(has) ??
    (await store.attachments(ref.envelopeId, { fresh: true })).find(has);
  if (!found) throw new UserError(t({ text: 'The attachment is no longer there.' }));
  return { ...ref, attachmentId, fileName: found.fileName };
}

async function ask(
  { prompts, translate: t }: AttachmentPorts,
  ref: EnvelopeRef,
  store: EnvelopeStore,
  several: boolean,
): Promise<readonly [AttachmentTarget, ...AttachmentTarget[]]> {
  const attachments = await store.attachments(ref.envelopeId);
  if (attachments.length === 0) throw new UserError(t({ text: 'Nothing is attached to this envelope.' }));
  const options = {
    title: several ? t({ text: 'Download Attachment' }) : t({ text: 'Open Attachment' }),
    placeholder: t({ text: 'Which attachment?' }),
    items: attachments.map(({ id, fileName }) => ({
      label: shown(fileName),
      icon: 'file',
      value: { ...ref, attachmentId: id, fileName },
      picked: several,
    })),
  };
  const said = several ? await prompts.pickMany(options) : await prompts.pick(options);
  if (said.kind !== 'value') throw new Cancelled();
  const [first, ...more] = 'length' in said.value ? said.value : [said.value];
  if (!first) throw new Cancelled();
  return [first, ...more];
}

function idOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('attachmentId' in argument)) return undefined;
  return typeof argument.attachmentId === 'string' ? argument.attachmentId : undefined;
}
