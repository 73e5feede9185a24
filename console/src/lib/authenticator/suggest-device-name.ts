import { words } from '#lib/language.svelte.ts';

interface NavigatorWithData {
  userAgentData?: { getHighEntropyValues?: (hints: string[]) => Promise<{ model?: string }> };
}

/** As a person calls it. */
const PLATFORMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux'];

/** What this device is probably called: its model where the browser says it. */
export async function suggestDeviceName(): Promise<string> {
  const { userAgentData } = navigator as NavigatorWithData;
  const model = await userAgentData
    ?.getHighEntropyValues?.(['model'])
    .then((values) => values.model)
    .catch(() => undefined);
  return (
    model ||
    PLATFORMS.find((platform) => navigator.userAgent.includes(platform)) ||
    words().authenticator.add.phone
  );
}
