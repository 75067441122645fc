import { shortText } from '../platform/rows';
import type { Translate } from '../platform/translate';

/**
 * A name from outside (a file, an envelope, a person) for pickers, modals and notifications: one line, cut when long, and
 * without what VS Code would make an icon `$(name)` or a link `[text](address)` of.
 */
export function shown(text: string, most = 80): string {
  // U+2060 (word joiner) is not seen and breaks the markup.
  return shortText(text.replace(/\s+/gu, ' '), most)
    .replaceAll('$(', '$\u2060(')
    .replaceAll('](', ']\u2060(');
}

const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;

function unitOf(bytes: number): number {
  return bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
}

function inUnit(bytes: number, unit: number, locale: string): string {
  const value = bytes / 1024 ** unit;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

/** `182 KB` */
export function fileSize(bytes: number, locale: string): string {
  const unit = unitOf(bytes);
  return `${inUnit(bytes, unit, locale)} ${UNITS[unit] ?? ''}`;
}

/** `3.1 of 12 MB` */
export function partOf(sent: number, total: number, locale: string, t: Translate): string {
  const unit = unitOf(total);
  return t({ text: '{0} of {1}', args: [inUnit(sent, unit, locale), fileSize(total, locale)] });
}

/** `9f2c…1b` */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 4)}…${sha256.slice(-2)}`;
}

export function peopleCount(count: number, t: Translate): string {
  return count === 1 ? t({ text: '1 person' }) : t({ text: '{0} people', args: [count] });
}
