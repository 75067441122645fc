/** Codes of the API reference, section 11. */
const DOCUMENTED = {
  ACCOUNT_DATA_PROCESSING_FAILURE: 'Error while processing account data',
  ALIGNMENT_VALUE_IS_REQUIRED: 'Alignment value is required',
  ANY_TWO_PLACEHOLDER_OVERLAPPING: 'Any two placeholders are overlapping',
  APPLY_TO_ALL_PAGES_INVALID: 'apply_to_all_pages must not be passed when element tags are used',
  ATTACHMENT_LIMIT_EXCEEDED: 'At most 10 files can be attached',
  ATTACHMENT_NOT_FOUND: 'No attachments found',
  CATEGORIES_EMPTY: 'Categories must not be empty',
  CHAR_LIMIT_TYPE_VALUE_IS_REQUIRED: 'Char limit type value is required',
  CHECKBOX_DEFAULT_VALUE_INVALID: 'The default value of a checkbox must be checked or unchecked',
  DOCUMENT_IS_NOT_SIGNED: 'Document is not signed',
  DOCUMENT_NOT_FOUND_OR_RECIPIENT_NO_ACCESS: 'Document not found or recipient has no access',
  EMAIL_DOES_NOT_BELONG_TO_ENVELOPE: 'The e-mail does not belong to a signer of the envelope',
  EMAIL_SENDING_FAILED: 'The e-mail could not be sent',
  ENVELOPE_CANCEL_REASON_REQUIRED: 'Cancel reason is required',
  ENVELOPE_CREATOR_CANNOT_DECLINE: 'The creator of an envelope cannot decline it',
  ENVELOPE_NOT_FOUND_OR_RECIPIENT_NO_ACCESS: 'Envelope not found or recipient has no access',
  ENVELOPE_UPDATE_FAILED: 'The envelope was not updated',
  FILE_INVALID: 'File is invalid',
  FILE_REQUIRED: 'File is required',
  FILE_SIZE_LIMIT_EXCEEDED: 'File size must not exceed 25 MB',
  PAGE_SIZE_EXCEEDED: 'Page size must be between 1 and 100',
  REFRESH_TOKEN_REQUIRED: 'Refresh token is required',
  SUPPORTING_DOCUMENT_NOT_FOUND: 'Supporting document not found',
  SYSTEM_ERROR: 'System error',
  TOKEN_EXPIRED: 'The access token has expired',
  UNAUTHORIZED: 'client credentials are required',
} as const;

/**
 * Codes of this sandbox's own: the reference documents only part of the list, so these follow its pattern
 * (`<THING>_REQUIRED`, `_INVALID`, `_NOT_FOUND`, `_LIMIT_EXCEEDED`). docs/sandbox.md lists them.
 */
