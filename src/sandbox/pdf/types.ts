/** One thing to write on a page: box in percent of the page as displayed, origin top left, y downwards. */
export interface Stamp {
  readonly kind: 'signature' | 'text' | 'lines' | 'check';
  readonly text: string;
  /** From 1; without meaning where `allPages` is set. */
  readonly page: number;
  readonly allPages: boolean;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly alignment: 'left' | 'center' | 'right';
}

export interface SigningIdentity {
  /** PKCS#8, PEM. */
  readonly key: string;
  /** X.509, PEM. */
  readonly certificate: string;
}

/** The heavy part: loads the PDF library when first used. */
export interface PdfTools {
  /** Size of each page as displayed, points; `undefined` for what is no usable PDF (broken, encrypted, without pages). */
  inspect(bytes: Uint8Array): Promise<readonly (readonly [width: number, height: number])[] | undefined>;
  /** Stamps and signs (PAdES B-B). */
  sign(
    bytes: Uint8Array,
    stamps: readonly Stamp[],
    identity: SigningIdentity,
    at: Date,
    reason: string,
  ): Promise<Uint8Array>;
  /** A self-made certificate for a key pair, PEM. */
  certify(publicKey: string, privateKey: string, at: Date): string;
}
