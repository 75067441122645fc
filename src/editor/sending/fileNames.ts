/** Words that contracts are called by and that people write in capitals. */
const CAPITALS = new Set(['nda', 'sow', 'msa', 'dpa', 'sla', 'rfp', 'gdpr', 'mou', 'loi', 'eula', 'ip']);

/** The last part of a decoded path, without anything that could be a folder or a control character. */
export function fileName(path: string): string {
  const last = path.split(/[\\/]/).findLast((part) => part !== '') ?? '';
  const clean = last.replace(/\p{Cc}/gu, '').trim();
  return clean === '' || clean === '.' || clean === '..' ? 'document.pdf' : clean;
}

/** A file name made human for the envelope: `mutual-nda_v2.pdf` becomes `Mutual NDA v2`. */
export function humanName(name: string): string {
  const stem = name.replace(/\.pdf$/i, '');
  const words = stem
    .split(/[\s_-]+/u)
    .filter((word) => word !== '')
    .map((word) => (CAPITALS.has(word.toLowerCase()) ? word.toUpperCase() : word));
  const text = words.join(' ');
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) return 'Contract';
  const [first = ''] = text;
  return first.toLocaleUpperCase('en') + text.slice(first.length);
}
