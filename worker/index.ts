import { app } from './app.ts';
import { scheduled } from './scheduled.ts';

export { ImportObject } from './import/import-object.ts';
export { PasskeyChallengeObject } from './user/passkeys/passkey-challenge-object.ts';
export { SendLimitObject } from './user/sending/send-limit-object.ts';
export { UserObject } from './user/user-object.ts';

export default {
  fetch: app.fetch,
  scheduled: (_, env) => scheduled(env),
} satisfies ExportedHandler<Env>;
