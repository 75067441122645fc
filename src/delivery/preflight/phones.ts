import type { Problem } from '../../contract/types';
import type { Draft, DraftSigner } from '../draft';
import { calledAs } from './lacking';
import { problem } from './problem';

/** No country has a longer one; the wire takes a whole number without "+" (API reference, section 1.5). */
const MOST_COUNTRY_CODE = 999;
/** Digits of a number without its country code, by the international plan for numbers (E.164). */
const FEWEST_DIGITS = 4;
const MOST_DIGITS = 14;

/** Both parts go together (INFERRED; API reference, section 4.4), and each has to make sense. */
export function phoneProblems(signer: DraftSigner, draft: Draft): readonly Problem[] {
  const { countryCode } = signer;
  const name = calledAs(signer, draft);
  const where = { signerId: signer.id };
  const number = signer.phoneNumber?.trim() ?? '';
  if ((countryCode === undefined) !== (number === '')) {
    return [
      problem(
        'error',
        'phone-incomplete',
        ['The phone of {0} needs both the country code and the number.', name],
        where,
        ['Type what is missing, or leave both out.'],
      ),
    ];
  }
  if (countryCode === undefined) return [];
  if (!Number.isInteger(countryCode) || countryCode < 1 || countryCode > MOST_COUNTRY_CODE) {
    return [
      problem(
        'error',
        'bad-country-code',
        ['The country code of the phone of {0} must be a number from 1 to {1}.', name, MOST_COUNTRY_CODE],
        where,
        ['Type it without "+", such as 49.'],
      ),
    ];
  }
  if (withoutCountry(number, countryCode) !== undefined) {
    return [
      problem(
        'warning',
        'phone-with-country',
        ['The phone of {0} has the country code {1} in the number as well.', name, countryCode],
        where,
        ['Leave it out of the number.'],
      ),
    ];
  }
  if (isNumber(number)) return [];
  return [
    problem(
      'warning',
      'bad-phone',
      ['"{0}" is no phone number that jSign can be expected to take.', number],
      where,
      ['Type {0} to {1} digits.', FEWEST_DIGITS, MOST_DIGITS],
    ),
  ];
}

/** A number that begins with its country code (`+49 …`, `0049 …`) without it; `undefined` where it does not, or nothing fits after it. */
export function withoutCountry(number: string, countryCode: number): string | undefined {
  const [, rest] = /^(?:\+|00)(\d.*)$/s.exec(number.trim()) ?? [];
  if (rest?.startsWith(String(countryCode)) !== true) return undefined;
  const local = rest.slice(String(countryCode).length).replace(/^[\s./-]+/, '');
  return isNumber(local) && !local.startsWith('00') ? local : undefined;
}

function isNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return /^[\d\s()./-]+$/.test(text) && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
}
