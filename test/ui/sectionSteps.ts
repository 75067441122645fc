import type { Locator } from 'playwright-core';
import { at } from '../contract/rawClient';
import type { EnvelopeSteps } from './envelopeSteps';
import { LocalSandbox } from './localSandbox';

/** The folded sections of the panel that is shown. */
export class SectionSteps {
  constructor(private readonly panel: EnvelopeSteps) {}

  section(name: 'auditLog' | 'enteredValues' | 'attachments'): Locator {
    return this.panel.panel.locator(`.section.${name}`);
  }

  /** Makes an envelope from outside whose first signer has a text field to fill in. Gives its id. */
  async withTextField(
    sandbox: LocalSandbox,
    name: string,
    signers: readonly { readonly name: string; readonly email: string }[],
    label: string,
  ): Promise<string> {
    const client = await sandbox.client();
    const uploaded = await client.upload('/envelopes/upload_file', 'File', LocalSandbox.sample(), 'form.pdf');
    const place = (y: number) => ({
      document_ref_no: 1,
      page_number: 1,
      x_position: 72,
      y_position: y,
      w_position: 150,
      h_position: 24,
      x_position_percentage: 12.1,
    });
    const reply = await client.call('POST', '/envelopes/create_with_files', {
      envelope: { name, signature: 'Esignature', sign_process_flow: 'Parallel', expiration_days: 14 },
      documents: [
        { request_id: at(uploaded.body, 'data', 'request_id'), document_ref_no: 1, name: 'form.pdf' },
      ],
      recipients: {
        signers: signers.map((signer, index) => ({
          ...signer,
          signing_order: 1,
          tabs: {
            sign_here_tabs: [place(400 + 60 * index)],
            ...(index === 0
              ? { text_tabs: [{ ...place(340), name: label, alignment: 'Left', is_required: true }] }
              : {}),
          },
        })),
      },
    });
    const id = at(reply.body, 'data', 'envelope_id');
    if (typeof id !== 'string') throw new Error(JSON.stringify(reply));
    return id;
  }
}
