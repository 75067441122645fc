import { Lexer } from './lexer';
import { Keyword, Name, type Value } from './values';

/** Numbers of one `…range` may be as many as this; more is an attack, not a font. */
const MAX_RANGE = 65_536;

export interface CodeSpace {
  readonly bytes: number;
  readonly low: number;
  readonly high: number;
}

/** What a CMap says: how long codes are, and what each stands for. */
export interface CMap {
  readonly spaces: readonly CodeSpace[];
  /** By code: text (a ToUnicode map). */
  readonly text: ReadonlyMap<number, string>;
  /** By code: glyph number (an encoding map). */
  readonly cids: ReadonlyMap<number, number>;
}

/** Reads a CMap stream; what it cannot read it leaves out. */
export function readCMap(bytes: Uint8Array): CMap {
  const lexer = new Lexer(bytes, 0, bytes.length, false);
  const spaces: CodeSpace[] = [];
  const text = new Map<number, string>();
  const cids = new Map<number, number>();
  let stack: Value[] = [];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (!(token instanceof Keyword)) {
      stack.push(token);
      if (stack.length > 4 * MAX_RANGE) stack = [];
      continue;
    }
    switch (token.word) {
      case 'endcodespacerange':
        for (const [low, high] of groups(stack, 2)) {
          if (low instanceof Uint8Array && high instanceof Uint8Array) {
            spaces.push({ bytes: low.length, low: codeOf(low), high: codeOf(high) });
          }
        }
        break;
      case 'endbfchar':
        for (const [code, to] of groups(stack, 2))
          if (code instanceof Uint8Array) text.set(codeOf(code), textOf(to));
        break;
      case 'endbfrange':
        for (const [low, high, to] of groups(stack, 3)) textRange(text, low, high, to);
        break;
      case 'endcidchar':
        for (const [code, to] of groups(stack, 2)) {
          if (code instanceof Uint8Array && typeof to === 'number') cids.set(codeOf(code), to);
        }
        break;
      case 'endcidrange':
        for (const [low, high, to] of groups(stack, 3)) {
          if (!(low instanceof Uint8Array) || !(high instanceof Uint8Array) || typeof to !== 'number')
            continue;
          const first = codeOf(low);
          for (let i = 0; i <= Math.min(codeOf(high) - first, MAX_RANGE) && cids.size < MAX_RANGE; i++)
            cids.set(first + i, to + i);
        }
        break;
      default:
    }
    stack = [];
  }
  return { spaces, text, cids };
}

function textRange(
  text: Map<number, string>,
  low: Value | undefined,
  high: Value | undefined,
  to: Value | undefined,
): void {
  if (!(low instanceof Uint8Array) || !(high instanceof Uint8Array)) return;
  const first = codeOf(low);
  const count = Math.min(codeOf(high) - first, MAX_RANGE) + 1;
  if (Array.isArray(to)) {
    (to as readonly Value[]).slice(0, count).forEach((item, i) => text.set(first + i, textOf(item)));
    return;
  }
  const base = textOf(to);
  const last = base.codePointAt(base.length - 1) ?? 0;
  const head = base.slice(0, -1);
  for (let i = 0; i < count && text.size < MAX_RANGE; i++) {
    const code = last + i;
    text.set(first + i, i === 0 ? base : head + (code <= 0xffff ? String.fromCharCode(code) : ''));
  }
}

function* groups(stack: readonly Value[], size: number): Generator<readonly (Value | undefined)[]> {
  for (let i = 0; i + size <= stack.length; i += size) yield stack.slice(i, i + size);
}

function codeOf(bytes: Uint8Array): number {
  let code = 0;
  for (const byte of bytes.subarray(0, 4)) code = code * 256 + byte;
  return code;
}

function textOf(value: Value | undefined): string {
  if (value instanceof Name || !(value instanceof Uint8Array)) return '';
  let text = '';
  if (value.length === 1) return String.fromCharCode(value[0] ?? 0);
  for (let i = 0; i + 1 < value.length && i < 64; i += 2)
    text += String.fromCharCode(((value[i] ?? 0) << 8) | (value[i + 1] ?? 0));
  return text;
}
