import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '../core/services';
import type { Site } from '../http/handler';
import type { Reply } from '../http/reply';
import { sweep } from '../operations/sweep';
import { outboxPage } from './outboxPage';
import { EMBEDDED_SIGN_HANDLER } from './script';
import { SignPage } from './signPage';

/** What people see in a browser: the signing page, the outbox, and the script for other applications. */
export class Pages implements Site {
  private readonly sign: SignPage;

  constructor(private readonly services: Services) {
    this.sign = new SignPage(services);
  }

  async handle(request: IncomingMessage, _response: ServerResponse, url: URL): Promise<Reply | undefined> {
    const [, first = '', second = '', ...rest] = url.pathname.split('/');
    if (first === 'sign' && second !== '') return this.sign.handle(request, second, rest, url.searchParams);
    if (request.method !== 'GET') return undefined;
    if (url.pathname === '/' || url.pathname === '/outbox') {
      await sweep(this.services);
      return outboxPage(this.services);
    }
    if (url.pathname === '/script/embeddedsignhandler.js') {
      return { status: 200, type: 'text/javascript; charset=utf-8', body: EMBEDDED_SIGN_HANDLER };
    }
    return undefined;
  }
}
