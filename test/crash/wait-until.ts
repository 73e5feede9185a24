/** Polls until something holds. @returns whether it came to hold within the bound */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  withinMs = 120_000,
): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
