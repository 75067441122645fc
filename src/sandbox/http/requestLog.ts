export interface LoggedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** 0 where the connection was cut before an answer. */
  readonly status: number;
  readonly time: string;
}

const KEEP = 10_000;

/** The requests of this run, newest last; control requests are not among them. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > 2 * KEEP) this.entries = this.entries.slice(-KEEP);
  }

  all(): readonly LoggedRequest[] {
    return this.entries.slice(-KEEP);
  }

  clear(): void {
    this.entries = [];
  }
}
