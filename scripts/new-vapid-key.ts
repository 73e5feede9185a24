import { generateKeyPairSync } from 'node:crypto';

/** A new VAPID_KEY: a private P-256 key as JWK. `npm run --silent vapid-key` prints one for a deployment. */
export function newVapidKey() {
  const { kty, crv, x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'jwk',
  });
  return { kty, crv, x, y, d };
}

if (import.meta.main) console.log(JSON.stringify(newVapidKey()));
