import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import * as tls from 'node:tls';
import forge from 'node-forge';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateWishes {
  /** Addresses it is for. */
  readonly ip?: string;
  readonly expired?: boolean;
  readonly issuer?: Certificate;
}

/** One pair for all: making one takes longer than everything else here. */
const keys = forge.pki.rsa.generateKeyPair(2048);

/** A certificate for this machine, made on the spot: its own issuer unless another is given. */
export function makeCertificate({
  ip = '127.0.0.1',
  expired = false,
  issuer,
}: CertificateWishes = {}): Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `0${Math.floor(Math.random() * 1e15).toString(16)}`;
  const day = 24 * 3600_000;
  certificate.validity.notBefore = new Date(Date.now() - 10 * day);
  certificate.validity.notAfter = new Date(Date.now() + (expired ? -day : day));
  const subject = [{ name: 'commonName', value: issuer ? 'leaf' : 'authority' }];
  certificate.setSubject(subject);
  certificate.setIssuer(issuer ? forge.pki.certificateFromPem(issuer.cert).subject.attributes : subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: issuer === undefined },
    { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
  ]);
  certificate.sign(
    issuer ? forge.pki.privateKeyFromPem(issuer.key) : keys.privateKey,
    forge.md.sha256.create(),
  );
  return { key: forge.pki.privateKeyToPem(keys.privateKey), cert: forge.pki.certificateToPem(certificate) };
}

/** A server below HTTP, for what no HTTP server would do. */
export class RawServer {
  readonly sockets: Socket[] = [];
  /** Bytes that came in over all connections (after decryption, with TLS). */
  received = 0;

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {}

  static plain(onSocket: (socket: Socket) => void, scheme: 'http' | 'https' = 'http'): Promise<RawServer> {
    return RawServer.listen(createServer(), 'connection', onSocket, scheme);
  }

  static secure(
    certificate: Certificate,
    onSocket: (socket: Socket) => void = () => undefined,
    version: tls.SecureVersion = 'TLSv1.3',
  ): Promise<RawServer> {
    const server = tls.createServer({ ...certificate, minVersion: version, maxVersion: version });
    return RawServer.listen(server, 'secureConnection', onSocket, 'https');
  }

  private static async listen(
    server: Server,
    event: 'connection' | 'secureConnection',
    onSocket: (socket: Socket) => void,
    scheme: 'http' | 'https',
  ): Promise<RawServer> {
    const raw = new RawServer(server, scheme);
    server.on('connection', (socket: Socket) => {
      raw.sockets.push(socket);
      socket.on('error', () => undefined);
    });
    server.on('tlsClientError', () => undefined);
    server.on(event, (socket: Socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => (raw.received += chunk.byteLength));
      onSocket(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return raw;
  }

  get origin(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await RawServer.plain(() => undefined);
  const { port } = server;
  await server.stop();
  return port;
}

/** Answers with these very bytes once a request has begun to come, then does as told. */
export function answering(
  text: string,
  then: (socket: Socket) => void = () => undefined,
): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.write(text, () => then(socket)));
}
