const STEP_MS = 30_000;
/** What a request needs at most from here to the Worker's clock. */
const ROOM_MS = 4_000;

/** Waits, if it must, until a TOTP time step is not about to end: a code that is made now is good on arrival. */
export async function steadyStep(roomMs = ROOM_MS): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < roomMs) await new Promise((resolve) => setTimeout(resolve, left));
}
