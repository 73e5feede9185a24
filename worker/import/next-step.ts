import type { ImportState } from '../../schema/api/import.ts';
import { now } from '../clock.ts';
import { commitState, saveImport } from '../directory/imports.ts';
import { holds } from '../directory/roles.ts';
import { IMPORT_REPORT_MS, IMPORT_WAIT_MS } from '../policy/limits.ts';
import { by } from '../user/administered/actor.ts';
import { checkStep } from './check-step.ts';
import type { ImportStore } from './import-store.ts';
import { importView } from './import-view.ts';
import { makeStep } from './make-step.ts';
import type { Starter } from './starter.ts';

const OVER: readonly ImportState[] = ['done', 'cancelled', 'failed', 'expired'];

/** What comes after a step: the next one, after so many milliseconds; or the end of all that is stored. */
export type Next = number | 'destroy';

/**
 * Does one step of whatever is due. It may be done again after a crash: what it did outside is then done as if it
 * had not been.
 */
export async function nextStep(store: ImportStore, env: Env): Promise<Next> {
  const { state, ended_at, created_at } = store.row!;
  switch (state) {
    case 'uploading':
    case 'checked': {
      const left = created_at + IMPORT_WAIT_MS - now();
      if (left > 0) return left;
      store.update([state], `state = 'expired'`);
      return 0;
    }
    case 'checking':
      await checkStep(store, env.DB);
      await saveUnlessOver(store, env);
      return 0;
    case 'running':
      await tellStarted(store, env);
      // Nothing more is made in the name of somebody who may not any longer.
      if (!(await holds(env.DB, starterOf(store).actor.id, 'people.import')))
        store.update(['running'], `state = 'cancelled'`);
      else if (!(await makeStep(store, env))) store.update(['running'], `state = 'done'`);
      await saveUnlessOver(store, env);
      return 0;
    default:
      return ended_at === null ? finish(store, env) : 'destroy';
  }
}

const starterOf = (store: ImportStore) => JSON.parse(store.row!.started_by!) as Starter;

/** How far it is, for the list. The end is noted with its event. */
async function saveUnlessOver(store: ImportStore, env: Env): Promise<void> {
  const { state } = store.row!;
  if (!OVER.includes(state)) await saveImport(env.DB, importView(store.row!));
}

/** Before the first account is made. Once: the state that D1 has says whether it was told. */
async function tellStarted(store: ImportStore, env: Env): Promise<void> {
  const view = importView(store.row!);
  if (view.made > 0) return;
  const starter = starterOf(store);
  const { id, name, invite, ready, problems } = view;
  await commitState(env.DB, view, ['uploading', 'checking', 'checked'], {
    ...starter,
    type: 'import.started',
    detail: { ...by(starter.actor), import: id, file: name, ready, problems, invite },
  });
}

/** It is over: what could sign somebody in goes, its report stays for a while. */
async function finish(store: ImportStore, env: Env): Promise<number> {
  store.transaction(() => {
    store.sql.all('DELETE FROM parts');
    store.sql.all('UPDATE lines SET sealed = NULL WHERE sealed IS NOT NULL');
  });
  const ended = now();
  const view = importView({ ...store.row!, ended_at: ended });
  if (store.row!.started_by !== null) {
    const starter = starterOf(store);
    const { id, made, problems, ready: left, state } = view;
    await commitState(env.DB, view, ['running'], {
      ...starter,
      type: 'import.finished',
      detail: { actor: starter.actor.id, import: id, outcome: state, made, problems, left },
    });
  }
  await saveImport(env.DB, view);
  store.update(OVER, 'ended_at = ?', ended);
  return IMPORT_REPORT_MS;
}
