import type { AccountDetails } from '../../jsign/types';
import { UserError } from '../platform/actions';
import { shown } from '../platform/foreignText';
import type { Translate } from '../platform/translate';
import type { FileChoice } from './fileChoice';
import { fileName } from './fileNames';
import type { ChosenFile } from './ports';

/**
 * Asks which files an envelope is to be made of: PDF, and what the account's plan lists.
 *
 * @throws Cancelled when the person leaves, UserError when a file cannot be signed from here.
 */
export async function chooseForEnvelope(
  choice: FileChoice,
  limits: AccountDetails | undefined,
  t: Translate,
): Promise<readonly ChosenFile[]> {
  const files = await choice.ask(
    {
      title: t({ text: 'Choose what to send for signature' }),
      openLabel: t({ text: 'Create Envelope' }),
      several: true,
    },
    limits?.plan.fileTypes,
  );
  // A place to sign needs a page, and only of a PDF it is known where its pages are.
  const other = files.find(({ path }) => !/\.pdf$/i.test(path));
  if (other) {
    throw new UserError(
      t({
        text: '{0}: places to sign can only be set on the pages of a PDF.',
        args: [shown(fileName(other.path))],
      }),
      t({ text: 'Save it as a PDF, then choose that. Nothing was sent.' }),
    );
  }
  return files;
}
