import type { EnvelopeDetails, EnvelopeDocument } from '../../jsign/types';
import type { EnvelopeRef } from '../envelopes/api';
import type { PlacedFile } from '../platform/destination';
import { fold, numbered, safeFolderName } from '../platform/safeFileName';
import type { Copy } from './api';
import { documentFileName } from './names';

/** A document that shall be saved. */
export interface Wanted {
  readonly ref: EnvelopeRef;
  readonly details: EnvelopeDetails;
  readonly document: EnvelopeDocument;
  readonly copy: Copy;
}

export interface PlannedFile extends Wanted, PlacedFile {}

/** Where each document goes below a folder: a subfolder for each envelope where there are several, no name twice. */
export function planFiles(wanted: readonly Wanted[]): readonly PlannedFile[] {
  const envelopes = new Map<EnvelopeDetails, { folder: string | undefined; readonly taken: Set<string> }>();
  const folders = new Set<string>();
  for (const { details } of wanted) envelopes.set(details, { folder: undefined, taken: new Set() });
  if (envelopes.size > 1) {
    for (const [details, place] of envelopes)
      place.folder = freeName(safeFolderName(details.name), folders, (name, n) => `${name} (${n})`);
  }
  return wanted.map((each) => {
    const place = envelopes.get(each.details);
    const name = documentFileName(each.document, each.copy);
    return { ...each, folder: place?.folder, name: freeName(name, place?.taken ?? new Set(), numbered) };
  });
}

/** The name, with a number where it is taken, and takes it. */
function freeName(
  name: string,
  taken: Set<string>,
  withNumber: (name: string, number: number) => string,
): string {
  let free = name;
  for (let number = 2; taken.has(fold(free)); number += 1) free = withNumber(name, number);
  taken.add(fold(free));
  return free;
}
