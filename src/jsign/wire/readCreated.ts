import { text } from './scalars';
import { isObject, lenient, one, readData, record, unreadable } from './shapes';
import * as v from 'valibot';

/*
 * Ids of what a call has made. Those of the three envelope creations and of the template creations are INFERRED (sections 4.2,
 * 5.3); should the live service differ, this file changes.
 */

const blank = lenient(text, '');
const inner = lenient(one(record({ id: blank, envelope_id: blank, template_id: blank })), {
  id: '',
  envelope_id: '',
  template_id: '',
});
const created = one(
  record(
    {
      request_id: blank,
      envelope_id: blank,
      template_id: blank,
      supporting_document_id: blank,
      id: blank,
      envelope: inner,
    },
    { envelope: ['template'] },
  ),
);

type Made = 'request_id' | 'envelope_id' | 'template_id' | 'supporting_document_id';

/**
 * @param made which id is asked for
 * @throws JsignError `unreadable` where there is none: whether something was made is then unknown
 */
export function readCreatedId(operation: string, body: unknown, made: Made): string {
  const data = readData(operation, body, v.unknown());
  if (typeof data === 'string' && data.trim() !== '') return data;
  if (!isObject(data) && !Array.isArray(data)) throw unreadable(operation, `data.${made}`);
  const found = readData(operation, body, created);
  const nested =
    made === 'envelope_id' || made === 'template_id' ? found.envelope[made] || found.envelope.id : '';
  const id = found[made] || found.id || nested;
  if (id.trim() === '') throw unreadable(operation, `data.${made}`);
  return id;
}
