import { intersection } from '../geometry';
import type { Box } from '../types';
import type { PdfDocument } from './document';
import type { Font, FontBook } from './fonts';
import { applyColour } from './colour';
import { initialState, type GraphicsState } from './graphics';
import { boxOf, IDENTITY, matrixOf, multiply } from './matrix';
import { type Budget, BudgetError, readOperators } from './operators';
import type { PdfPage } from './pages';
import { rectOf } from './pages';
import { Path } from './path';
import { TextPlacer, type PlacedGlyph } from './placer';
import { type Dict, Name, PdfSyntaxError, Stream, type Value } from './values';

/** What is told about a page while it is read; boxes and points as displayed. */
export interface PageSink {
  glyph(glyph: PlacedGlyph): void;
  /** Asked for each string first: `false` leaves it out. */
  string?(font: Font, bytes: Uint8Array): boolean;
  /** Something other than text is painted here. Left out by those who only read text. */
  paint?(box: Box, how: Painted): void;
}

export type Painted = 'fill' | 'stroke' | 'image';

const MAX_FORM_DEPTH = 12;
const MAX_STATES = 400;
/** From here on a fill counts as blank paper, a large one a little earlier (tinted page grounds). */
const WHITE = 0.97;
const PAGE_GROUND = 0.88;

/** Walks a page's content and everything that it draws in. Throws {@link BudgetError} where there is too much of it. */
export function interpretPage(
  doc: PdfDocument,
  fonts: FontBook,
  page: PdfPage,
  sink: PageSink,
  budget: Budget,
): void {
  const content = contentOf(doc, page, budget);
  if (content.length > 0) new Interpreter(doc, fonts, page, sink, budget).run(content, page.resources, 0);
}

