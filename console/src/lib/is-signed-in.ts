import type { Session } from '#schema/api/session.ts';

/** Whether the sign-in is finished; where policy asks for a second step first, its pages lead to the set-up. */
export const isSignedIn = ({ stage }: Pick<Session, 'stage'>) => stage === 'full' || stage === 'enrollment';
