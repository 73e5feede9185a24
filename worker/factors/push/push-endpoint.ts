/**
 * The push services of the browsers there are. A subscription's endpoint is an address that a stranger chose and
 * we ask: it is one of theirs, or of those that PUSH_SERVICES adds (CHECKLIST C16).
 */
const SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  '.notify.windows.com',
  '.push.apple.com',
];

/**
 * Whether an endpoint is one that is asked.
 * @param configured further origins, such as https://push.example.com
 */
export function isPushEndpoint(endpoint: string, configured: readonly string[]): boolean {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password || url.hash) return false;
  if (configured.includes(url.origin)) return true;
  if (url.protocol !== 'https:' || url.port) return false;
  return SERVICES.some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
  );
}
