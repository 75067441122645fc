import type { IntentFacts } from './facts';
import { type IntentRecord, isSent, isUndecided, replacedEnvelopes } from './intents';
import type { PreviousSend } from './ports';

/** How long the same thing to the same signers counts as a repeat, milliseconds. */
const REPEAT_WINDOW = 14 * 86_400_000;

/**
 * Other intents that make this one a repeat, because they sent or may have sent the same to the same signers lately, or have taken
 * the place of the same cancelled envelope, however long ago: newest first. What this one replaces, directly or through
 * others, was cancelled for it and is no reason to ask.
 *
 * @param now milliseconds since the epoch.
 */
export function repeatsOf(
  records: ReadonlyMap<string, IntentRecord>,
  intentId: string,
  { fingerprint, replaces }: IntentFacts,
  now: number,
): readonly PreviousSend[] {
  const replaced = replacedEnvelopes(records, replaces);
  const reason = ({ envelopeId, facts }: IntentRecord, at: number): PreviousSend['why'] | undefined => {
    if (replaces !== undefined && facts.replaces === replaces) return 'replaces';
    const cancelled = envelopeId !== undefined && replaced.has(envelopeId);
    return facts.fingerprint === fingerprint && at >= now - REPEAT_WINDOW && !cancelled ? 'same' : undefined;
  };
  const found: PreviousSend[] = [];
  for (const record of records.values()) {
    if (record.intentId === intentId || !(isSent(record.state) || isUndecided(record.state))) continue;
    const at = record.creatingAt ?? record.at;
    const why = reason(record, at);
    const { envelopeId, facts } = record;
    if (why) found.push({ intentId: record.intentId, envelopeId, at, name: facts.name, why });
  }
  return found.sort((a, b) => b.at - a.at);
}
