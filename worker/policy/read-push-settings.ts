import type { VapidKey } from '../delivery/push/vapid.ts';

/**
 * The settings of push: VAPID_KEY, the private P-256 key as JWK by which push services know this deployment;
 * without it there is no push. PUSH_CONTACT: whom their operators write to. PUSH_DIGITS: the length of the number.
 * PUSH_SERVICES: origins of further push services.
 * @throws Error that names the variable and what would be right, without any part of a key
 */
export function readPushSettings(
  { VAPID_KEY, PUSH_CONTACT, PUSH_DIGITS, PUSH_SERVICES }: Env,
  origin: string,
) {
  const pushDigits = Number(PUSH_DIGITS || 2);
  if (!(Number.isInteger(pushDigits) && pushDigits >= 2 && pushDigits <= 6))
    throw new Error('PUSH_DIGITS must be from 2 to 6');
  const pushContact = PUSH_CONTACT || origin.replace(/^http:/, 'https:');
  if (!/^(mailto:|https:\/\/)/.test(pushContact))
    throw new Error('PUSH_CONTACT must be a mailto: or https: address');
  const pushServices = (PUSH_SERVICES ?? '').split(/\s+/).filter(Boolean);
  for (const service of pushServices) {
    if (URL.parse(service)?.origin !== service || !service.startsWith('https:'))
      throw new Error('PUSH_SERVICES must be https origins, separated by spaces');
  }
  return { vapidKey: VAPID_KEY ? readVapidKey(VAPID_KEY) : null, pushContact, pushDigits, pushServices };
}

function readVapidKey(text: string): VapidKey {
  try {
    const { kty, crv, x, y, d } = JSON.parse(text) as Record<string, string>;
    const whole = [x, y, d].every((part) => /^[\w-]{43}$/.test(part ?? ''));
    if (kty === 'EC' && crv === 'P-256' && whole) return { kty, crv, x: x!, y: y!, d: d! };
  } catch {
    // falls through to the one message: the key must not be quoted
  }
  throw new Error('VAPID_KEY must be a private P-256 key as JWK (docs/operating.md)');
}
