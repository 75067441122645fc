import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import { certify } from './certificate';
import { displayedSize } from './geometry';
import { frameOf } from './pages';
import { stampPages } from './stamp';
import type { PdfTools } from './types';

/** Everything that needs the PDF library and node-forge: a bundle of its own, loaded when the first PDF is looked at. */
export const pdfTools: PdfTools = {
  async inspect(bytes) {
    try {
      const pdf = await PDF.load(bytes);
      if (pdf.isEncrypted) return undefined;
      const pages = pdf.getPages().map((page) => {
        const size = displayedSize(frameOf(pdf, page));
        return [round(size.width), round(size.height)] as const;
      });
      return pages.length > 0 ? pages : undefined;
    } catch {
      return undefined;
    }
  },

  async sign(bytes, stamps, identity, at, reason) {
    const pdf = await PDF.load(bytes);
    stampPages(pdf, stamps);
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const der = createPrivateKey(identity.key).export({ type: 'pkcs8', format: 'der' });
    const key = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    const certificate = new Uint8Array(new X509Certificate(identity.certificate).raw);
    const signer = new CryptoKeySigner(key, certificate, 'RSA', 'RSASSA-PKCS1-v1_5');
    const signed = await pdf.sign({
      signer,
      reason,
      location: 'Local sandbox',
      signingTime: at,
      level: 'B-B',
    });
    return signed.bytes;
  },

  certify,
};

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
