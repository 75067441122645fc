import type { TemplateSummary } from '../../jsign/types';

/** What other rooms ask of the templates' room. */
export interface TemplateDesk {
  /** Reads the list again, because a template was made. Never rejects. */
  changed(): Promise<void>;
}

/**
 * The signer titles of templates: no operation reads a template, so they are known for those that were made here, or whose titles
 * the person typed once (API reference, sections 4.4 and 5.3).
 */
export interface TemplateRoles {
  /** In the template's own order; `undefined` where nothing is recorded. Never rejects. */
  of(accountId: string, templateId: string): Promise<readonly string[] | undefined>;
  /** Replaces what is recorded. Only the newest templates of an account are kept. Never rejects: a record is a convenience. */
  remember(accountId: string, templateId: string, roles: readonly string[]): Promise<void>;
}

/** A template as a row of the Templates view hands it to a command. */
export interface TemplateRef {
  readonly accountId: string;
  readonly template: TemplateSummary;
}

/** Reads a template out of what a menu passed; `undefined` when it is none. */
export function templateRef(argument: unknown): TemplateRef | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('accountId' in argument) || !('template' in argument)) return undefined;
  const { accountId, template } = argument;
  return typeof accountId === 'string' && isTemplate(template) ? { accountId, template } : undefined;
}

function isTemplate(value: unknown): value is TemplateSummary {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'status' in value &&
    typeof value.status === 'object'
  );
}
