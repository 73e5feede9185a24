import type { Language } from '#messages/language.ts';
import type { Activity, HeldAccount } from './held-account.ts';

/** What this device keeps: in IndexedDB, because that holds keys that nobody can read, and a service worker reads it too. */

const NAME = 'countersign-authenticator';
const KEPT_ACTIVITIES = 100;

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error(NAME)));
  });

let database: IDBDatabase | null = null;

async function opened(): Promise<IDBDatabase> {
  if (database) return database;
  const opening = indexedDB.open(NAME, 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore('accounts', { keyPath: 'device' });
    opening.result.createObjectStore('activity', { autoIncrement: true });
    opening.result.createObjectStore('settings');
  });
  database = await answered(opening);
  // Let go when the browser takes it away, such as when its owner clears this site's data.
  database.addEventListener('close', () => (database = null));
  return database;
}

const reading = async (store: string) => (await opened()).transaction(store).objectStore(store);
const writing = async (store: string) => (await opened()).transaction(store, 'readwrite').objectStore(store);

export const store = {
  accounts: async (): Promise<HeldAccount[]> => answered<HeldAccount[]>((await reading('accounts')).getAll()),

  async putAccount(account: HeldAccount): Promise<void> {
    await answered((await writing('accounts')).put(account));
  },

  async removeAccount(device: string): Promise<void> {
    await answered((await writing('accounts')).delete(device));
  },

  /** The newest first. */
  activity: async (): Promise<Activity[]> =>
    (await answered<Activity[]>((await reading('activity')).getAll())).toReversed(),

  async addActivity(activity: Activity): Promise<void> {
    const activities = await writing('activity');
    await answered(activities.add(activity));
    const keys = await answered(activities.getAllKeys());
    if (keys.length > KEPT_ACTIVITIES)
      await answered(activities.delete(IDBKeyRange.upperBound(keys.at(-KEPT_ACTIVITIES - 1))));
  },

  /** The language of the notifications: a service worker knows no other choice. */
  language: async (): Promise<Language | undefined> =>
    answered<Language | undefined>((await reading('settings')).get('language')),

  async putLanguage(language: Language): Promise<void> {
    await answered((await writing('settings')).put(language, 'language'));
  },
};
