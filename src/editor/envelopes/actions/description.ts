import { referenceIn } from '../../../delivery/reference';

/** Stands for a line break in a box of one line. */
export const LINE_BREAK = '⏎';

/** A description as a person sees it, and the line by which an unknown send is found again. */
export interface SplitDescription {
  readonly own: string;
  /** The whole line with our reference; `undefined` where there is none. */
  readonly reference: string | undefined;
}

/** Takes the line with the reference out: the person edits the rest alone. */
export function splitDescription(description: string): SplitDescription {
  const lines = description.split(/\r\n|\r|\n/);
  const at = lines.findLastIndex((line) => /^\s*Ref jsign-/i.test(line) && referenceIn(line) !== undefined);
  if (at >= 0) {
    const own = [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n').trimEnd();
    return { own, reference: lines[at]?.trim() };
  }
  const within = referenceIn(description);
  return {
    own: lines.join('\n').trimEnd(),
    reference: within === undefined ? undefined : `Ref jsign-${within}`,
  };
}

/** Puts the line back as the last one, unless the person's own text ends with the same reference. */
export function joinDescription({ own, reference }: SplitDescription): string {
  const text = own.trimEnd();
  if (reference === undefined || referenceIn(text) === referenceIn(reference)) return text;
  return text === '' ? reference : `${text}\n\n${reference}`;
}

/** For a box of one line. */
export function toOneLine(text: string): string {
  return text.replaceAll('\n', LINE_BREAK);
}

export function fromOneLine(text: string): string {
  return text.replaceAll(LINE_BREAK, '\n').trim();
}
