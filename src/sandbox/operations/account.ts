import { DAY, plainTime } from '../core/clock';
import { refuse } from '../core/errors';
import { LIMITS } from '../core/limits';
import type { Operation } from '../core/services';
import { isOwner, phaseAt } from '../core/turns';
import { done } from '../http/reply';
import { findUser } from '../store/credentials';

/** 28. API reference, section 7.1. */
export const account: Operation = ({ credentials, clock, store }, call) => {
  const user = findUser(credentials, call.user);
  if (user === undefined) throw refuse('ACCOUNT_DATA_PROCESSING_FAILURE');
  const start = credentials.createdAt;
  const end = start + 10 * 365 * DAY;
  return done({
    subscription: {
      plan_name: 'Local sandbox',
      start_date: plainTime(start),
      end_date: plainTime(end),
      renewal_date: plainTime(end),
      remaining_days: Math.max(0, Math.ceil((end - clock.now()) / DAY)),
      currency_code: 'USD',
      account_id: credentials.accountId,
      account_created_date: plainTime(start),
    },
    plan: {
      document_limit: LIMITS.envelopes,
      template_limit: LIMITS.templates,
      number_of_docs_per_envelope: LIMITS.documentsPerEnvelope,
      user_limit: LIMITS.users,
      supported_file_size: LIMITS.fileMegabytes,
      supported_sign_types: ['Esignature'],
      supported_file_types: LIMITS.fileTypes,
      supported_features: ['Templates', 'Embedded Signing', 'Reminders', 'Attachments'],
    },
    user: {
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      status: 'active',
      is_admin: user.isAdmin,
    },
    alerts: {
      is_locked: false,
      cancellation_requested: false,
      document_exhausted: store.envelopes.size >= LIMITS.envelopes,
      template_exhausted: store.templates.size >= LIMITS.templates,
    },
  });
};

/** 29. API reference, section 7.2. Counts the envelopes that the caller created (INFERRED); nothing ever fails here. */
export const statistics: Operation = ({ store, clock, spelling }, call) => {
  const counts = { completed: 0, declined: 0, expired: 0, failed: 0, cancelled: 0 };
  const now = clock.now();
  for (const envelope of store.envelopes.values()) {
    if (!isOwner(envelope, call.user)) continue;
    const phase = phaseAt(envelope, now);
    if (phase !== 'waiting') counts[phase] += 1;
  }
  return done({ [spelling.statistics]: counts });
};
