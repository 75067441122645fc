import { EXPORT_FORMATS, type ExportFormat } from '../../../pages/actions';

/** The kind of file that a caller names. */
export function formatOf(argument: unknown): ExportFormat | undefined {
  if (typeof argument !== 'object' || argument === null || !('format' in argument)) return undefined;
  return EXPORT_FORMATS.find((format) => format === argument.format);
}
