export { app as default } from './app.ts';
export { ImportObject } from './import/import-object.ts';
export { PasskeyChallengeObject } from './user/passkey-challenge-object.ts';
export { SendLimitObject } from './user/send-limit-object.ts';
export { UserObject } from './user/user-object.ts';
