import type { PdfTools } from '../types';
import { appendSignaturePage } from './append';
import { inspectPdf } from './inspect';
import { placeBlocks } from './room';
import { linesOfPdf, suggestOnPdf } from './seen';

export type { PdfTools } from '../types';
export { PdfRefusedError } from './append';

/** The PDF part, a bundle of its own: reading is ours and strict, because a lenient reader opens files that are cut off. */
export function createPdfTools(): PdfTools {
  return {
    inspect: (bytes) => inspectPdf(bytes),
    placeBlocks: async (bytes, signers) => Promise.resolve(placeBlocks(bytes, signers)),
    appendSignaturePage: async (bytes, signers, title) =>
      Promise.resolve(appendSignaturePage(bytes, signers, title)),
    lines: (bytes) => linesOfPdf(bytes),
    suggest: (bytes, signers, taken) => suggestOnPdf(bytes, signers, taken),
  };
}
