import type { CallOptions, CreateOptions, UploadOptions } from '../api';
import type { Call, Caller } from '../caller';
import { multipart } from '../multipart';
import type { Operation } from '../operations';
import { readJson } from '../reply';
import type { UploadSource } from '../types';
import { readCreatedId } from '../wire/readCreated';

type Made = Parameters<typeof readCreatedId>[2];

/** The JSON of a call's reply. */
export async function fetchJson(
  caller: Caller,
  operation: Operation,
  call: Call,
  options: CallOptions | undefined,
): Promise<unknown> {
  const reply = await caller.call(operation, { ...call, signal: options?.signal });
  return readJson(operation.name, reply);
}

/** A call whose reply has nothing to say but that it was done. Its message is never read (section 13, 23). */
export async function act(
  caller: Caller,
  operation: Operation,
  call: Call,
  options: CallOptions | undefined,
): Promise<void> {
  await fetchJson(caller, operation, call, options);
}

/** A call that creates. Gives the new id. */
export async function makeOne(
  caller: Caller,
  operation: Operation,
  json: unknown,
  made: Made,
  options: CreateOptions | undefined,
): Promise<string> {
  const body = await fetchJson(caller, operation, { json, variant: options?.variant }, options);
  return readCreatedId(operation.name, body, made);
}

/** Streams a file up. Gives the new id. */
export async function upload(
  caller: Caller,
  operation: Operation,
  part: 'File' | 'file',
  file: UploadSource,
  ids: Readonly<Record<string, string>>,
  made: Made,
  options: UploadOptions | undefined,
): Promise<string> {
  const call = { ids, upload: multipart(part, file, options?.onProgress) };
  return readCreatedId(operation.name, await fetchJson(caller, operation, call, options), made);
}
