/** Words of the viewer, already in the person's language. `{0}` and `{1}` are filled in by the page. */
export const STRING_KEYS = [
  'loading',
  'document',
  'outline',
  'previousPage',
  'nextPage',
  'pageNumber',
  'ofPages',
  'page',
  'zoomOut',
  'zoomIn',
  'zoom',
  'zoomAuto',
  'zoomWidth',
  'zoomPage',
  'rotate',
  'search',
  'searchPlaceholder',
  'previousMatch',
  'nextMatch',
  'closeSearch',
  'noMatches',
  'matchOf',
  'matchOfSoFar',
  'searching',
  'externalLink',
  'internalLink',
  'retry',
  'empty',
  'notPdf',
  'notPdfAdvice',
  'noPages',
  'cannotShow',
  'cannotShowAdvice',
  'pageNotDrawn',
  'encrypted',
  'encryptedAdvice',
  'password',
  'wrongPassword',
  'unlock',
] as const;
export type StringKey = (typeof STRING_KEYS)[number];
export type ViewerStrings = Readonly<Record<StringKey, string>>;

/** Fills `{0}`-style places. */
export function filled(text: string, ...args: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}
