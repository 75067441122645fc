import { generateKeyPair } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isObject } from '../core/reader';
import { writeAtomically } from '../store/credentials';
import type { PdfTools, SigningIdentity, Stamp } from './types';

/** The door to the PDF tools: loads them when first needed and keeps the signing key of the data folder. */
export class PdfRoom {
  private tools: Promise<PdfTools> | undefined;
  private identity: Promise<SigningIdentity> | undefined;

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  /** See {@link PdfTools.inspect}. */
  async inspect(bytes: Uint8Array): ReturnType<PdfTools['inspect']> {
    const tools = await this.load();
    // Who sends an envelope will soon sign one: the key is made meanwhile. A failure shows when it is needed.
    this.findIdentity(tools).catch(() => undefined);
    return tools.inspect(bytes);
  }

  /** Stamps and signs with the sandbox's own key. Rejects for a file that the library cannot work with. */
  async sign(bytes: Uint8Array, stamps: readonly Stamp[], at: number, reason: string): Promise<Uint8Array> {
    const tools = await this.load();
    return tools.sign(bytes, stamps, await this.findIdentity(tools), new Date(at), reason);
  }

  private load(): Promise<PdfTools> {
    this.tools ??= import('./index').then((module) => module.pdfTools);
    return this.tools;
  }

  private findIdentity(tools: PdfTools): Promise<SigningIdentity> {
    this.identity ??= this.readOrMake(tools).catch((error: unknown) => {
      this.identity = undefined;
      throw error;
    });
    return this.identity;
  }

  private async readOrMake(tools: PdfTools): Promise<SigningIdentity> {
    const file = path.join(this.folder, 'signing.json');
    const known = readIdentity(file);
    if (known !== undefined) return known;
    const pair = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const certificate = tools.certify(pair.publicKey, pair.privateKey, new Date(this.now()));
    const identity = { key: pair.privateKey, certificate };
    writeAtomically(file, `${JSON.stringify(identity)}\n`);
    return identity;
  }
}

function readIdentity(file: string): SigningIdentity | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isObject(value)) return undefined;
    const { key, certificate } = value;
    return typeof key === 'string' && typeof certificate === 'string' ? { key, certificate } : undefined;
  } catch {
    return undefined;
  }
}
