import type { Language } from '../../messages/language.ts';
import { config } from '../config.ts';
import { mailWords } from './mail-words.ts';

/** The text message that says that the account's recovery phones were changed. */
export const numbersChanged = (language: Language): string =>
  mailWords(language).sms.numbersChanged(config.serviceName, `${config.origin}/security`);
