import { readFile } from 'node:fs/promises';
import { UserError } from '../platform/actions';
import type { Translate } from '../platform/translate';

export const CERTIFICATE_SETTING = 'jsign.certificateAuthorityFile';

/**
 * The PEM text of the named file, `undefined` for no name. Rejects with a sentence that names the setting where the file cannot
 * be read or holds no certificate.
 */
export async function readCertificate(file: string | undefined, t: Translate): Promise<string | undefined> {
  const name = file?.trim() ?? '';
  if (name === '') return undefined;
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (cause) {
    throw new UserError(
      t({ text: 'The file named in the setting {0} cannot be read.', args: [CERTIFICATE_SETTING] }),
      t({ text: 'Correct the path, or leave the setting empty.' }),
      { cause },
    );
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new UserError(
    t({
      text: 'The file named in the setting {0} holds no certificate in PEM form.',
      args: [CERTIFICATE_SETTING],
    }),
    t({ text: 'A PEM file has a line "-----BEGIN CERTIFICATE-----".' }),
  );
}
