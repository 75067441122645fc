import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../contract/rawClient';
import type { WorkbenchServer } from '../workbench';
import type { LocalSandbox } from './localSandbox';

const LOG = 'User/globalStorage/jsign-for-vscode.jsign/sandbox/log.jsonl';

/** A field as the service has it. */
export interface SentField {
  readonly kind: string;
  /** The document's name. */
  readonly document: string;
  /** From 1. */
  readonly page: number;
  /** Percent of the page. */
  readonly x: number;
  readonly y: number;
}

export interface SentSigner {
  readonly email: string;
  readonly order: number;
  readonly fields: readonly SentField[];
}

/**
 * What the sandbox keeps of an envelope that was sent. The API says who signs and in what order; it gives the fields of an envelope to
 * nobody, so they are read from where the sandbox writes them down.
 */
export async function sentSigners(
  sandbox: LocalSandbox,
  server: WorkbenchServer,
  envelopeId: string,
): Promise<{ readonly name: unknown; readonly flow: unknown; readonly signers: readonly SentSigner[] }> {
  const client = await sandbox.client();
  const { body } = await client.call('GET', `/envelopes/${envelopeId}/details`);
  const listed = at(body, 'data', 'recipients', 'signers');
  if (!Array.isArray(listed)) throw new Error(`No signers in ${JSON.stringify(body)}`);
  const kept = keptEnvelope(path.join(server.userData, LOG), envelopeId);
  const signers = listed.map((signer: unknown) => {
    const email = String(at(signer, 'email'));
    return { email, order: Number(at(signer, 'signing_order')), fields: fieldsOf(kept, email) };
  });
  const envelope = at(body, 'data', 'envelope');
  return { name: at(envelope, 'name'), flow: at(envelope, 'sign_process_flow'), signers };
}

/** The newest state of it. */
function keptEnvelope(file: string, envelopeId: string): unknown {
  const found = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"t":"envelope"'))
    .map((line) => at(JSON.parse(line), 'v'))
    .findLast((envelope) => at(envelope, 'id') === envelopeId);
  if (found === undefined) throw new Error(`The sandbox has no envelope ${envelopeId}.`);
  return found;
}

function fieldsOf(envelope: unknown, email: string): readonly SentField[] {
  const signers = at(envelope, 'signers');
  const signer = Array.isArray(signers)
    ? (signers as readonly unknown[]).find((each) => at(each, 'email') === email)
    : undefined;
  const fields = at(signer, 'fields');
  if (!Array.isArray(fields)) return [];
  return fields.map((field: unknown) => ({
    kind: String(at(field, 'kind')),
    document: String(at(envelope, 'documents', Number(at(field, 'document')), 'name')),
    page: Number(at(field, 'page')),
    x: Number(at(field, 'x')),
    y: Number(at(field, 'y')),
  }));
}
