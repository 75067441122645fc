/** What files are dropped as: VS Code's own list first, since it knows addresses that are no files. */
export const FILE_TYPES = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

/** Whether files may be in it. While it is dragged only the types can be read. */
export function carriesFiles(types: readonly string[]): boolean {
  return FILE_TYPES.some((type) => types.includes(type)) || types.includes('Files');
}

/** The addresses in a list of them (RFC 2483): one a line, lines with # say something else. Each once. */
export function urisOf(read: (type: string) => string): readonly string[] {
  const list = FILE_TYPES.map(read).find((text) => text.trim() !== '') ?? '';
  const lines = list.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#') && isAddress(line)))];
}

function isAddress(line: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(line);
}
