/** The cookies that an answer sets, as a Cookie header; on top of those of the request before it. */
export function cookies(responseHead: string, before = ''): string {
  const jar = new Map(before === '' ? [] : before.split('; ').map(split));
  for (const [, cookie] of responseHead.matchAll(/^set-cookie: *([^;\r\n]+)/gim)) {
    const [name, value] = split(cookie!);
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function split(cookie: string): [string, string] {
  const at = cookie.indexOf('=');
  return [cookie.slice(0, at), cookie.slice(at + 1)];
}
