import { md, pki } from 'node-forge';

const SUBJECT = [
  { name: 'commonName', value: 'jSign local sandbox (no legal value)' },
  { name: 'organizationName', value: 'Local sandbox' },
];

/**
 * A throw-away certificate for the key of one data folder. It vouches for nothing; it is there so that the signature can be
 * checked for changes.
 */
export function certify(publicKey: string, privateKey: string, at: Date): string {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${at.getTime().toString(16).padStart(14, '0')}`;
  certificate.validity.notBefore = new Date(at.getTime() - 10 * 365 * 86_400_000);
  certificate.validity.notAfter = new Date(at.getTime() + 20 * 365 * 86_400_000);
  certificate.setSubject(SUBJECT);
  certificate.setIssuer(SUBJECT);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true },
  ]);
  certificate.sign(pki.privateKeyFromPem(privateKey), md.sha256.create());
  return pki.certificateToPem(certificate);
}
