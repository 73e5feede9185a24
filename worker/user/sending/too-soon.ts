import type { SentMethod } from '../../../schema/api/method.ts';
import { because } from '../../../schema/api/reason.ts';
import { Refused } from '../../refused.ts';

/** The refusal of a send, in the same words whichever count was full: it tells of nobody else's. */
export const tooSoon = (method: SentMethod, at: number) =>
  new Refused('too-many-requests', {
    retryAt: new Date(at).toISOString(),
    ...because(method === 'sms' ? 'texts-just-sent' : 'mails-just-sent'),
  });
