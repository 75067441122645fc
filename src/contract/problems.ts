import type { AnchorFault } from './anchors';
import type { Box, Problem, Sentence, Severity } from './types';

/** Shortens a token so that a sentence stays one. */
export function shortToken(token: string): string {
  const plain = token.replace(/\s+/g, ' ');
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain;
}

export function sentence(text: string, ...args: readonly (string | number)[]): Sentence {
  return args.length === 0 ? { text } : { text, args };
}

export function problem(
  severity: Severity,
  code: string,
  message: Sentence,
  advice?: Sentence,
  where?: Problem['where'],
): Problem {
  return { severity, code, message, ...(advice && { advice }), ...(where && { where }) };
}

const FAULTS: Readonly<Record<AnchorFault, string>> = {
  unclosed: 'The anchor "{0}" has no end on its line.',
  'unknown-kind': 'The anchor "{0}" asks for a kind of field that does not exist.',
  'no-role': 'The anchor "{0}" does not say whose field it is.',
  'bad-role': 'The role in the anchor "{0}" has characters that a role cannot have.',
  'bad-label': 'The label in the anchor "{0}" has no closing quote or is empty.',
  'no-label': 'The anchor "{0}" needs a label in quotes.',
  'unexpected-text': 'The anchor "{0}" has more in it than a field of its kind takes.',
  'too-few-choices': 'The anchor "{0}" needs at least two different choices, separated by "|".',
  'too-long': 'The anchor "{0}" is too long to be one.',
};

/** Something that was meant as an anchor would be left standing in the signed document. */
export function malformedAnchorProblem(
  token: string,
  fault: AnchorFault,
  where: { readonly page: number; readonly box?: Box },
): Problem {
  return problem(
    'warning',
    'anchor-malformed',
    sentence(FAULTS[fault], shortToken(token)),
    sentence(
      'Write it like {0}, or remove it. As it is, it stays in the document as text.',
      EXAMPLES[fault] ?? '[[sign:client]]',
    ),
    where,
  );
}

const EXAMPLES: Partial<Record<AnchorFault, string>> = {
  'bad-label': '[[text:client "Street"]]',
  'no-label': '[[text:client "Street"]]',
  'too-few-choices': '[[choice:client "Plan" Basic|Pro]]',
};
