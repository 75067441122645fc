import { shown } from '../../platform/foreignText';
import { UserError } from '../../platform/actions';
import type { Translate } from '../../platform/translate';
import type { LocalFile } from './ports';

/** API reference, sections 6.1 and 12. */
export const MOST_ATTACHMENTS = 10;
/**
 * "25 MB": which megabyte is meant is not documented, so the smaller one is taken. Whoever sends more by a little finds out from the
 * service, whoever is let through here is never refused for it.
 */
export const MOST_BYTES = 25_000_000;

/** A file that was looked at and may go. */
export interface CheckedFile {
  readonly file: LocalFile;
  /** Bytes. */
  readonly size: number;
}

/**
 * Looks at every file before any of them goes.
 *
 * @param present how many attachments the envelope has, as the service said just now
 * @throws UserError naming every file that cannot go, and why; then nothing is added
 */
export async function checkFiles(
  files: readonly LocalFile[],
  present: number,
  envelopeName: string,
  t: Translate,
): Promise<readonly CheckedFile[]> {
  const room = Math.max(0, MOST_ATTACHMENTS - present);
  const looked = await Promise.all(files.map(async (file) => ({ file, problem: await lookAt(file, t) })));
  const problems = looked.flatMap(({ problem }) => (typeof problem === 'string' ? [problem] : []));
  if (files.length > room) problems.unshift(tooMany(files, room, envelopeName, t));
  if (problems.length > 0) throw new UserError(problems.join(' '), t({ text: 'Nothing was added.' }));
  return looked.flatMap(({ file, problem }) =>
    typeof problem === 'number' ? [{ file, size: problem }] : [],
  );
}

/** What may be added, in one line, said before files are chosen. */
export function roomWords(present: number, t: Translate): string {
  const room = Math.max(0, MOST_ATTACHMENTS - present);
  return t({ text: '{0} more of {1}, each at most 25 MB', args: [room, MOST_ATTACHMENTS] });
}

/** Bytes, or what is wrong. */
async function lookAt(file: LocalFile, t: Translate): Promise<number | string> {
  const name = shown(file.name);
  const size = await file.size().catch(() => 'unreadable' as const);
  if (size === 'unreadable') return t({ text: '{0} could not be read.', args: [name] });
  if (size === undefined) return t({ text: '{0} is not there any more.', args: [name] });
  if (size === 'folder') return t({ text: '{0} is a folder.', args: [name] });
  if (size === 0) return t({ text: '{0} is empty.', args: [name] });
  if (size > MOST_BYTES)
    return t({
      text: '{0} has {1} MB. jSign takes 25 MB, counted here as 25,000,000 bytes.',
      args: [name, megabytes(size)],
    });
  return size;
}

function tooMany(files: readonly LocalFile[], room: number, envelopeName: string, t: Translate): string {
  const name = shown(envelopeName);
  if (room === 0)
    return t({ text: '"{0}" has ten attachments, which is the most that jSign allows.', args: [name] });
  const over = files.slice(room).map((file) => shown(file.name));
  return t({
    text: '"{0}" has room for {1} more of ten attachments, and {2} were chosen. Too many: {3}.',
    args: [name, room, files.length, listed(over)],
  });
}

/** Names for one sentence; a long list ends with an ellipsis. */
export function listed(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
}

/** With two digits after the point where fewer would not show that it is too much. */
export function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  return value > 25 && value < 25.1 ? value.toFixed(6).replace(/0+$/, '') : value.toFixed(1);
}
