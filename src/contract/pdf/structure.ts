import { problem, sentence } from '../problems';
import type { Problem } from '../types';
import { Lexer } from './lexer';
import { latin1 } from './values';

/** The header must begin within these bytes, and the end mark within as many from the end. */
const EDGE = 1024;
const SAVE_AGAIN = sentence('Open it in a PDF viewer, save or print it as a new PDF, and send that.');

export interface Skeleton {
  readonly headerAt: number;
  /** The number behind the last `startxref`. */
  readonly xrefAt: number;
}

/** Looks at a file's first and last bytes, before anything in it is believed. */
export function checkEdges(bytes: Uint8Array): Skeleton | Problem {
  if (bytes.length === 0) {
    return problem(
      'error',
      'pdf-empty',
      sentence('The file is empty.'),
      sentence('Save it again, or choose another file.'),
    );
  }
  const headerAt = latin1(bytes, 0, EDGE).indexOf('%PDF-');
  if (headerAt < 0) return notPdf(bytes);
  const tail = tailOf(bytes);
  const eof = tail.lastIndexOf('%%EOF');
  const start = tail.lastIndexOf('startxref');
  // An update that was begun and not finished: the end before it is that of an older version.
  if (eof < 0 || start < 0 || /\d\s+obj\b|\bxref\b/.test(tail.slice(eof))) return cutOff();
  const at = new Lexer(new Uint8Array(Buffer.from(tail, 'latin1')), start + 9).next();
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) return damaged();
  return at >= bytes.length ? cutOff() : { headerAt, xrefAt: at };
}

/** The file's end without the white space and zero bytes that mailers and disks add. */
function tailOf(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) <= 32 || bytes[end - 1] === 0x1a)) end--;
  return latin1(bytes, Math.max(0, end - EDGE), end);
}

export function cutOff(): Problem {
  return problem(
    'error',
    'pdf-truncated',
    sentence('The PDF is cut off: its end is missing.'),
    sentence('Download or save it again. If it stays so, ask for a new copy.'),
  );
}

export function damaged(): Problem {
  return problem(
    'error',
    'pdf-damaged',
    sentence('The PDF is damaged: parts of it are not where the file says they are.'),
    SAVE_AGAIN,
  );
}

function notPdf(bytes: Uint8Array): Problem {
  const kind = kindOf(bytes);
  if (kind === undefined) {
    return problem(
      'error',
      'not-pdf',
      sentence('This is not a PDF.'),
      sentence('Choose a PDF, or save the document as one.'),
    );
  }
  return problem('error', 'not-pdf', kind.message, kind.advice);
}

const AS_PDF = sentence('Save it as a PDF and send that.');
const OTHER_FILE = sentence('Choose a PDF, or save the document as one.');

interface Kind {
  readonly message: Problem['message'];
  readonly advice: Problem['message'];
}

/** What a file that is no PDF seems to be. */
function kindOf(bytes: Uint8Array): Kind | undefined {
  const head = latin1(bytes, 0, 4096);
  const starts = (text: string): boolean => head.startsWith(text);
  if (starts('PK\u0003\u0004')) return zipKind(head + latin1(bytes, Math.max(0, bytes.length - 8192)));
  if (starts('\u00d0\u00cf\u0011\u00e0'))
    return { message: sentence('This is not a PDF but an older Office document.'), advice: AS_PDF };
  if (starts('{\\rtf'))
    return { message: sentence('This is not a PDF but a Rich Text document.'), advice: AS_PDF };
  if (starts('%!PS'))
    return { message: sentence('This is not a PDF but a PostScript file.'), advice: AS_PDF };
  const image = imageKind(head);
  if (image !== undefined)
    return {
      message: sentence('This is not a PDF but an image ({0}).', image),
      advice: sentence('Print the image to a PDF and send that.'),
    };
  if (/^\s*(<!doctype html|<html)/i.test(head))
    return {
      message: sentence('This is not a PDF but a web page.'),
      advice: sentence('Download the file again, or print the page to a PDF.'),
    };
  if (isText(bytes)) return { message: sentence('This is not a PDF but a text file.'), advice: OTHER_FILE };
  return undefined;
}

function zipKind(names: string): Kind {
  if (names.includes('word/'))
    return { message: sentence('This is not a PDF but a Word document.'), advice: AS_PDF };
  if (names.includes('xl/'))
    return { message: sentence('This is not a PDF but an Excel workbook.'), advice: AS_PDF };
  if (names.includes('ppt/'))
    return { message: sentence('This is not a PDF but a PowerPoint presentation.'), advice: AS_PDF };
  if (names.includes('opendocument'))
    return { message: sentence('This is not a PDF but an OpenDocument file.'), advice: AS_PDF };
  return {
    message: sentence('This is not a PDF but a ZIP archive.'),
    advice: sentence('Unpack it and send the PDF inside.'),
  };
}

function imageKind(head: string): string | undefined {
  if (head.startsWith('\u0089PNG')) return 'PNG';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'JPEG';
  if (head.startsWith('GIF8')) return 'GIF';
  if (head.startsWith('II*\u0000') || head.startsWith('MM\u0000*')) return 'TIFF';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'WebP';
  if (head.startsWith('BM') && head.length > 30 && head.charCodeAt(14) === 40) return 'BMP';
  if (/^....ftyp(heic|heix|mif1|avif)/s.test(head)) return 'HEIC';
  return undefined;
}

function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  if (
    head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27)
  )
    return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
