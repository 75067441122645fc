import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

/**
 * Holds a signed PDF against its own signature: the digest in it must be that of the bytes it covers, and it must cover the
 * whole file but for itself. `pdfsig` is asked as well where it is installed.
 * @returns what was found, for people
 * @throws when the signature is not there or is not right
 */
export function judgeSignedPdf(bytes: Buffer, file: string): Promise<readonly string[]> {
  const text = bytes.toString('latin1');
  const range = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(text);
  if (!range) throw new Error('The file has no signature.');
  const [a = 0, b = 0, c = 0, d = 0] = range.slice(1).map(Number);
  if (a !== 0 || c + d !== bytes.length) throw new Error('The signature does not cover the whole file.');
  const covered = Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]);
  const der = Buffer.from(text.slice(a + b, c).replace(/[^0-9a-fA-F]/g, ''), 'hex');
  const { digest, subject } = readSignature(der);
  if (digest !== createHash('sha256').update(covered).digest('hex'))
    throw new Error('The file was changed after it was signed.');
  return Promise.resolve([`signed by ${subject}, covers all ${bytes.length} bytes`, ...askPdfsig(file)]);
}

/** The message digest and the signer's name out of a CMS signature. */
function readSignature(der: Buffer): { digest: string; subject: string } {
  const asn1 = forge.asn1.fromDer(withoutPadding(der).toString('binary'));
  const message = forge.pkcs7.messageFromAsn1(asn1);
  const [certificate] = 'certificates' in message ? message.certificates : [];
  if (!certificate) throw new Error('The signature has no certificate.');
  const oid = Buffer.from([
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04, 0x31, 0x22, 0x04, 0x20,
  ]);
  const place = der.indexOf(oid);
  if (place < 0) throw new Error('The signature has no SHA-256 message digest.');
  const digest = der.subarray(place + oid.length, place + oid.length + 32).toString('hex');
  const subject = new X509Certificate(forge.pki.certificateToPem(certificate)).subject.split('\n').join(', ');
  return { digest, subject };
}

/** The place for the signature is longer than the signature: its own length says where it ends. */
function withoutPadding(der: Buffer): Buffer {
  const first = der.readUInt8(1);
  if (first < 0x80) return der.subarray(0, 2 + first);
  const size = first & 0x7f;
  return der.subarray(0, 2 + size + der.readUIntBE(2, size));
}

function askPdfsig(file: string): readonly string[] {
  const { error, stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
  if (error) return ['pdfsig is not installed, so only our own check ran'];
  for (const words of ['Signature is Valid', 'Total document signed']) {
    if (!stdout.includes(words)) throw new Error(`pdfsig does not say "${words}":\n${stdout}`);
  }
  return ['pdfsig: Signature is Valid, Total document signed'];
}
