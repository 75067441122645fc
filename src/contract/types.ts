/** A sentence with `{0}`-style places, translated by whoever shows it. */
export interface Sentence {
  readonly text: string;
  readonly args?: readonly (string | number)[];
}

/** Points (1/72 inch) on a page as displayed, that is after crop box and rotation; origin top left, y downwards. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type FieldKind = 'signature' | 'initials' | 'date' | 'text' | 'textArea' | 'checkbox' | 'dropdown';

export type Alignment = 'left' | 'center' | 'right';

/** A place on a page that a signer fills in. */
export interface Field {
  readonly id: string;
  readonly documentId: string;
  readonly signerId: string;
  readonly kind: FieldKind;
  /** From 1. */
  readonly page: number;
  readonly box: Box;
  readonly required: boolean;
  readonly label?: string;
  /** What stands there before anybody types; of a checkbox `checked` or `unchecked`. */
  readonly defaultValue?: string;
  /** Of text, text area, date and dropdown; left where it is missing. */
  readonly alignment?: Alignment;
  /** Characters at most, of text and text area. */
  readonly charLimit?: number;
  /** Of a dropdown. */
  readonly choices?: readonly string[];
  /** The anchor's text where the field was made from one, e.g. `[[sign:client]]`. */
  readonly anchor?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** One finding of a check. `code` is stable, kebab-case, e.g. `pdf-encrypted`. */
export interface Problem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: Sentence;
  /** What to do about it. */
  readonly advice?: Sentence;
  readonly where?: {
    readonly documentId?: string;
    readonly page?: number;
    readonly box?: Box;
    readonly fieldId?: string;
    readonly signerId?: string;
    /** What of the envelope itself it is about. */
    readonly option?: 'name' | 'expiresInDays' | 'reminderDays' | 'observers' | 'flow';
  };
}

export interface PageFacts {
  /** Size as displayed, points. */
  readonly width: number;
  readonly height: number;
  readonly rotation: 0 | 90 | 180 | 270;
}

/** An anchor found in a document's text: `[[sign:client]]`, `[[text:client "Street" required]]`, `[[choice:us "Plan" a|b]]`. */
export interface FoundAnchor {
  /** The token as written. */
  readonly token: string;
  readonly kind: FieldKind;
  readonly role: string;
  readonly label?: string;
  readonly required: boolean;
  readonly choices?: readonly string[];
  readonly page: number;
  /** The text's own box. */
  readonly box: Box;
}

export interface PdfInspection {
  readonly pages: readonly PageFacts[];
  readonly anchors: readonly FoundAnchor[];
  /** Empty when the file can be sent as it is. */
  readonly problems: readonly Problem[];
}

/** A place to sign that was found for one signer, by {@link BlockFinder}. */
export interface PlacedBlock {
  readonly signerId: string;
  readonly page: number;
  readonly signature: Box;
  readonly date: Box;
}

/** A line of a document's text that runs to the right on the page as displayed; columns are lines of their own. */
export interface TextLine {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** Around its characters. */
  readonly box: Box;
  /** Points from the page's upper edge. */
  readonly baseline: number;
}

/** A signer as far as finding their places cares. */
export interface SuggestedSigner {
  readonly id: string;
  /** Empty while nobody has said who it is. */
  readonly name: string;
  /** As anchors call them, e.g. `client`. */
  readonly role?: string;
}

/** A place where something is to be filled in, found by what stands around it. */
export interface SuggestedField {
  /** `undefined` where nothing says whose it is. */
  readonly signerId: string | undefined;
  readonly kind: FieldKind;
  /** From 1. */
  readonly page: number;
  /** Inside the page; over no text but dots, underscores and the box that is to be ticked, and over no other suggestion. */
  readonly box: Box;
  /** A line to write on, a label with room behind it, or a signer's name. */
  readonly why: 'line' | 'label' | 'name';
  /** What the document calls it, for a field that needs a label: "Title". */
  readonly label?: string;
}

/** What the PDF part (a bundle of its own, loaded when first used) offers. */
export interface PdfTools {
  /**
   * Reads a PDF and says what is in it and what is wrong with it. Never throws for bad input: a file that is no PDF gives
   * problems and no pages.
   */
  inspect(bytes: Uint8Array): Promise<PdfInspection>;
  /**
   * Finds a signature block per signer on the last page, free of text, images and drawing and inside the crop box.
   * `undefined` when there is no room for all of them.
   */
  placeBlocks(
    bytes: Uint8Array,
    signers: readonly { readonly id: string; readonly name: string }[],
  ): Promise<readonly PlacedBlock[] | undefined>;
  /** A copy with one more page at the end that has a labelled block per signer, and where the blocks are. The bytes change. */
  appendSignaturePage(
    bytes: Uint8Array,
    signers: readonly { readonly id: string; readonly name: string }[],
    title: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly blocks: readonly PlacedBlock[] }>;
  /** The lines of all pages, in reading order. Pages of which the text cannot be read have none. Never throws for bad input. */
  lines(bytes: Uint8Array): Promise<readonly TextLine[]>;
  /**
   * Finds places to fill in by what stands around them, in reading order; the same input gives the same places. Never throws
   * for bad input.
   * @param taken places where nothing is suggested, such as the fields that are there already
   */
  suggest(
    bytes: Uint8Array,
    signers: readonly SuggestedSigner[],
    taken?: readonly { readonly page: number; readonly box: Box }[],
  ): Promise<readonly SuggestedField[]>;
}
