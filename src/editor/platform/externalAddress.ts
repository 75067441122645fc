/**
 * The address under which the person's browser reaches `url`. `resolve` is asked for the bare origin alone and the rest is
 * put behind its answer as it stands: a URI object takes percent signs apart, and a signing address must come out as it was.
 */
export async function externalAddress(
  url: string,
  resolve: (origin: string) => Promise<string>,
): Promise<string> {
  const { origin, pathname, search, hash } = new URL(url);
  const base = `${origin}/`;
  const answer = await resolve(base);
  if (answer === base || answer === origin) return url;
  const outside = new URL(answer);
  const path = outside.pathname.replace(/\/$/, '') + pathname;
  const query = [outside.search, search].map((part) => part.replace(/^\?/, '')).filter((part) => part !== '');
  return `${outside.origin}${path}${query.length > 0 ? `?${query.join('&')}` : ''}${hash}`;
}
