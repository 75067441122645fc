/** What the sandbox knows. Times are milliseconds since the epoch by the sandbox clock; e-mails are kept as they were given. */

export interface User {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly isAdmin: boolean;
}

/** An uploaded file that waits for the envelope or template it was meant for. */
export interface Upload {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly at: number;
  readonly used: boolean;
}

export type FieldKind =
  'signature' | 'initials' | 'date' | 'text' | 'textArea' | 'checkbox' | 'radio' | 'dropdown';
export type Alignment = 'left' | 'center' | 'right';

/** A place to fill in. The box is in percent (0 to 100) of the page as displayed, origin top left, y downwards. */
export interface Field {
  readonly kind: FieldKind;
  /** Index into the documents of the envelope or template. */
  readonly document: number;
  /** From 1. */
  readonly page: number;
  readonly allPages: boolean;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly label: string;
  readonly required: boolean;
  readonly alignment: Alignment;
  readonly defaultValue?: string | undefined;
  readonly charLimit?: number | undefined;
  readonly choices?: readonly string[] | undefined;
  /** What the signer entered. */
  value?: string | undefined;
}

export interface Signer {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** From 1; in a parallel flow it has no meaning. */
  readonly order: number;
  readonly title?: string | undefined;
  readonly note?: string | undefined;
  readonly phone?: string | undefined;
  readonly fields: Field[];
  viewedAt?: number | undefined;
  signedAt?: number | undefined;
  declinedAt?: number | undefined;
  declineReason?: string | undefined;
}

export interface Observer {
  readonly name: string;
  readonly email: string;
}

/** Width and height of a page as displayed, in points. */
export type PageSize = readonly [width: number, height: number];

export interface StoredDocument {
  readonly id: string;
  /** With extension. */
  readonly name: string;
  /** SHA-256 of the original bytes, hex; also the name of the stored file. */
  readonly hash: string;
  readonly size: number;
  readonly pages: readonly PageSize[];
  signedHash?: string | undefined;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  readonly owner: string;
}

export type Activity =
  | 'Created'
  | 'Viewed'
  | 'Signed'
  | 'Declined'
  | 'Cancelled'
  | 'Reminded'
  | 'Expired'
  | 'Extended'
  | 'Updated'
  | 'Attached'
  | 'Deleted'
  | 'Completed';

export interface HistoryEvent {
  readonly at: number;
  readonly activity: Activity;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly about?: string | undefined;
}

export type Flow = 'Parallel' | 'Sequential' | 'Hybrid';

export interface Envelope {
  readonly id: string;
  /** Grows with every envelope: breaks ties of the creation time. */
  readonly seq: number;
  name: string;
  description: string;
  categories: readonly string[];
  readonly owner: string;
  readonly createdAt: number;
  readonly flow: Flow;
  dueAt?: number | undefined;
  readonly emailReminders: boolean;
  readonly reminderPeriod: number;
  readonly removeSigned: boolean;
  readonly sendEmail: boolean;
  /** `expired` is never stored: it follows from the due date and the clock. */
  status: 'waiting' | 'completed' | 'declined' | 'cancelled';
  cancelReason?: string | undefined;
  cancelledAt?: number | undefined;
  completedAt?: number | undefined;
  readonly documents: readonly StoredDocument[];
  readonly signers: readonly Signer[];
  readonly observers: readonly Observer[];
  readonly attachments: Attachment[];
  readonly events: HistoryEvent[];
  filesDeleted?: boolean | undefined;
  /** The due dates that automatic reminders and the notice of expiry were already sent for. */
  remindedFor?: number | undefined;
  expiredFor?: number | undefined;
}

export interface Role {
  readonly title: string;
  readonly fields: readonly Field[];
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly owner: string;
  readonly createdAt: number;
  active: boolean;
  readonly documents: readonly StoredDocument[];
  readonly roles: readonly Role[];
}

export type MailKind =
  'invitation' | 'reminder' | 'observer' | 'completed' | 'declined' | 'cancelled' | 'expired' | 'extended';

/** A mail that the service would have sent. `path` is below the server's root, since the port differs from run to run. */
export interface Mail {
  readonly to: string;
  readonly kind: MailKind;
  readonly envelopeId: string;
  readonly path: string;
  readonly at: number;
}

/** E-mails are compared without regard to case. */
export function sameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function fullName(person: { readonly firstName: string; readonly lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** Splits "Ada King Example" into "Ada King" and "Example". */
export function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.at(-1) ?? '') : '';
  return { firstName: words.slice(0, Math.max(1, words.length - 1)).join(' '), lastName };
}
