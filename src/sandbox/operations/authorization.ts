import { refuse } from '../core/errors';
import { asObject, BodyReader } from '../core/reader';
import type { Operation } from '../core/services';
import { done } from '../http/reply';
import { findUser } from '../store/credentials';

/** 1. API reference, section 3.2. */
export const login: Operation = async ({ credentials, tokens }, call) => {
  checkBasic(call.request.headers.authorization, credentials.apiKey, credentials.apiSecret);
  if (call.request.headers['content-type'] === undefined)
    throw refuse('CONTENT_TYPE_INVALID', 'none was sent');
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const email = reader.text(body, 'email', 'EMAIL_REQUIRED');
  const password = reader.text(body, 'password', 'PASSWORD_REQUIRED');
  reader.finish();
  const user = findUser(credentials, email ?? '');
  const wrong = refuse('UNAUTHORIZED', 'the e-mail or the password is wrong');
  if (user === undefined) throw wrong;
  if (user.password !== password) throw wrong;
  const { access, refresh, expiresAt } = tokens.login(user.email);
  return done({ access_token: access, refresh_token: refresh, token_type: 'bearer', expires_in: expiresAt });
};

/** 2. API reference, section 3.3. The refresh token does not rotate. A token that is still valid is renewed as well. */
export const refresh: Operation = async ({ tokens }, call) => {
  const body = asObject((await call.body()) ?? {});
  const reader = new BodyReader();
  const refreshToken = reader.text(body, 'refresh_token', 'REFRESH_TOKEN_REQUIRED') ?? '';
  const accessToken = reader.text(body, ['access_token', 'token'], 'ACCESS_TOKEN_REQUIRED') ?? '';
  reader.finish();
  const { access, expiresAt } = tokens.renew(accessToken, refreshToken);
  return done({
    access_token: access,
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: expiresAt,
  });
};

function checkBasic(header: string | undefined, key: string, secret: string): void {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) throw refuse('UNAUTHORIZED');
  if (Buffer.from(encoded, 'base64').toString('utf8') !== `${key}:${secret}`) {
    throw refuse('UNAUTHORIZED', 'the API key or secret is wrong');
  }
}
