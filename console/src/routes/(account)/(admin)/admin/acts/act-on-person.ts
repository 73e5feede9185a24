import { invalidateAll } from '$app/navigation';
import type { ActOutcome, PersonAct } from '#schema/api/administered.ts';
import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';
import { words } from '#lib/language.svelte.ts';
import { toast } from '#lib/toast.svelte.ts';

/** Whom an act is about, and the request for help that it answers. */
export interface ActedOn {
  id: string;
  email: string;
  helpRequest?: string;
}

/** Does an act, says what came of it, and shows what is by now. */
export async function actOnPerson({ id, helpRequest }: ActedOn, act: PersonAct): Promise<ActOutcome> {
  const json = { ...act, ...(helpRequest && { helpRequest }) };
  const done = await call(() => api.v1.admin.people[':id'].acts.$post({ param: { id }, json }));
  const { outcomes, acts } = words().admin.acts;
  // A pass is shown before anything else changes on the page.
  if (done.pass) return done;
  toast.show(done.outcome === 'done' ? acts[act.type].done : outcomes[done.outcome]);
  await invalidateAll();
  return done;
}
