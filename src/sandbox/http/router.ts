import type { Operation } from '../core/services';

/** How a caller proves who it is (API reference, section 1.2). */
export type Access = 'basic' | 'none' | 'bearer';

export interface Route {
  /** Number of the operation in the API reference, section 2. */
  readonly number: number;
  readonly methods: readonly string[];
  /** Below the version, e.g. `/envelopes/{envelopeId}/details`. */
  readonly path: string;
  readonly access: Access;
  readonly run: Operation;
}

export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

/** The prefixes that the reference uses (section 13, row 1); the login page writes none. */
const PREFIX = /^\/(?:api\/v2\.0|api\/2\.0|apiv2\.0|v2\.0)(?=\/)/;
/** Spellings of the first segment (section 13, rows 3 and 4). */
const CATEGORIES: Readonly<Record<string, string>> = {
  envelope: 'envelopes',
  envbelopes: 'envelopes',
  template: 'templates',
};

/** The path as section 2 writes it: no prefix, plural category. */
export function normalisePath(path: string): string {
  const [, category = '', ...rest] = path.replace(PREFIX, '').split('/');
  return ['', CATEGORIES[category] ?? category, ...rest].join('/');
}

/** Finds the operation for a request; `undefined` where the URL is not part of the API. */
export class Router {
  private readonly routes: readonly { readonly route: Route; readonly segments: readonly string[] }[];

  constructor(routes: readonly Route[]) {
    this.routes = routes.map((route) => ({ route, segments: route.path.split('/') }));
  }

  match(method: string, path: string): Match | undefined {
    const segments = normalisePath(path).split('/');
    for (const { route, segments: pattern } of this.routes) {
      if (!route.methods.includes(method) || pattern.length !== segments.length) continue;
      const params = bind(pattern, segments);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  }
}

function bind(
  pattern: readonly string[],
  segments: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    if (expected.startsWith('{')) {
      const value = decode(actual);
      if (value === undefined || value === '') return undefined;
      params.set(expected.slice(1, -1), value);
    } else if (expected !== actual) {
      return undefined;
    }
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
