import type { Memory } from '../platform/memory';
import type { TemplateRoles } from './api';

/** How many templates of one account are remembered. */
const MOST_TEMPLATES = 200;

type Recorded = readonly [templateId: string, roles: readonly string[]];

/** Keeps the roles of templates, newest last, per account. */
export class RecordedRoles implements TemplateRoles {
  /** One write after the other, so that none is lost to another. */
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly memory: Memory) {}

  async of(accountId: string, templateId: string): Promise<readonly string[] | undefined> {
    await this.writing;
    return this.read(accountId).find(([id]) => id === templateId)?.[1];
  }

  async remember(accountId: string, templateId: string, roles: readonly string[]): Promise<void> {
    this.writing = this.writing.then(async () => {
      const others = this.read(accountId).filter(([id]) => id !== templateId);
      const kept: readonly Recorded[] = [...others, [templateId, [...roles]]];
      try {
        await this.memory.update(keyOf(accountId), kept.slice(-MOST_TEMPLATES));
      } catch {
        // Without the record the roles are asked for once more, which is all that is lost.
      }
    });
    await this.writing;
  }

  /** What stands there may come from another version. */
  private read(accountId: string): readonly Recorded[] {
    const value = this.memory.get(keyOf(accountId));
    return Array.isArray(value) ? value.filter(isRecorded) : [];
  }
}

function keyOf(accountId: string): string {
  return `jsign.templateRoles/${accountId}`;
}

function isRecorded(value: unknown): value is Recorded {
  if (!Array.isArray(value)) return false;
  const parts: readonly unknown[] = value;
  const [id, roles] = parts;
  return (
    typeof id === 'string' &&
    Array.isArray(roles) &&
    roles.length > 0 &&
    roles.every((role) => typeof role === 'string')
  );
}
