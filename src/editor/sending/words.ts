import type { Translate } from '../platform/translate';

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
