/** Windows takes these for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const LONGEST = 120;
/** Most file systems count bytes, and some add their own to the name. */
const MOST_BYTES = 240;

/**
 * A file name made of one that the service sent: no folder, no control or direction character, nothing that Windows, macOS or
 * Linux would refuse or read as something else. What is left empty becomes `document.pdf`.
 */
export function safeFileName(name: string, suffix = '', extension?: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu, '')
    .replace(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ');
  const parts = split(clean);
  const ending = extension ?? (parts.stem === '' ? '.pdf' : parts.extension);
  const made = `${cut(parts.stem === '' ? 'document' : parts.stem, suffix + ending)}${suffix}${ending}`;
  return RESERVED.test(made) ? `_${made}` : made;
}

/** A folder name made of a name that the service sent. A dot in it is part of the name, no extension. */
export function safeFolderName(name: string): string {
  return safeFileName(name.replace(/[\\/]/g, '-') + '.folder', '', '');
}

/** The same name with a number: `nda.pdf` becomes `nda (2).pdf`. */
export function numbered(name: string, number: number): string {
  const { stem, extension } = split(name);
  const mark = ` (${number})`;
  return `${cut(stem, mark + extension)}${mark}${extension}`;
}

/** Names that many file systems take for the same give the same. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function split(name: string): { readonly stem: string; readonly extension: string } {
  const whole = trimmed(name);
  const [, stem, extension] = /^(.*)(\.[^.\s]{1,11})$/su.exec(whole.replace(/^ +/, '')) ?? [];
  // A long tail after a dot belongs to the name; `.pdf` alone is an extension without a name.
  if (stem === undefined || extension === undefined)
    return { stem: whole.replace(/^[.\s]+/u, ''), extension: '' };
  return { stem: trimmed(stem).replace(/^[.\s]+/u, ''), extension };
}

/** Windows drops dots and spaces at the end of a name. */
function trimmed(text: string): string {
  return text.replace(/[.\s]+$/u, '');
}

function cut(stem: string, rest: string): string {
  const characters = Array.from(stem).slice(0, Math.max(1, LONGEST - Array.from(rest).length));
  while (characters.length > 1 && Buffer.byteLength(characters.join('') + rest) > MOST_BYTES)
    characters.pop();
  return trimmed(characters.join('')) || '_';
}
