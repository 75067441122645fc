/** What other rooms ask of the templates' room. */
export interface TemplateDesk {
  /** Reads the list again, because a template was made. Never rejects. */
  changed(): Promise<void>;
}
