import KeyRound from '@lucide/svelte/icons/key-round';
import Lock from '@lucide/svelte/icons/lock';
import Mail from '@lucide/svelte/icons/mail';
import Smartphone from '@lucide/svelte/icons/smartphone';
import type { Method } from '#schema/api/method.ts';

/** How each method is called and drawn. */
export const METHOD_WORDS = {
  password: { title: 'Password', icon: Lock, ask: 'Enter your password.' },
  totp: {
    title: 'Authenticator app',
    icon: Smartphone,
    ask: 'Open your authenticator app and enter the code it shows for Countersign.',
  },
  email: { title: 'E-mail', icon: Mail, ask: 'Enter the code that we sent to your mailbox.' },
  'recovery-code': {
    title: 'Recovery code',
    icon: KeyRound,
    ask: 'Enter one of the recovery codes that you saved. Each works once.',
  },
} as const satisfies Record<Method, { title: string; icon: typeof Lock; ask: string }>;
