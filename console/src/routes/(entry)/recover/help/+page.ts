import { findSession } from '#lib/find-session.ts';

export const load = async () => ({ session: await findSession() });
