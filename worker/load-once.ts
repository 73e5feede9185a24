/**
 * A module that is loaded when it is first needed. What was loaded is kept, never the loading: a promise of one
 * request, or of one object, must not be waited for in another.
 */
export function loadOnce<Module>(load: () => Promise<Module>): () => Module | Promise<Module> {
  let loaded: Module | undefined;
  return () => loaded ?? load().then((module) => (loaded = module));
}
