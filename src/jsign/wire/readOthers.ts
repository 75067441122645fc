import * as v from 'valibot';
import type { AccountDetails, AttachmentSummary, Page, Statistics, TemplateSummary, Tokens } from '../types';
import { readPage } from './readPage';
import { count, flag, id, optionalNumber, type Reader, text, time, words } from './scalars';
import { many, one, readData, record, required, unreadable } from './shapes';
import { letters } from './statusWord';

const tokens = one(
  record({ access_token: id, refresh_token: id, expires_in: optionalNumber }, { access_token: ['token'] }),
);

/**
 * Sections 3.2 and 3.3. `expires_in` is an absolute time in seconds; a small number can only be a duration, and one that is far
 * too large only milliseconds (section 13, 10).
 * @param now the service's time, milliseconds
 */
export function readTokens(operation: string, body: unknown, now: number): Tokens {
  const found = readData(operation, body, tokens);
  const told = found.expires_in;
  if (told === undefined || told < 0) throw unreadable(operation, 'data.expires_in');
  const expiresAt = told < 1e9 ? now + told * 1000 : told < 1e11 ? told * 1000 : told;
  return { accessToken: found.access_token, refreshToken: found.refresh_token, expiresAt };
}

const template: Reader<TemplateSummary> = v.pipe(
  record(
    { template_id: id, name: text, status: text, creation_time_utc: time },
    { template_id: ['id'], name: ['template_name'], creation_time_utc: ['creations_time_utc'] },
  ),
  v.transform((found) => ({
    id: found.template_id,
    name: found.name,
    status: { known: templateStatus(found.status), raw: found.status },
    createdAt: found.creation_time_utc,
  })),
);

function templateStatus(raw: string): TemplateSummary['status']['known'] {
  const word = letters(raw);
  return word === 'active' || word === 'inactive' ? word : 'unknown';
}

/** Section 5.4. */
export function readTemplatePage(
  operation: string,
  body: unknown,
  asked: { readonly page: number; readonly pageSize: number },
): Page<TemplateSummary> {
  return readPage(operation, body, 'templates', template, asked);
}

const attachments = required(many(record({ supporting_document_id: id, file_name: text })));

/** Section 6.2. */
export function readAttachments(operation: string, body: unknown): AttachmentSummary[] {
  return readData(operation, body, attachments).map((found) => ({
    id: found.supporting_document_id,
    fileName: found.file_name,
  }));
}

const account = record({
  subscription: one(
    record({
      plan_name: text,
      start_date: text,
      end_date: text,
      renewal_date: text,
      remaining_days: optionalNumber,
      account_id: text,
    }),
  ),
  plan: one(
    record({
      document_limit: optionalNumber,
      template_limit: optionalNumber,
      number_of_docs_per_envelope: optionalNumber,
      user_limit: optionalNumber,
      supported_file_size: v.unknown(),
      supported_sign_types: words,
      supported_file_types: words,
      supported_features: words,
    }),
  ),
  user: one(record({ first_name: text, last_name: text, email: text, status: text, is_admin: flag })),
  alerts: one(
    record({
      is_locked: flag,
      cancellation_requested: flag,
      document_exhausted: flag,
      template_exhausted: flag,
    }),
  ),
});

/** Section 7.1. */
export function readAccount(operation: string, body: unknown): AccountDetails {
  const { subscription, plan, user, alerts } = readData(operation, body, account);
  return {
    subscription: {
      planName: subscription.plan_name,
      startDate: subscription.start_date,
      endDate: subscription.end_date,
      renewalDate: subscription.renewal_date,
      remainingDays: subscription.remaining_days,
      accountId: subscription.account_id,
    },
    plan: {
      documentLimit: plan.document_limit,
      templateLimit: plan.template_limit,
      documentsPerEnvelope: plan.number_of_docs_per_envelope,
      userLimit: plan.user_limit,
      maxFileBytes: fileBytes(plan.supported_file_size),
      signTypes: plan.supported_sign_types,
      fileTypes: plan.supported_file_types.map((type) => type.toLowerCase().replace(/^[*.]+/, '')),
      features: plan.supported_features,
    },
    user: {
      firstName: user.first_name,
      lastName: user.last_name,
      email: user.email,
      status: user.status,
      isAdmin: user.is_admin,
    },
    alerts: {
      locked: alerts.is_locked,
      cancellationRequested: alerts.cancellation_requested,
      documentsExhausted: alerts.document_exhausted,
      templatesExhausted: alerts.template_exhausted,
    },
  };
}

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/** INFERRED: megabytes where no unit is named; a number no plan has in megabytes is taken for bytes. */
function fileBytes(value: unknown): number | undefined {
  const written =
    typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : '';
  const parts = /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?(?:ytes?)?$/.exec(written);
  if (!parts) return undefined;
  const size = Number(parts[1]);
  const unit = UNITS[parts[2] ?? (size >= 100_000 ? 'b' : 'mb')] ?? 1;
  return size > 0 ? Math.floor(size * unit) : undefined;
}

const counts = one(
  record({ completed: count, declined: count, expired: count, failed: count, cancelled: count }),
);
const statistics = record({ envelope_stats: counts }, { envelope_stats: ['document_stats'] });

/** Section 7.2. */
export function readStatistics(operation: string, body: unknown): Statistics {
  return readData(operation, body, statistics).envelope_stats;
}
