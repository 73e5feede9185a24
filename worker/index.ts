export { app as default } from './app.ts';
export { UserObject } from './user/user-object.ts';
