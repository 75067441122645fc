import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Recorded {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Answer = (request: Recorded, response: ServerResponse) => void;

/** A real HTTP server on this machine that writes down what it is asked and answers from a queue, then by a rule. */
export class RecordingServer {
  readonly requests: Recorded[] = [];
  private readonly queue: Answer[] = [];
  private rule: Answer = (_, response) => response.writeHead(404).end('<html>not here</html>');

  private constructor(private readonly server: Server) {}

  static async start(): Promise<RecordingServer> {
    const http = createServer();
    const recording = new RecordingServer(http);
    http.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const recorded = {
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks),
        };
        recording.requests.push(recorded);
        (recording.queue.shift() ?? recording.rule)(recorded, response);
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return recording;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next requests are answered so, one each. */
  next(...answers: Answer[]): void {
    this.queue.push(...answers);
  }

  /** What is not in the queue is answered so. */
  always(answer: Answer): void {
    this.rule = answer;
  }

  get last(): Recorded {
    const request = this.requests.at(-1);
    if (!request) throw new Error('no request came');
    return request;
  }

  get paths(): string[] {
    return this.requests.map(({ method, url }) => `${method} ${url}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A documented success. */
export function data(content: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return json({ message: '', data: content }, status, headers);
}

/** A documented failure. */
export function failure(status: number, code: string, headers: Record<string, string> = {}): Answer {
  return json({ errors: [{ error_code: code, developer_message: 'for ada@example.org' }] }, status, headers);
}

export function json(content: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json', ...headers })
      .end(JSON.stringify(content));
}

export function html(status: number, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end('<html>hello</html>');
}

/** Cuts the connection instead of answering. */
export const cut: Answer = (_, response) => response.destroy();
