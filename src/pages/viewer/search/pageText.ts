import { fold, type Folded } from './fold';

/** A piece of text as a PDF gives it. */
export interface TextPiece {
  readonly str: string;
  /** A line ends behind it. */
  readonly hasEOL: boolean;
}

/** A match, as a part of the text of a page. `end` is exclusive. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** A part of one piece. */
export interface PieceRange {
  readonly piece: number;
  readonly from: number;
  readonly to: number;
}

/** The text of one page in one string, and where its pieces are in it. */
export class PageText {
  readonly text: string;
  private readonly starts: number[] = [];
  private foldedOnce: Folded | undefined;

  constructor(pieces: readonly TextPiece[]) {
    let text = '';
    for (const { str, hasEOL } of pieces) {
      this.starts.push(text.length);
      text += hasEOL ? `${str}\n` : str;
    }
    this.text = text;
    this.starts.push(text.length);
  }

  /** The text as it is searched; made when first needed, since a search asks for it with every key. */
  get folded(): Folded {
    this.foldedOnce ??= fold(this.text);
    return this.foldedOnce;
  }

  /** The pieces that a match runs over, without the ends of lines. */
  ranges({ start, end }: Match): readonly PieceRange[] {
    const ranges: PieceRange[] = [];
    for (let piece = this.pieceAt(start); piece < this.starts.length - 1; piece += 1) {
      const from = this.starts[piece] ?? 0;
      if (from >= end) break;
      const next = this.starts[piece + 1] ?? from;
      const length = this.text[next - 1] === '\n' ? next - from - 1 : next - from;
      const range = { piece, from: Math.max(0, start - from), to: Math.min(length, end - from) };
      if (range.from < range.to) ranges.push(range);
    }
    return ranges;
  }

  /** The last piece that begins at or before this place. */
  private pieceAt(position: number): number {
    let low = 0;
    let high = Math.max(0, this.starts.length - 2);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
