import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal, refuse, wireError } from '../core/errors';
import type { Call, Services } from '../core/services';
import { readJson } from './body';
import type { Fault } from './faults';
import { isLocalOrigin, isLoopbackHost } from './guard';
import { failed, json, type Reply, send } from './reply';
import { type Match, normalisePath, type Router } from './router';

/** Answers what is below one part of the site; `undefined` passes the request on. */
export interface Site {
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<Reply | 'handled' | undefined>;
}

/** Takes a request through host check, control routes, faults, pages and the API, and answers it. */
export class Handler {
  constructor(
    private readonly services: Services,
    private readonly router: Router,
    private readonly control: Site,
    private readonly pages: Site,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = parseUrl(request.url);
    if (url === undefined) {
      await send(response, failed(404, [wireError('URL_NOT_FOUND')]));
      return;
    }
    if (!isLoopbackHost(request.headers.host) && !isPublic(url.pathname)) {
      await this.forbid(request, response, 'Host');
      return;
    }
    if (url.pathname.startsWith('/_sandbox/')) {
      if (isLocalOrigin(request.headers.origin)) await this.runControl(request, response, url);
      else await this.forbid(request, response, 'Origin');
      return;
    }
    await this.runFaulty(request, response, url);
  }

  private async forbid(request: IncomingMessage, response: ServerResponse, header: string): Promise<void> {
    request.resume();
    const error = {
      error_code: 'FORBIDDEN',
      developer_message: `The ${header} header is not one of this machine.`,
    };
    await send(response, json({ errors: [error] }, 403));
  }

  private async runControl(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const reply = await this.guarded(() => this.control.handle(request, response, url));
    if (reply !== 'handled') await send(response, reply ?? failed(404, [wireError('URL_NOT_FOUND')]));
  }

  private async runFaulty(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { faults, requests, clock } = this.services;
    const method = request.method ?? 'GET';
    const path = url.pathname;
    const log = (status: number): void =>
      requests.add({ method, path, status, time: new Date(clock.now()).toISOString() });
    const fault = faults.take(method, [path, normalisePath(path)]);
    if (fault?.kind === 'reset-before') {
      log(0);
      request.socket.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'delay') await wait(fault.value);
    const reply =
      fault?.kind === 'status' ? statusReply(request, fault) : await this.answer(request, response, url);
    if (reply === undefined) return;
    if (fault?.kind === 'reset-after') {
      log(0);
      request.socket.resetAndDestroy();
      return;
    }
    log(reply.status);
    await send(response, reply, fault?.kind === 'truncate' ? fault.value : undefined);
  }

  /** `undefined` where the caller has gone away in the middle of its request. */
  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<Reply | undefined> {
    const reply = await this.guarded(
      async () => (await this.pages.handle(request, response, url)) ?? (await this.callApi(request, url)),
    );
    // What was not read of the body must not stand before the next request on this connection.
    if (!request.complete) request.resume();
    if (reply === 'handled' || (request.destroyed && !request.complete)) return undefined;
    return reply;
  }

  private async callApi(request: IncomingMessage, url: URL): Promise<Reply> {
    const match = this.router.match(request.method ?? 'GET', url.pathname);
    if (match === undefined) throw refuse('URL_NOT_FOUND');
    if (request.headers['app_auth_type'] !== 'jsign-oauth2')
      throw refuse('UNAUTHORIZED', 'app_auth_type must be jsign-oauth2');
    const user =
      match.route.access === 'bearer' ? this.services.tokens.authenticate(request.headers.authorization) : '';
    return match.route.run(this.services, makeCall(request, url, match, user));
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T | Reply> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) return failed(error.status, error.errors);
      return failed(500, [wireError('SYSTEM_ERROR', error instanceof Error ? error.message : undefined)]);
    }
  }
}

function makeCall(request: IncomingMessage, url: URL, match: Match, user: string): Call {
  return {
    request,
    user,
    query: url.searchParams,
    param: (name) => match.params.get(name) ?? '',
    body: () => readJson(request, true),
  };
}

function statusReply(request: IncomingMessage, fault: Fault): Reply {
  request.resume();
  const code = fault.value === 401 ? 'TOKEN_EXPIRED' : fault.value === 404 ? 'URL_NOT_FOUND' : 'SYSTEM_ERROR';
  return failed(fault.value, [wireError(code, 'ordered by a fault')]);
}

/** Signing links carry their own unguessable token, so a person may open them through a proxy under another name. */
function isPublic(path: string): boolean {
  return path.startsWith('/sign/') || path.startsWith('/script/');
}

function parseUrl(target: string | undefined): URL | undefined {
  try {
    return target?.startsWith('/') === true ? new URL(`http://localhost${target}`) : undefined;
  } catch {
    return undefined;
  }
}
