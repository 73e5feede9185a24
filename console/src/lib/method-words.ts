import KeyRound from '@lucide/svelte/icons/key-round';
import Lock from '@lucide/svelte/icons/lock';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import Mail from '@lucide/svelte/icons/mail';
import Smartphone from '@lucide/svelte/icons/smartphone';
import UserRoundKey from '@lucide/svelte/icons/user-round-key';
import type { Method } from '#schema/api/method.ts';

/** How each method is called and drawn: as a title, within a sentence, and when it is asked for. */
export const METHOD_WORDS = {
  password: { title: 'Password', noun: 'password', icon: Lock, ask: 'Enter your password.' },
  totp: {
    title: 'Authenticator app',
    noun: 'authenticator app',
    icon: Smartphone,
    ask: 'Open your authenticator app and enter the code it shows for Countersign.',
  },
  passkey: {
    title: 'Passkey or security key',
    noun: 'passkey',
    icon: UserRoundKey,
    ask: 'Your browser asks you to unlock this device, to use your phone, or to touch your security key.',
  },
  sms: {
    title: 'Text message',
    noun: 'text message',
    icon: MessageSquareText,
    ask: 'Enter the code that we sent to your phone.',
  },
  email: { title: 'E-mail', noun: 'e-mail', icon: Mail, ask: 'Enter the code that we sent to your mailbox.' },
  'recovery-code': {
    title: 'Recovery code',
    noun: 'recovery code',
    icon: KeyRound,
    ask: 'Enter one of the recovery codes that you saved. Each works once.',
  },
} as const satisfies Record<Method, { title: string; noun: string; icon: typeof Lock; ask: string }>;
