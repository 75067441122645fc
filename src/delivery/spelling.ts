/** Two spellings of one address have the same key. */
export function mailbox(email: string): string {
  return email.trim().toLowerCase();
}

/** Two texts with the same key are the same for whoever reads them. */
export function asRead(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
