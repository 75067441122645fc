import type { Sentence } from './types';

/** What happened, in plain words, and what to do about it. */
export interface Explanation {
  readonly message: Sentence;
  readonly advice?: Sentence;
}

const say = (message: string, advice?: string): Explanation => ({
  message: { text: message },
  ...(advice === undefined ? {} : { advice: { text: advice } }),
});

const ENVELOPE_GONE = say(
  'jSign has no such envelope, or this account may not see it.',
  'Refresh the list, or switch to the account that sent or received it.',
);
const ATTACHMENT_GONE = say('The attachment is no longer there.', 'Refresh the envelope.');

/** Every documented code (API reference, section 11). */
export const SERVICE_CODES: Readonly<Record<string, Explanation>> = {
  ACCOUNT_DATA_PROCESSING_FAILURE: say(
    'jSign could not read the account just now.',
    'Try again in a few minutes.',
  ),
  ALIGNMENT_VALUE_IS_REQUIRED: say(
    'A text field has no alignment.',
    'Set its alignment to left, center or right.',
  ),
  ANY_TWO_PLACEHOLDER_OVERLAPPING: say('Two signature fields overlap.', 'Move them apart, then send again.'),
  APPLY_TO_ALL_PAGES_INVALID: say(
    'A field cannot repeat on all pages while the document places its own fields.',
    'Use one of the two.',
  ),
  ATTACHMENT_LIMIT_EXCEEDED: say('The envelope has as many attachments as jSign allows: ten.'),
  ATTACHMENT_NOT_FOUND: ATTACHMENT_GONE,
  CATEGORIES_EMPTY: say(
    'The list of categories is empty.',
    'Name at least one category, or leave them as they are.',
  ),
  CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED: say(
    'A text field does not say how its length is limited.',
    'Set its limit.',
  ),
  CHECKBOX_DEFAULT_VALUE_INVALID: say(
    'A checkbox starts with a value that jSign does not know.',
    'Start it checked or unchecked.',
  ),
  DOCUMENT_IS_NOT_SIGNED: say(
    'There is no signed copy yet.',
    'Download the original, or wait until everyone has signed.',
  ),
  DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS: ENVELOPE_GONE,
  EMAIL_DOES_NOT_BELONG_TO_ENVELOPE: say(
    'Nobody with this e-mail address signs this envelope.',
    'Refresh the envelope and choose one of its signers.',
  ),
  EMAIL_SENDING_FAILED: say(
    'jSign could not send the e-mail.',
    'Look at the envelope before you try again: the rest may have been done.',
  ),
  ENVELOPE_CANCEL_REASON_REQUIRED: say('Cancelling needs a reason.', 'Give one; the signers see it.'),
  ENVELOPE_CREATOR_CANNOT_DECLINE: say(
    'You sent this envelope, so you cannot decline it.',
    'Cancel it instead.',
  ),
  ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS: ENVELOPE_GONE,
  ENVELOPE_UPDATE_FAILED: say('jSign did not save the change.', 'Refresh the envelope, then try again.'),
  FILE_INVALID: say(
    'jSign does not accept this file.',
    'Check that it opens, and that your plan allows its type.',
  ),
  FILE_REQUIRED: say('No file reached jSign.', 'Choose the file again.'),
  FILE_SIZE_LIMIT_EXCEEDED: say('The file is larger than jSign allows: 25 MB.', 'Send a smaller one.'),
  PAGE_SIZE_EXCEEDED: say('More entries were asked for at once than jSign gives.', 'Ask for 100 at most.'),
  REFRESH_TOKEN_REQUIRED: say('You are signed out.', 'Sign in again.'),
  SUPPORTING_DOCUMENT_NOT_FOUND: ATTACHMENT_GONE,
  SYSTEM_ERROR: say('jSign has a problem of its own.', 'Try again in a few minutes.'),
  TOKEN_EXPIRED: say('The sign-in has ended.', 'Sign in again.'),
  UNAUTHORIZED: say(
    'jSign did not accept the sign-in.',
    'Check e-mail, password and API key pair, then sign in again.',
  ),
};

/** What the client itself refuses, before or while it sends. */
export const CLIENT_CODES: Readonly<Record<string, Explanation>> = {
  HOST_INVALID: say(
    'This is no address of a jSign service.',
    'Give scheme and host only, such as https://api.jsign.com, without path, name or password.',
  ),
  HOST_NOT_SECURE: say(
    'The address begins with http, so passwords and documents would travel readable by others.',
    'Use https. Only a service on this machine may go without.',
  ),
  ID_INVALID: say('This is no id of an envelope, document or template.', 'Refresh the list.'),
  DATE_INVALID: say('This is no day of the calendar.', 'Write it as year-month-day.'),
  SOURCE_SIZE_CHANGED: say('The file changed while it was sent.', 'Save it, then send again.'),
  SOURCE_UNREADABLE: say(
    'The file could not be read to its end.',
    'Check that it is still there, then send again.',
  ),
};

/** Certificates that were not accepted, by the system's code. Several codes mean the same to a person. */
const UNKNOWN_ISSUER = say(
  'The certificate of the service was issued by an authority that this machine does not know.',
  'If your organization has an authority of its own, name its certificate file in the settings.',
);
const SELF_SIGNED = say(
  'The service shows a certificate that it issued itself, so nobody vouches for it.',
  'If this is your own service, name its certificate file in the settings. Otherwise do not connect.',
);
const NOT_ENCRYPTED = say(
  'The service did not agree on an encrypted connection.',
  'Check the address and port; this may be a host without encryption.',
);

export const TLS_CODES: Readonly<Record<string, Explanation>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_ISSUER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  CERT_UNTRUSTED: UNKNOWN_ISSUER,
  CERT_HAS_EXPIRED: say(
    'The certificate of the service has expired.',
    'Check the date of this machine. If it is right, only the service can renew its certificate.',
  ),
  CERT_NOT_YET_VALID: say(
    'The certificate of the service is not valid yet.',
    'Check the date of this machine.',
  ),
  CERT_REVOKED: say(
    'The certificate of the service was revoked.',
    'Do not connect. Ask whoever runs the service.',
  ),
  ERR_TLS_CERT_ALTNAME_INVALID: say(
    'The certificate belongs to another host.',
    'Check the address. Something between you and the service may answer in its place.',
  ),
  HOSTNAME_MISMATCH: say('The certificate belongs to another host.', 'Check the address.'),
  EPROTO: NOT_ENCRYPTED,
  ERR_SSL_WRONG_VERSION_NUMBER: NOT_ENCRYPTED,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NOT_ENCRYPTED,
};
