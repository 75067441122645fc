/** A spreadsheet takes a cell that begins like this for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r]/;
/** Also where only some spreadsheets split: at the list separator of their language. */
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/**
 * A table as RFC 4180 has it, in UTF-8 with a byte order mark, which spreadsheets need to read it as such. Cells that would be
 * taken for formulas get an apostrophe before them.
 */
export function csvBytes(header: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const lines = [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`);
  return new TextEncoder().encode(`\uFEFF${lines.join('')}`);
}

function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Readable JSON with a line break at its end. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}
