import assert from 'node:assert/strict';

/**
 * Every member of `expected` is in `actual` and of the same type. Where the reference itself wavers between one value and an
 * array of them, either is right; further members are right as well.
 */
export function assertShape(actual: unknown, expected: unknown, path = 'reply'): void {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (expected.length > 0) assert.ok(actual.length > 0, `${path} is empty`);
    for (const item of actual) assertShape(item, expected[0], `${path}[]`);
  } else if (Array.isArray(actual) && isObject(expected)) {
    assertShape(actual, [expected], path);
  } else if (isObject(actual) && Array.isArray(expected)) {
    assertShape(actual, expected[0], path);
  } else if (Array.isArray(actual) && typeof expected === 'string') {
    for (const item of actual) assertShape(item, expected, `${path}[]`);
  } else if (isObject(expected)) {
    assert.ok(isObject(actual), `${path} is no object`);
    for (const [key, value] of Object.entries(expected)) {
      assert.ok(key in actual, `${path}.${key} is missing, there are ${Object.keys(actual).join(', ')}`);
      assertShape(actual[key], value, `${path}.${key}`);
    }
  } else {
    assert.equal(typeof actual, typeof expected, `${path} is ${JSON.stringify(actual)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
