/** Text from outside (the service, file names, what people typed) on its way to the screen. */

// Controls, line separators, marks that turn the direction of what follows, and the place that stands for an object.
const UNSHOWABLE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFFFC]/gu;

/** One line, no direction marks, not endless; a long text ends with an ellipsis. `most` counts characters. */
export function shortText(text: string, most = 120): string {
  const clean = text.replace(UNSHOWABLE, ' ').replace(/\s+/g, ' ').trim();
  const points = Array.from(clean);
  return points.length <= most ? clean : `${points.slice(0, most - 1).join('')}…`;
}

/**
 * The same for pickers, modals and notifications: without what VS Code would make an icon `$(name)` or a link
 * `[text](address)` of.
 */
export function shown(text: string, most = 80): string {
  // U+2060 (word joiner) is not seen and breaks the markup.
  return shortText(text, most).replaceAll('$(', '$\u2060(').replaceAll('](', ']\u2060(');
}

/** A name inside a sentence on a page, kept from turning the sentence around it (first-strong isolate). */
export function isolated(name: string): string {
  return `\u2068${shortText(name)}\u2069`;
}

/** Harmless inside Markdown: shown as written, never as a link, an image or markup. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@/]/g, '\\$&')
      // VS Code looks for icons, `$(name)`, once Markdown has taken its own backslashes out.
      .replaceAll('\\$\\(', '\\\\\\$\\(')
      .replace(/\s+/g, ' ')
  );
}
