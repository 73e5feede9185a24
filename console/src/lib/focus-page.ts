import { tick } from 'svelte';

/** After a navigation the reader starts at the page's heading, unless a field already asked for the focus. */
export async function focusPage(): Promise<void> {
  await tick();
  if (document.activeElement && document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
