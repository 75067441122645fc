import { isWhite, Lexer } from './lexer';
import { Dict, Keyword, Name, PdfSyntaxError, type Value } from './values';

/** Content beyond what a page can reasonably need; whoever reads it decides what to make of that. */
export class BudgetError extends PdfSyntaxError {}

/** What may still be read. Shared by a page and the forms inside it, so that repeated forms cannot multiply. */
export class Budget {
  constructor(
    public operators: number,
    public bytes: number,
  ) {}

  operator(): void {
    if (--this.operators < 0) throw new BudgetError('too many operators');
  }

  /** Takes bytes of decoded content. */
  take(bytes: number): void {
    this.bytes -= bytes;
    if (this.bytes < 0) throw new BudgetError('too much content');
  }
}

const MAX_OPERANDS = 2048;

/** Reads a content stream and hands over one operator after the other with its operands. Inline images come as `BI`. */
export function readOperators(
  content: Uint8Array,
  budget: Budget,
  operator: (word: string, operands: readonly Value[]) => void,
): void {
  const lexer = new Lexer(content, 0, content.length, false);
  let operands: Value[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      if (operands.length < MAX_OPERANDS) operands.push(token);
      continue;
    }
    budget.operator();
    if (token.word === 'BI') skipInlineImage(lexer);
    operator(token.word, operands);
    operands = [];
  }
}

/** Moves past `/W 1 … ID bytes EI`. */
function skipInlineImage(lexer: Lexer): void {
  const entries = new Map<string, Value>();
  for (;;) {
    const key = lexer.next();
    if (key === undefined) return;
    if (key instanceof Keyword) {
      if (key.word === 'ID') break;
      continue;
    }
    const value = lexer.next();
    if (value === undefined || value instanceof Keyword) return;
    if (key instanceof Name) entries.set(key.name, value);
  }
  const { bytes } = lexer;
  let at = lexer.pos + 1 + plainLength(new Dict(entries));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (;;) {
    const found = buffer.indexOf('EI', at, 'latin1');
    if (found < 0) {
      lexer.pos = bytes.length;
      return;
    }
    const closed = found + 2 >= bytes.length || isWhite(bytes[found + 2]);
    if (closed && (found === at || isWhite(bytes[found - 1])) && looksLikeContent(bytes, found + 2)) {
      lexer.pos = found + 2;
      return;
    }
    at = found + 2;
  }
}

/** Bytes of an inline image that is not compressed, 0 where that cannot be told. */
function plainLength(dict: Dict): number {
  const number = (...keys: string[]): number => {
    const value = keys.map((key) => dict.raw(key)).find((v) => typeof v === 'number');
    return typeof value === 'number' && value >= 0 && value < 1e5 ? value : 0;
  };
  if (dict.raw('F') !== null || dict.raw('Filter') !== null) return 0;
  const space = dict.raw('CS') ?? dict.raw('ColorSpace');
  const colours =
    space instanceof Name ? { DeviceRGB: 3, RGB: 3, DeviceCMYK: 4, CMYK: 4 }[space.name] : undefined;
  const bits = number('BPC', 'BitsPerComponent') || 1;
  return Math.ceil((number('W', 'Width') * bits * (colours ?? 1)) / 8) * number('H', 'Height');
}

function looksLikeContent(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < Math.min(at + 12, bytes.length); i++) {
    const c = bytes[i] ?? 0;
    if (!isWhite(c) && (c < 32 || c > 126)) return false;
  }
  return true;
}
