import { DEFAULT_LANGUAGE, type Language } from '../../../messages/language.ts';
import type { User } from '../user.ts';

/** What the account is written to in. */
export const languageOfAccount = ({ account }: User): Language => account!.language ?? DEFAULT_LANGUAGE;