const OWN = {
  ACCESS_TOKEN_REQUIRED: 'Access token is required',
  ALIGNMENT_VALUE_INVALID: 'Alignment must be left, center or right',
  BODY_INVALID: 'The body is not valid JSON',
  CHAR_LIMIT_INVALID: 'The character limit must be a positive integer',
  CONTENT_TYPE_INVALID: 'The Content-Type of this call is not the documented one',
  DATE_INVALID: 'A date must exist and be written mm/dd/yyyy',
  DATE_RANGE_INVALID: 'start_date must not be after end_date',
  DOCUMENT_BASE64_INVALID: 'document_base64 is not valid base64',
  DOCUMENT_BASE64_REQUIRED: 'document_base64 is required',
  DOCUMENT_LIMIT_EXCEEDED: 'The plan does not allow so many documents in an envelope',
  DOCUMENT_NAME_REQUIRED: 'Document name is required',
  DOCUMENT_NOT_FOUND: 'Document not found',
  DOCUMENT_REF_NO_INVALID: 'document_ref_no is unknown or used twice',
  DOCUMENT_REF_NO_REQUIRED: 'document_ref_no is required',
  DOCUMENT_REQUIRED: 'Document is required',
  DROPDOWN_OPTIONS_REQUIRED: 'A dropdown or radio field needs options, and its default must be one of them',
  DUE_DATE_INVALID: 'The due date must be a date after today, written mm/dd/yyyy',
  DUE_DATE_REQUIRED: 'due_date is required',
  EMAIL_INVALID: 'The e-mail address is not valid',
  EMAIL_REQUIRED: 'E-mail is required',
  ENVELOPE_DECLINE_REASON_REQUIRED: 'Decline reason is required',
  ENVELOPE_NAME_REQUIRED: 'Envelope name is required',
  ENVELOPE_NOT_COMPLETED: 'The envelope is not completed',
  ENVELOPE_NOT_EXPIRED: 'Only an expired envelope can be extended',
  ENVELOPE_NOT_WAITING: 'The envelope is no longer waiting for signatures',
  ENVELOPE_REQUIRED: 'Envelope is required',
  EXPIRATION_DAYS_INVALID: 'Days until expiry must be between 1 and 365',
  FIELD_TYPE_INVALID: 'A field has the wrong type',
  FIELD_VALUE_REQUIRED: 'A required field has no value',
  FILE_TYPE_NOT_SUPPORTED: 'The plan does not support this file type',
  FLOW_INVALID: 'sign_process_flow must be Sequential, Parallel or Hybrid',
  NAME_REQUIRED: 'Name is required',
  PAGE_INVALID: 'Page must be a positive integer',
  PAGE_NUMBER_INVALID: 'page_number is not a page of the document',
  PASSWORD_REQUIRED: 'Password is required',
  PERMISSION_DENIED: 'Only the creator of the envelope may do this',
  PHONE_NUMBER_INVALID: 'country_code and phone_number are given together or not at all',
  RECIPIENTS_REQUIRED: 'Recipients are required',
  REMINDER_PERIOD_INVALID: 'The reminder period must be between 1 and 365 days',
  REQUEST_ID_ALREADY_USED: 'This upload was used before',
  REQUEST_ID_INVALID: 'There is no such upload',
  REQUEST_ID_REQUIRED: 'request_id is required',
  REQUEST_TOO_LARGE: 'The request is too large',
  SIGNATURE_TYPE_INVALID: 'The signature type is not supported',
  SIGNATURE_TYPE_REQUIRED: 'Signature type is required',
  SIGNED_COPY_INVALID: 'signedCopy must be true or false',
  SIGNER_ALREADY_SIGNED: 'The signer has already signed',
  SIGNER_DUPLICATE: 'Each signer needs an e-mail address of his own',
  SIGNER_NOT_ON_TURN: 'It is not yet the turn of this signer',
  SIGNER_TITLE_DUPLICATE: 'Each signer title may be used once',
  SIGNER_TITLE_INVALID: 'The signer titles are not those of the template',
  SIGNER_TITLE_REQUIRED: 'Signer title is required',
  SIGNERS_REQUIRED: 'At least one signer is required',
  SIGNING_ORDER_INVALID: 'The signing orders must count from 1 without gaps, each once in a sequential flow',
  STATUS_INVALID: 'The status is unknown',
  TABS_REQUIRED: 'Each signer needs tabs with at least one signature field',
  TAB_POSITION_INVALID: 'A field lies outside its page or has no size',
  TAB_POSITION_REQUIRED: 'Position, size and x_position_percentage of a field are required',
  TEMPLATE_ACTION_INVALID: 'The action must be delete, activate or deactivate',
  TEMPLATE_ID_REQUIRED: 'template_id is required',
  TEMPLATE_INACTIVE: 'The template is inactive',
  TEMPLATE_LIMIT_EXCEEDED: 'The plan does not allow more templates',
  TEMPLATE_NOT_FOUND: 'Template not found',
  URL_NOT_FOUND: 'The URL is not part of the API',
} as const;

export type ErrorCode = keyof typeof DOCUMENTED | keyof typeof OWN;

const MESSAGES: Readonly<Record<ErrorCode, string>> = { ...DOCUMENTED, ...OWN };
export const OWN_CODES: readonly string[] = Object.keys(OWN);

/** HTTP status by the rule of the API reference, section 11: 400 for everything but these. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHORIZED: 401,
  TOKEN_EXPIRED: 401,
  EMAIL_SENDING_FAILED: 500,
  SYSTEM_ERROR: 500,
  URL_NOT_FOUND: 404,
};

export interface WireError {
  readonly error_code: ErrorCode;
  readonly developer_message: string;
}

export function wireError(code: ErrorCode, detail?: string): WireError {
  return {
    error_code: code,
    developer_message: detail === undefined ? MESSAGES[code] : `${MESSAGES[code]}: ${detail}`,
  };
}

/** A refusal on its way to the caller. */
export class Refusal extends Error {
  readonly status: number;

  constructor(readonly errors: readonly [WireError, ...WireError[]]) {
    super(errors.map((error) => error.error_code).join(', '));
    this.name = 'Refusal';
    this.status = STATUSES[errors[0].error_code] ?? 400;
  }
}

/** Makes the refusal for one code; `detail` names what is wrong and stays in the sandbox's own English. */
export function refuse(code: ErrorCode, detail?: string): Refusal {
  return new Refusal([wireError(code, detail)]);
}
