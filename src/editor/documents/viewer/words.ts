import type { Sentence } from '../../../jsign/types';
import type { ViewerStrings } from '../../../pages/viewer/strings';
import type { Translate } from '../../platform/translate';

/** The words of the viewer's page; places like `{0}` are filled in there. */
const SENTENCES: Readonly<Record<keyof ViewerStrings, Sentence>> = {
  loading: { text: 'Loading the document' },
  document: { text: 'Pages of the document' },
  outline: { text: 'Outline' },
  previousPage: { text: 'Previous page' },
  nextPage: { text: 'Next page' },
  pageNumber: { text: 'Page number' },
  ofPages: { text: 'of {0}' },
  page: { text: 'Page {0}' },
  zoomOut: { text: 'Zoom out' },
  zoomIn: { text: 'Zoom in' },
  zoom: { text: 'Zoom' },
  zoomAuto: { text: 'Automatic' },
  zoomWidth: { text: 'Fit width' },
  zoomPage: { text: 'Fit page' },
  rotate: { text: 'Turn clockwise' },
  search: { text: 'Find in document' },
  searchPlaceholder: { text: 'Find' },
  previousMatch: { text: 'Previous match' },
  nextMatch: { text: 'Next match' },
  closeSearch: { text: 'Close' },
  noMatches: { text: 'No results' },
  matchOf: { text: '{0} of {1}' },
  matchOfSoFar: { text: '{0} of {1}…' },
  searching: { text: 'Searching…' },
  externalLink: { text: 'Open {0}' },
  internalLink: { text: 'Go to another place in this document' },
  retry: { text: 'Retry' },
  empty: { text: 'This file is empty.' },
  notPdf: { text: 'This file is not a PDF, or it is damaged.' },
  notPdfAdvice: { text: 'Ask whoever sent it for another copy.' },
  noPages: { text: 'This document has no pages.' },
  cannotShow: { text: 'This document cannot be shown.' },
  cannotShowAdvice: { text: 'Try again, or open it in another program.' },
  pageNotDrawn: { text: 'This page is damaged and cannot be shown.' },
  encrypted: { text: 'This document is encrypted.' },
  encryptedAdvice: { text: 'The password is used to show the document and is not stored.' },
  password: { text: 'Password' },
  wrongPassword: { text: 'That is not the password of this document.' },
  unlock: { text: 'Unlock' },
};

export function viewerStrings(t: Translate): ViewerStrings {
  // Places without arguments stay as they are: the page fills them in.
  return Object.fromEntries(
    Object.entries(SENTENCES).map(([key, sentence]) => [key, t(sentence)]),
  ) as Readonly<Record<keyof ViewerStrings, string>>;
}
