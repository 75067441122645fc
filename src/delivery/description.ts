import { referenceIn, withoutReference } from './reference';

/** A description as a person sees it, and the line by which an unknown send is found again. */
export interface SplitDescription {
  readonly own: string;
  /** The whole line with our reference; `undefined` where there is none. */
  readonly reference: string | undefined;
}

/** Takes the line with the reference out: the person edits the rest alone. */
export function splitDescription(description: string): SplitDescription {
  const lines = description.split(/\r\n|\r|\n/);
  const at = lines.findLastIndex(isReferenceLine);
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

function isReferenceLine(line: string): boolean {
  return referenceIn(line) !== undefined && withoutReference(line) === '';
}

/** Puts the line back as the last one, unless the person's own text ends with the same reference. */
export function joinDescription({ own, reference }: SplitDescription): string {
  const text = own.trimEnd();
  if (reference === undefined || referenceIn(text) === referenceIn(reference)) return text;
  return text === '' ? reference : `${text}\n\n${reference}`;
}
