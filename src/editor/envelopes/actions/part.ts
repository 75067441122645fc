/** What can be done to an envelope: loaded when first used. No VS Code here. */
import type { EnvelopeRef } from '../api';
import { CancelEnvelope } from './cancel';
import { decline } from './decline';
import { deleteFiles } from './deleteFiles';
import { EditDetails } from './editDetails';
import { extendDueDate } from './extend';
import type { ActionsPorts } from './ports';
import { Reasons } from './reason';
import { Remind } from './remind';

/**
 * Each reads the envelope anew, asks what it needs, says it to the service once and reads the envelope again. All reject with
 * `Cancelled`, a `UserError` or a `JsignError`.
 */
export interface EnvelopeActions {
  /** @param emails of those to remind; none: the person picks one */
  remindSigner(ref: EnvelopeRef, emails: readonly string[]): Promise<void>;
  remindAll(ref: EnvelopeRef): Promise<void>;
  cancel(ref: EnvelopeRef): Promise<void>;
  cancelAndSendAgain(ref: EnvelopeRef): Promise<void>;
  decline(ref: EnvelopeRef): Promise<void>;
  extendDueDate(ref: EnvelopeRef): Promise<void>;
  editDetails(ref: EnvelopeRef): Promise<void>;
  deleteFiles(ref: EnvelopeRef): Promise<void>;
}

export function createActions(ports: ActionsPorts): EnvelopeActions {
  const reasons = new Reasons(ports.prompts, ports.translate);
  const remind = new Remind(ports);
  const cancel = new CancelEnvelope(ports, reasons);
  const edit = new EditDetails(ports);
  return {
    remindSigner: (ref, emails) => remind.signer(ref, emails),
    remindAll: (ref) => remind.all(ref),
    cancel: (ref) => cancel.cancel(ref),
    cancelAndSendAgain: (ref) => cancel.cancelAndSendAgain(ref),
    decline: (ref) => decline(ports, reasons, ref),
    extendDueDate: (ref) => extendDueDate(ports, ref),
    editDetails: (ref) => edit.edit(ref),
    deleteFiles: (ref) => deleteFiles(ports, ref),
  };
}
