/** Stands for a line break in a box of one line. */
export const LINE_BREAK = '⏎';

/** For a box of one line. */
export function toOneLine(text: string): string {
  return text.replaceAll('\n', LINE_BREAK);
}

export function fromOneLine(text: string): string {
  return text.replaceAll(LINE_BREAK, '\n').trim();
}
