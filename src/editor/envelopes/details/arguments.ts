import type { ExportFormat } from '../../../pages/actions';

/** Whose row or signer a menu or the panel pointed at: `email` itself, or that of a signer's row. */
export function emailOf(argument: unknown): string | undefined {
  const own = textOf(argument, 'email');
  if (own !== undefined || typeof argument !== 'object' || argument === null) return own;
  return 'signer' in argument ? textOf(argument.signer, 'email') : undefined;
}

export function formatOf(argument: unknown): ExportFormat | undefined {
  const format = textOf(argument, 'format');
  return format === 'csv' || format === 'json' ? format : undefined;
}

function textOf(argument: unknown, key: string): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const value: unknown = Object.hasOwn(argument, key) ? Reflect.get(argument, key) : undefined;
  return typeof value === 'string' ? value : undefined;
}
