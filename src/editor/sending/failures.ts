import type { PdfRefusedError } from '../../contract/pdf';
import { isDeliveryError } from '../../delivery/errors';
import { isJsignError } from '../../jsign/errors';
import { UserError } from '../platform/actions';
import type { Translate } from '../platform/translate';

/** Errors of deliveries and of the PDF part get their sentence; a sentence of ours that a client wrapped is taken out again. */
export function readable(error: unknown, t: Translate): unknown {
  const own = userErrorIn(error);
  if (own) return own;
  if (isPdfRefused(error)) {
    const { message, advice } = error.problem;
    return new UserError(t(message), advice ? t(advice) : undefined, { cause: error });
  }
  return isDeliveryError(error) ? new UserError(t(error.sentence), undefined, { cause: error }) : error;
}

/** The PDF part is a bundle of its own, so its error is told by its shape. */
function isPdfRefused(error: unknown): error is PdfRefusedError {
  return error instanceof Error && 'kind' in error && error.kind === 'pdf-refused' && 'problem' in error;
}

/** Runs `work` and makes what it rejects with readable. */
export async function readably<T>(t: Translate, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw readable(error, t);
  }
}

/** What became of a send that failed for certain: whether doing the same again can help. */
export function canHelpAgain(error: unknown): boolean {
  if (userErrorIn(error)) return false;
  return !(isJsignError(error) && error.kind === 'refused');
}

/** The service understood, and said no to what it got. */
export function isRefusal(error: unknown): boolean {
  return isJsignError(error) && error.kind === 'refused';
}

function userErrorIn(error: unknown): Error | undefined {
  let current = error;
  // Errors wrap one another a few times at most; a circle must not hang anybody.
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('userFacing' in current) return current;
    current = current.cause;
  }
  return undefined;
}

/** Why the outcome of a creating call is not known, as a part of a sentence. */
export function unknownBecause(error: unknown, t: Translate): string {
  if (isDeliveryError(error)) return t({ text: 'it was interrupted before the answer came' });
  if (!isJsignError(error)) return t({ text: 'the answer is not known' });
  switch (error.kind) {
    case 'timeout':
      return t({ text: 'jSign did not answer in time' });
    case 'server':
      return t({ text: 'jSign answered with an error of its own' });
    case 'network':
    case 'cancelled':
      return t({ text: 'the connection broke after the request left' });
    case 'unreadable':
      return t({ text: 'the answer could not be read' });
    case 'credentials':
    case 'expired':
    case 'refused':
    case 'not-found':
      return t({ text: 'the answer does not say' });
  }
}
