import { isJsignError } from '../../../jsign/errors';
import type { Sentence } from '../../../jsign/types';

/** What is the most that is sent to the page, in bytes. */
export const MOST_BYTES = 100 * 1024 * 1024;

/** Why a document could not be read: a sentence, and what to do. */
export interface ReadProblem {
  readonly text: Sentence;
  readonly advice: Sentence | undefined;
}

/** The document is larger than what can be shown. */
export class TooLarge extends Error {
  readonly kind = 'too-large';
  /** `bytes`: its size. */
  constructor(readonly bytes: number) {
    super('too large');
    this.name = 'TooLarge';
  }
}

/**
 * What to say of a read that failed. `fromJsign`: the file is one of jSign, whose errors come with their sentence; those of other
 * file systems may hold paths and codes, so that ours is said instead.
 */
export function readProblem(error: unknown, fromJsign: boolean): ReadProblem {
  if (error instanceof TooLarge) {
    return {
      text: {
        text: 'This document is too large to be shown here: {0} MB, and {1} MB is the most.',
        args: [Math.ceil(error.bytes / 1024 / 1024), MOST_BYTES / 1024 / 1024],
      },
      advice: { text: 'Save it and open it in another program.' },
    };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (fromJsign && error instanceof Error && !isJsignError(error) && isSentence(error.message)) {
    return { text: { text: '{0}', args: [error.message] }, advice: undefined };
  }
  switch (code) {
    case 'FileNotFound':
      return {
        text: { text: 'The file is not there any more.' },
        advice: { text: 'It may have been moved, renamed or deleted.' },
      };
    case 'NoPermissions':
      return { text: { text: 'This file may not be read.' }, advice: undefined };
    default:
      return {
        text: fromJsign
          ? { text: 'The document could not be read from jSign.' }
          : { text: 'The file could not be read.' },
        advice: { text: 'Try again in a moment.' },
      };
  }
}

/** A sentence of ours begins with a capital and ends with a full stop; anything else is a message for programmers. */
function isSentence(text: string): boolean {
  return /^[\p{Lu}\p{Lo}].*[.。]$/su.test(text) && text.length <= 400 && !/Error\b|jsign:|file:/.test(text);
}
