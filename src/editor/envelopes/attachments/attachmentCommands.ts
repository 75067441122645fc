import { Cancelled } from '../../platform/actions';
import type { CommandRegistry } from '../../platform/commands';
import { envelopeRef, type EnvelopeRef } from '../api';
import type { FindingPart } from '../finding/part';
import type { ChooseFiles } from './addAttachments';
import type { AttachmentTarget } from './ports';

export interface AttachmentCommandPorts {
  readonly commands: Pick<CommandRegistry, 'register'>;
  readonly part: () => Promise<Pick<FindingPart, 'adding' | 'saving' | 'targets'>>;
  readonly pickEnvelope: () => Promise<EnvelopeRef | undefined>;
  readonly chooseFiles: ChooseFiles;
  readonly openAttachment: (target: AttachmentTarget) => Promise<void>;
}

/** The commands about attachments. Each takes rows of the tree, a plain object of the panel, or nothing. */
export function registerAttachmentCommands(ports: AttachmentCommandPorts): void {
  const { commands, part, pickEnvelope, chooseFiles, openAttachment } = ports;
  commands.register('jsign.addAttachment', async (clicked) => {
    const ref = envelopeRef(clicked) ?? (await pickEnvelope());
    if (!ref) throw new Cancelled();
    await (await part()).adding.choose(ref, chooseFiles);
  });
  commands.register('jsign.openAttachment', async (clicked, selected) => {
    const { targets } = await part();
    for (const target of await targets(pickEnvelope, clicked, selected, false)) await openAttachment(target);
  });
  commands.register('jsign.downloadAttachment', async (clicked, selected) => {
    const { saving, targets } = await part();
    await saving.save(await targets(pickEnvelope, clicked, selected, true));
  });
}
