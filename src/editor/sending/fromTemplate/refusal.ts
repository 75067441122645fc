import type { DraftTemplate } from '../../../delivery/draft';
import { isJsignError } from '../../../jsign/errors';
import { shown } from '../../platform/foreignText';
import type { Translate } from '../../platform/translate';
import type { RefusalHelp } from '../sender';

/** What the service does not like about an envelope from a template. */
export type Refusal = 'gone' | 'inactive' | 'titles' | 'phones' | 'other';

/**
 * Reads it off the code. Which codes the service has for this is not documented (API reference, section 11), so they are told by
 * the words in them.
 */
export function refusalOf(error: unknown): Refusal {
  const code = (isJsignError(error) ? error.code : undefined) ?? '';
  if (/TITLE|ROLE/.test(code)) return 'titles';
  if (/PHONE|COUNTRY_CODE/.test(code)) return 'phones';
  if (/TEMPLATE.*(INACTIVE|NOT_ACTIVE|DEACTIVATED)|INACTIVE.*TEMPLATE/.test(code)) return 'inactive';
  if (/TEMPLATE.*(NOT_FOUND|NO_ACCESS|DELETED|INVALID|NOT_EXIST)/.test(code)) return 'gone';
  return 'other';
}

/** What a person reads, and what the button is called that leads to the right question. */
export function helpWith(refusal: Refusal, { name }: DraftTemplate, t: Translate): RefusalHelp {
  const args = [shown(name)];
  const another = t({ text: 'Choose Another Template…' });
  switch (refusal) {
    case 'gone':
      return {
        message: t({ text: 'The template "{0}" is no longer there. What you have typed is kept.', args }),
        change: another,
        again: false,
      };
    case 'inactive':
      return {
        message: t({
          text: 'The template "{0}" is inactive. Activate it, then try again; what you have typed is kept.',
          args,
        }),
        change: another,
        again: true,
      };
    case 'titles':
      return {
        message: t({
          text: 'The signer titles are not those of the template "{0}". They must be spelled exactly as in jSign.',
          args,
        }),
        change: t({ text: 'Correct the Titles…' }),
        again: false,
      };
    case 'phones':
      return {
        message: t({ text: 'jSign asks for the phone numbers of those who sign.' }),
        change: t({ text: 'Add Phone Numbers…' }),
        again: false,
      };
    case 'other':
      return { change: t({ text: 'Change…' }), again: false };
  }
}
