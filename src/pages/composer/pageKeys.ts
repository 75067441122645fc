import type { KeyPress } from './model/keys';

/** What a key does wherever the focus is. */
export type PageCommand = 'undo' | 'redo' | 'review' | 'nextPane' | 'previousPane' | 'help';

export interface KeyPlace {
  /** In a field of text, which keeps its letters. */
  readonly typing: boolean;
  /** In a field whose text is part of the composition: what is typed is undone with everything else. */
  readonly bound: boolean;
}

/** The command of a key, or `undefined` where it is not ours. */
export function pageCommand(press: KeyPress, { typing, bound }: KeyPlace): PageCommand | undefined {
  const { key, ctrl, shift, alt } = press;
  if (key === 'F6' && !ctrl && !alt) return shift ? 'previousPane' : 'nextPane';
  if (alt) return undefined;
  if (!ctrl) return key === '?' && !typing ? 'help' : undefined;
  if (key === 'Enter' && !shift) return 'review';
  if (typing && !bound) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'z') return shift ? 'redo' : 'undo';
  return letter === 'y' && !shift ? 'redo' : undefined;
}
