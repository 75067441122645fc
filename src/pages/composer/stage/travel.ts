import { filled } from '../../viewer/strings';
import type { Editor } from '../model/editor';
import type { StageStrings } from './strings';

export type Direction = 'undo' | 'redo';

/** Takes the last step back, or does it again. Gives the sentence that says so; `undefined` where there is no such step. */
export function travel(
  editor: Editor,
  direction: Direction,
  { stageUndone, stageRedone }: Pick<StageStrings, 'stageUndone' | 'stageRedone'>,
): string | undefined {
  const label = direction === 'undo' ? editor.undoLabel : editor.redoLabel;
  if (label === undefined || !editor[direction]()) return undefined;
  return filled(direction === 'undo' ? stageUndone : stageRedone, label);
}
