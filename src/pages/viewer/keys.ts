/** What a key does in the viewer, wherever the focus is but in a field. */
export type Deed =
  | 'search'
  | 'nextMatch'
  | 'previousMatch'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoomReset'
  | 'firstPage'
  | 'lastPage'
  | 'nextPage'
  | 'previousPage'
  | 'screenDown'
  | 'screenUp'
  | 'rotate'
  | 'rotateBack'
  | 'escape';

export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const PLAIN: Readonly<Record<string, Deed>> = {
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  _: 'zoomOut',
  '0': 'zoomReset',
  Home: 'firstPage',
  End: 'lastPage',
  PageDown: 'screenDown',
  PageUp: 'screenUp',
  ArrowRight: 'nextPage',
  ArrowLeft: 'previousPage',
  r: 'rotate',
  R: 'rotateBack',
  Escape: 'escape',
};

/** The deed of a key, or `undefined` where the key is not ours. `typing`: the focus is in a field, which keeps its keys. */
export function deedOf(stroke: Stroke, typing: boolean): Deed | undefined {
  const { key, altKey, shiftKey } = stroke;
  if (altKey) return undefined;
  const command = stroke.ctrlKey || stroke.metaKey;
  if (key === 'F3') return shiftKey ? 'previousMatch' : 'nextMatch';
  if (command && key.toLowerCase() === 'f' && !shiftKey) return 'search';
  if (command && key.toLowerCase() === 'g') return shiftKey ? 'previousMatch' : 'nextMatch';
  if (command) return undefined;
  if (key === 'Escape') return 'escape';
  return typing ? undefined : PLAIN[key];
}