function contentOf(doc: PdfDocument, page: PdfPage, budget: Budget): Uint8Array {
  const contents = doc.get(page.dict, 'Contents');
  const parts =
    contents instanceof Stream ? [contents] : (doc.array(contents) ?? []).map((part) => doc.resolve(part));
  const chunks: Uint8Array[] = [];
  for (const part of parts) {
    if (!(part instanceof Stream)) continue;
    const chunk = doc.decode(part, Math.max(0, budget.bytes));
    budget.take(chunk.length + 1);
    chunks.push(chunk, SPACE);
  }
  return chunks.length === 2 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
const SPACE = Uint8Array.of(32);

class Interpreter {
  #state: GraphicsState;
  #stack: GraphicsState[] = [];
  #resources: Dict;
  #clipNext = false;
  readonly #drawing = new Set<Stream>();
  readonly #path = new Path();
  readonly #text: TextPlacer;
  readonly #pageArea: number;

  constructor(
    private readonly doc: PdfDocument,
    private readonly fonts: FontBook,
    page: PdfPage,
    private readonly sink: PageSink,
    private readonly budget: Budget,
  ) {
    const { width, height } = page.facts;
    this.#pageArea = width * height;
    this.#state = initialState(page.display, { x: 0, y: 0, width, height });
    this.#resources = page.resources;
    this.#text = new TextPlacer((glyph) => sink.glyph(glyph), sink.string?.bind(sink));
  }

  run(content: Uint8Array, resources: Dict, depth: number): void {
    const outer = this.#resources;
    this.#resources = resources;
    readOperators(content, this.budget, (word, operands) => this.#operator(word, operands, depth));
    this.#resources = outer;
  }

  #operator(word: string, operands: readonly Value[], depth: number): void {
    const state = this.#state;
    if (word === 'Tf') {
      const [name, size] = operands;
      state.font = this.fonts.font(name instanceof Name ? this.#resource('Font', name.name) : null);
      state.fontSize = typeof size === 'number' ? size : state.fontSize;
      return;
    }
    if (this.#text.operator(word, operands, state)) return;
    switch (word) {
      case 'q':
        if (this.#stack.length >= MAX_STATES) throw new BudgetError('too many saved states');
        this.#stack.push({ ...state });
        return;
      case 'Q':
        this.#state = this.#stack.pop() ?? state;
        return;
      case 'cm': {
        const matrix = matrixOf(operands);
        if (matrix !== undefined) state.ctm = multiply(matrix, state.ctm);
        return;
      }
      case 'Do':
        this.#draw(operands[0], depth);
        return;
      case 'gs':
        this.#extended(operands[0]);
        return;
      default:
    }
    if (this.sink.paint === undefined) return;
    if (word === 'BI') this.#paint(boxOf(state.ctm, 0, 0, 1, 1), 'image');
    else if (word === 'sh') this.#paint(state.clip, 'fill');
    else if (word === 'w') state.lineWidth = typeof operands[0] === 'number' ? operands[0] : 1;
    else if (
      !this.#construct(
        word,
        operands.map((n) => (typeof n === 'number' ? n : 0)),
      )
    ) {
      if (!this.#finish(word))
        applyColour(
          word,
          operands,
          state,
          (name) => this.doc.resolve(this.#resource('ColorSpace', name)),
          this.doc,
        );
    }
  }

  #resource(kind: string, name: string): Value {
    return this.doc.dict(this.#resources.raw(kind))?.raw(name) ?? null;
  }

  #construct(word: string, n: readonly number[]): boolean {
    const m = this.#state.ctm;
    const at = (i: number): number => n[i] ?? 0;
    switch (word) {
      case 'm':
        this.#path.move(m, at(0), at(1));
        return true;
      case 'l':
        this.#path.line(m, at(0), at(1));
        return true;
      case 'c':
      case 'v':
      case 'y':
        for (let i = 0; i + 1 < n.length; i += 2) this.#path.line(m, at(i), at(i + 1));
        return true;
      case 're':
        this.#path.rectangle(m, at(0), at(1), at(2), at(3));
        return true;
      case 'h':
        this.#path.close();
        return true;
      default:
        return false;
    }
  }

  #finish(word: string): boolean {
    switch (word) {
      case 'W':
      case 'W*':
        this.#clipNext = true;
        return true;
      case 's':
      case 'b':
      case 'b*':
        this.#path.close();
        break;
      case 'S':
      case 'f':
      case 'F':
      case 'f*':
      case 'B':
      case 'B*':
      case 'n':
        break;
      default:
        return false;
    }
    if ('fFbB'.includes(word.charAt(0))) for (const box of this.#path.filled()) this.#fill(box);
    if ('sSbB'.includes(word.charAt(0))) this.#stroke();
    if (this.#clipNext) this.#state.clip = this.#path.clip(this.#state.clip);
    this.#clipNext = false;
    this.#path.clear();
    return true;
  }

  #fill(box: Box): void {
    const { fillLight, fillAlpha, clip } = this.#state;
    if (fillAlpha === 0) return;
    if (fillLight !== undefined && fillLight >= PAGE_GROUND) {
      const seen = intersection(box, clip);
      if (fillLight >= WHITE || (seen !== undefined && seen.width * seen.height > 0.85 * this.#pageArea))
        return;
    }
    this.#paint(box, 'fill');
  }

  #stroke(): void {
    const { strokeLight, strokeAlpha, lineWidth, ctm } = this.#state;
    if (strokeAlpha === 0 || (strokeLight !== undefined && strokeLight >= WHITE)) return;
    const scale = Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
    for (const box of this.#path.stroked(Math.max(0.5, lineWidth * scale), this.#pageArea))
      this.#paint(box, 'stroke');
  }

  #paint(box: Box, how: Painted): void {
    const seen = intersection(box, this.#state.clip);
    if (seen !== undefined && (seen.width > 0 || seen.height > 0)) this.sink.paint?.(seen, how);
  }

  #draw(operand: Value | undefined, depth: number): void {
    if (!(operand instanceof Name)) return;
    const object = this.doc.resolve(this.#resource('XObject', operand.name));
    if (!(object instanceof Stream)) return;
    const subtype = this.doc.get(object.dict, 'Subtype');
    if (!(subtype instanceof Name) || subtype.name !== 'Form') {
      this.#paint(boxOf(this.#state.ctm, 0, 0, 1, 1), 'image');
      return;
    }
    // A form inside itself draws nothing, as in every viewer.
    if (this.#drawing.has(object)) return;
    if (depth >= MAX_FORM_DEPTH) throw new BudgetError('forms nested too deeply');
    this.#drawing.add(object);
    this.#form(object, depth);
    this.#drawing.delete(object);
  }

  #form(object: Stream, depth: number): void {
    const saved = { ...this.#state };
    const stack = this.#stack;
    this.#stack = [];
    const matrix =
      matrixOf(this.doc.array(object.dict.raw('Matrix'))?.map((n) => this.doc.number(n))) ?? IDENTITY;
    this.#state.ctm = multiply(matrix, this.#state.ctm);
    const frame = rectOf(this.doc, object.dict.raw('BBox'));
    if (frame !== undefined) {
      const clip = intersection(this.#state.clip, boxOf(this.#state.ctm, ...frame));
      this.#state.clip = clip ?? { x: 0, y: 0, width: 0, height: 0 };
    }
    const content = this.doc.decode(object, Math.max(0, this.budget.bytes));
    this.budget.take(content.length);
    this.#text.form(() =>
      this.run(content, this.doc.dict(object.dict.raw('Resources')) ?? this.#resources, depth + 1),
    );
    this.#state = saved;
    this.#stack = stack;
  }

  #extended(operand: Value | undefined): void {
    const dict =
      operand instanceof Name ? this.doc.dict(this.#resource('ExtGState', operand.name)) : undefined;
    if (dict === undefined) return;
    const state = this.#state;
    state.fillAlpha = this.doc.number(dict.raw('ca')) ?? state.fillAlpha;
    state.strokeAlpha = this.doc.number(dict.raw('CA')) ?? state.strokeAlpha;
    state.lineWidth = this.doc.number(dict.raw('LW')) ?? state.lineWidth;
    const font = this.doc.array(dict.raw('Font'));
    if (font === undefined) return;
    state.font = this.fonts.font(font[0] ?? null);
    state.fontSize = this.doc.number(font[1] ?? null) ?? state.fontSize;
  }
}

/** Whether an error only means that the content makes no sense or is too much, that is says nothing about our own code. */
export function isContentError(error: unknown): boolean {
  return error instanceof PdfSyntaxError || error instanceof RangeError;
}
