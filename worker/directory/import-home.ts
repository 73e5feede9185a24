/** The object of an import. */
export const importObject = (env: Env, id: string) => env.IMPORTS.get(env.IMPORTS.idFromName(id));
