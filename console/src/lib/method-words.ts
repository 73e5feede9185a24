import BellRing from '@lucide/svelte/icons/bell-ring';
import KeyRound from '@lucide/svelte/icons/key-round';
import Lock from '@lucide/svelte/icons/lock';
import Mail from '@lucide/svelte/icons/mail';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import Smartphone from '@lucide/svelte/icons/smartphone';
import UserRoundKey from '@lucide/svelte/icons/user-round-key';
import type { Method } from '#schema/api/method.ts';
import type { ChallengeOption } from '#schema/api/session.ts';
import { words } from './language.svelte.ts';

/** How each method is drawn. */
const ICONS: Record<Method, typeof Lock> = {
  password: Lock,
  totp: Smartphone,
  passkey: UserRoundKey,
  push: BellRing,
  sms: MessageSquareText,
  email: Mail,
  'recovery-code': KeyRound,
};

/** How a method is called and drawn: as a title, and when it is asked for. */
export const methodWords = (method: Method) => ({ ...words().methods[method], icon: ICONS[method] });

/** The same of something that may be answered now: a push device's codes are told from an authenticator app's. */
export const optionWords = ({ method, pushDevice }: ChallengeOption) =>
  pushDevice && method === 'totp'
    ? { title: words().push.code.title, icon: ICONS.push }
    : methodWords(method);
